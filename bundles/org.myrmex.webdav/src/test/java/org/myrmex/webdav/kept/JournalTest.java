package org.myrmex.webdav.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.methods.Beside;
import org.myrmex.webdav.xml.Name;

class JournalTest {
    private static Lock lock(String place) {
        return new Lock("urn:uuid:" + place, place, place, false, Scope.EXCLUSIVE, "", "owner", Long.MAX_VALUE, false);
    }

    private static Entry entry(boolean collection) {
        return new Entry(
                "x", collection, OptionalLong.empty(), Optional.of("tag"), OptionalLong.of(1), "text/plain", true);
    }

    private static boolean writesDown(Beside beside, String name) {
        Journal journal = beside.journal();
        boolean deleting = journal.deleting("t", name, "t:" + name).intent().isPresent();
        boolean moving = journal.moving("t", name, "/new", "t:" + name, "t:/new", entry(false), Optional.empty(), true)
                .intent()
                .isPresent();
        assertEquals(deleting, moving);
        return deleting;
    }

    @Test
    void onlyWhatHasLocksOrPropertiesIsWrittenDown() {
        try (Kept kept = Kept.inMemory()) {
            Beside beside = Beside.of(kept);
            beside.locks().grant(lock("t:/d/e/f"), 0);
            assertTrue(writesDown(beside, "/d/e/f") && writesDown(beside, "/d"));
            assertEquals(false, writesDown(beside, "/d/e/g"), "a lock elsewhere costs it nothing");
            assertEquals(false, writesDown(beside, "/d/e/f2"));
            kept.properties().change("t:/p", "/p", List.of(new Patch(new Name("u:", "x"), Optional.of("<x/>"))));
            assertTrue(writesDown(beside, "/p"));
            beside.locks().gone("t:/d");
            assertEquals(false, writesDown(beside, "/d/e/f"));
        }
    }

    @Test
    void aCopyOfMorePropertiesThanThereIsRoomForIsRefused() {
        try (Kept kept = Kept.inMemory()) {
            String value = "x".repeat(64 << 10);
            for (int i = 0; i < 300; i++) {
                kept.properties()
                        .change("t:/d/" + i, "/d/" + i, List.of(new Patch(new Name("u:", "x"), Optional.of(value))));
            }
            long before = kept.properties().chars();
            assertTrue(2 * before > DeadProperties.MAX_CHARS && before < DeadProperties.MAX_CHARS, "" + before);
            Journal.Open staging = kept.journal().staging("t", "/.myrmex-x", "t:/.myrmex-x");
            Optional<Journal.Source> source = Optional.of(new Journal.Source("t:/d", true));
            assertThrows(NotKeptException.class, () -> kept.journal()
                    .built(staging, "/c", "t:/c", Optional.empty(), source, List.of()));
            assertEquals(before, kept.properties().chars());
            assertTrue(kept.properties().of("t:/.myrmex-x/7").isEmpty());
            Journal.Open moving =
                    kept.journal().moving("t", "/d", "/c", "t:/d", "t:/c", entry(true), Optional.empty(), false);
            kept.journal().done(moving);
            assertEquals(1, kept.properties().of("t:/c/299").size(), "what is there may always move");
        }
    }

    /** Else a start would wait as long as that for each of many changes. */
    @Test
    void whoseTimeIsOverWaitsForNoFurtherTurn() {
        try (Kept kept = Kept.inMemory()) {
            assertTrue(kept.journal().claim("t:/a").isPresent());
            Optional<Claim> next = assertTimeoutPreemptively(
                    Duration.ofSeconds(15), () -> kept.journal().claim(System.nanoTime(), "t:/a/b"));
            assertTrue(next.isEmpty());
            assertTrue(kept.journal().claim(System.nanoTime(), "t:/b").isPresent(), "nobody is there before");
        }
    }
}
