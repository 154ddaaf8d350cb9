package org.myrmex.webdav.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.webdav.kept.Store.Durable;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.methods.Beside;
import org.myrmex.webdav.xml.Name;

/** A record that nobody can read, as another version may have written it, is passed over; the rest is used. */
class UnreadableRecordsTest {
    private static final String NUL = "\0";

    @TempDir
    Path folder;

    @Test
    void theOthersAreStillThere() {
        Lock lock = new Lock("urn:1", "t:/a", "/t/a", true, Scope.SHARED, "<o/>", "owner", Long.MAX_VALUE, false);
        Path file = folder.resolve("kept.mv");
        try (Kept kept = Kept.in(file)) {
            kept.locks().put(lock);
            kept.journal().deleting("t", "/b", "t:/b");
            kept.journal().touching("t", "/a", "t:/a", 7, List.of(new Patch(new Name("u:", "x"), Optional.empty())));
        }
        try (Store store = new Store(Optional.of(file))) {
            store.change(Durable.KILL, open -> {
                List<String> locks = List.of(
                        "",
                        "nonsense",
                        String.join(NUL, "bad-2", "t:/b", "/t/b", "true", "NO_SCOPE", "", "owner", "1", "false"),
                        String.join(NUL, "bad-3", "t:/b", "/t/b", "true", "SHARED", "", "owner", "soon", "false"),
                        String.join(NUL, "another", "t:/b", "/t/b", "true", "SHARED", "", "owner", "1", "false"));
                List<String> changes = List.of(
                        "",
                        "nonsense",
                        String.join(NUL, "FLYING", "t", "/b", "/b", "t:/b", "t:/b", "", "", "0"),
                        String.join(NUL, "DELETING", "t", "/b", "/b", "t:/b", "t:/b", "", "", "never"),
                        String.join(NUL, "TOUCHING", "t", "/b", "/b", "t:/b", "t:/b", "", "", "0", "half a patch"));
                for (int i = 0; i < locks.size(); i++) {
                    open.map("locks").put("bad-" + i, locks.get(i));
                    open.map("journal").put("00000000010" + i, changes.get(i));
                }
                String whole = open.map("journal").firstKey();
                open.map("journal").put("no number!!!", open.map("journal").get(whole));
                open.map("journal").put("-00000000001", open.map("journal").get(whole));
                return null;
            });
        }
        try (Kept kept = Kept.in(file)) {
            assertEquals(List.of(lock), kept.locks().all());
            assertEquals(
                    List.of(Intent.Kind.DELETING, Intent.Kind.TOUCHING),
                    kept.journal().left("t").stream()
                            .map(change -> change.intent().orElseThrow().kind())
                            .toList());
            assertEquals(
                    true,
                    kept.journal().mayBeOpenIn(folder),
                    "what stands aside there may be of one of the unreadable");
            Beside.of(kept).locks().gone("t:/a");
        }
        try (Kept again = Kept.in(file)) {
            assertEquals(List.of(), again.locks().all(), "nothing is left of what nobody could unlock");
        }
    }

    @Test
    void aDiskThatTakesNothingStandsInTheWayOfNoOtherLock() {
        Lock lock = new Lock("urn:1", "t:/a", "/t/a", true, Scope.SHARED, "<o/>", "owner", Long.MAX_VALUE, false);
        try (Store store = new Store(Optional.of(folder.resolve("kept.mv")))) {
            KeptLocks locks = new KeptLocks(store);
            locks.put(lock);
            store.change(Durable.KILL, open -> open.map("locks").put("urn:2", "nonsense"));
            // closes the file as soon as it is written to; what is read is in memory by now
            Thread.currentThread().interrupt();
            assertEquals(List.of(lock), locks.all());
            assertTrue(Thread.interrupted(), "or nothing was in its way");
            assertEquals(
                    "nonsense",
                    store.read(open -> open.map("locks").get("urn:2")),
                    "the disk did not take that it goes");
        } finally {
            Thread.interrupted();
        }
    }
}
