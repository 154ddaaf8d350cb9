package org.myrmex.webdav.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.webdav.kept.Store.Durable;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.xml.Name;

class StoreTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("kept.mv");
    }

    private static Lock lock(int number) {
        return new Lock(
                "urn:uuid:" + number,
                "shares:/home/somebody/music/" + number,
                "/shares/music/" + number,
                false,
                Scope.EXCLUSIVE,
                "<D:href>mailto:somebody@example.org</D:href>",
                "owner",
                1_000_000L + number,
                true);
    }

    private static String put(Store store, String key, String value) {
        return store.change(Durable.KILL, open -> open.map("m").put(key, value));
    }

    private static String get(Store store, String key) {
        return store.read(open -> open.map("m").get(key));
    }

    /** What is in the file at this moment is what a kill at this moment leaves. */
    private Path asAfterAKill() throws IOException {
        return Files.copy(file, folder.resolve("copy-" + System.nanoTime()));
    }

    @Test
    void whatWasKeptOutlivesAKill() throws IOException {
        try (Kept kept = Kept.in(file)) {
            kept.locks().put(lock(1));
            kept.locks().put(lock(2));
            kept.locks().remove("urn:uuid:1");
            kept.properties()
                    .change("t:/a", "/a", List.of(new Patch(new Name("u:", "x"), Optional.of("<x xmlns=\"u:\"/>"))));
            try (Kept after = Kept.in(asAfterAKill())) {
                assertEquals(List.of(lock(2)), after.locks().all());
                assertEquals("<x xmlns=\"u:\"/>", after.properties().of("t:/a").get(new Name("u:", "x")));
            }
        }
        try (Kept again = Kept.in(file)) {
            assertEquals(List.of(lock(2)), again.locks().all());
        }
    }

    @Test
    void aChangeIsThereWholeOrNotAtAll() throws IOException {
        try (Store store = new Store(Optional.of(file))) {
            put(store, "kept", "1");
            assertThrows(
                    IllegalStateException.class,
                    () -> store.change(Durable.KILL, open -> {
                        open.map("m").put("kept", "2");
                        throw new IllegalStateException("in the middle");
                    }));
            assertEquals("1", get(store, "kept"));
            put(store, "next", "3");
            // 40 MB: more than the properties of all there is, and than what the store would write by itself
            store.change(Durable.KILL, open -> {
                for (int i = 0; i < 20_000; i++) {
                    open.map("m").put("key " + i, "x".repeat(2_000));
                }
                try (Store half = new Store(Optional.of(asAfterAKill()))) {
                    assertEquals("1", get(half, "kept"));
                    assertEquals(null, get(half, "key 0"), "nothing of a change is written before its end");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return null;
            });
        }
        try (Store store = new Store(Optional.of(file))) {
            assertEquals("1", get(store, "kept"));
            assertEquals("3", get(store, "next"));
            assertEquals(2_000, get(store, "key 19999").length());
        }
    }

    @Test
    void aLargeChangeThatFailsLeavesNothing() {
        try (Store store = new Store(Optional.of(file))) {
            put(store, "kept", "1");
            assertThrows(
                    IllegalStateException.class,
                    () -> store.change(Durable.KILL, open -> {
                        for (int i = 0; i < 20_000; i++) {
                            open.map("m").put("key " + i, "x".repeat(2_000));
                        }
                        throw new IllegalStateException("at the end");
                    }));
            assertEquals(null, get(store, "key 0"), "a roll-back takes all of it back");
            assertEquals("1", get(store, "kept"));
        }
    }

    @Test
    void whatIsBrokenIsSetAside() throws IOException {
        try (Store store = new Store(Optional.of(file))) {
            put(store, "a", "1");
        }
        byte[] broken = Files.readAllBytes(file);
        new Random(1).nextBytes(broken);
        for (byte[] bytes :
                List.of(broken, "no such thing".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Files.write(file, bytes);
            try (Store store = new Store(Optional.of(file))) {
                assertEquals(null, get(store, "a"));
                put(store, "b", "2");
            }
            assertTrue(Arrays.equals(bytes, Files.readAllBytes(folder.resolve("kept.mv.broken"))));
            try (Store store = new Store(Optional.of(file))) {
                assertEquals("2", get(store, "b"));
            }
        }
    }

    @Test
    void aFileThatWasCutOffHoldsAnOlderStateOrNothing() throws IOException {
        try (Store store = new Store(Optional.of(file))) {
            for (int i = 0; i < 50; i++) {
                put(store, "key", Integer.toString(i));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1_777) {
            Path cut = folder.resolve("cut-" + length);
            Files.write(cut, Arrays.copyOf(whole, length));
            try (Store store = new Store(Optional.of(cut))) {
                String value = get(store, "key");
                assertTrue(value == null || Integer.parseInt(value) < 50, value);
                put(store, "key", "new");
            }
        }
    }

    @Test
    void theFileStaysSmallAndAStopIsQuick() throws IOException {
        Random random = new Random(3);
        Store store = new Store(Optional.of(file));
        long largest = 0;
        for (int i = 0; i < 20_000; i++) {
            put(store, "key " + random.nextInt(2_000), "x".repeat(300));
            if (i % 500 == 0) {
                largest = Math.max(largest, Files.size(file));
            }
        }
        long begin = System.nanoTime();
        store.close();
        Duration closing = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(largest < 200 * MEBIBYTE, "the file grew to " + largest);
        assertTrue(closing.compareTo(Duration.ofSeconds(30)) < 0, "it took " + closing + " to close it");
        assertThrows(NotKeptException.class, () -> put(store, "late", "1"));
        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("MVStore") || name.contains("H2-"))
                .toList();
    }

    @Test
    void keysStandTogetherAsTheyAreRead() {
        Name name = new Name("u:", "x");
        TreeSet<String> keys = new TreeSet<>();
        for (String place : List.of("t:/a", "t:/a/b", "t:/a/b/c", "t:/a-b", "t:/a b/c", "t:", "t:/ab", "t:/a/z")) {
            String key = Keys.of(place, name);
            keys.add(key);
            assertEquals(place, Keys.place(key));
            assertEquals(name, Keys.name(key));
            assertEquals(Keys.of("t:/elsewhere", name), Keys.with(key, "t:/elsewhere"));
            assertTrue(Keys.isPath(Keys.path(place)) && !Keys.isPath(key));
            assertEquals(place, Keys.place(Keys.path(place)));
        }
        assertEquals(
                new TreeSet<>(List.of("t:/a", "t:/a/b", "t:/a/b/c", "t:/a/z")),
                keys.stream()
                        .filter(key -> Keys.atAndBelow("t:/a").stream().anyMatch(key::startsWith))
                        .map(Keys::place)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(
                List.of("b", "z"),
                keys.stream()
                        .filter(key -> key.startsWith(Keys.members("t:/a")))
                        .map(Keys::member)
                        .toList());
    }

    @Test
    void placesAreAllFoundPageByPage() {
        try (Kept kept = Kept.inMemory()) {
            TreeMap<String, String> all = new TreeMap<>();
            for (String place : List.of("/a", "/a/z", "/a-b/x", "/a/b/c", "/b", "/a b")) {
                all.put("t:" + place, place);
                kept.properties().change("t:" + place, place, List.of(patch("x", "1")));
                kept.properties().change("t:" + place, place, List.of(patch("y", "1")));
            }
            TreeMap<String, String> found = new TreeMap<>();
            String after = "";
            while (true) {
                var page = kept.properties().places(after, 2);
                if (page.isEmpty()) {
                    break;
                }
                for (var one : page.entrySet()) {
                    after = one.getKey();
                    assertEquals(null, found.put(one.getKey(), one.getValue()), "each once");
                }
            }
            assertEquals(all, found);
        }
    }

    private static Patch patch(String name, String value) {
        return new Patch(
                new Name("u:", name), Optional.of("<u:" + name + " xmlns:u=\"u:\">" + value + "</u:" + name + ">"));
    }

    @Test
    void membersAreFoundBehindWhatIsReadAtOnceToo() {
        try (Kept kept = Kept.inMemory()) {
            for (int i = 0; i < 40; i++) {
                kept.properties().change("t:/d/m" + i, "/d/m" + i, List.of(patch("x", "y".repeat(60_000) + i)));
            }
            kept.properties().change("t:/d/m1/below", "/d/m1/below", List.of(patch("x", "below")));
            MemberProperties members = kept.properties().ofMembers("t:/d");
            for (int i = 39; i >= 0; i--) {
                assertTrue(members.of("m" + i).get(new Name("u:", "x")).endsWith("y" + i + "</u:x>"), "m" + i);
            }
            assertEquals(0, members.of("m").size());
            assertEquals(0, kept.properties().ofMembers("t:/e").of("m1").size());
        }
    }

    @Test
    void allTogetherHaveBoundedRoomToo() {
        try (Kept kept = Kept.inMemory()) {
            Patch large = patch("x", "y".repeat(60_000));
            int taken = 0;
            while (kept.properties().withoutRoom("t:/" + taken, List.of(large)).isEmpty()) {
                kept.properties().change("t:/" + taken, "/" + taken, List.of(large));
                taken++;
                assertTrue(taken < 1_000);
            }
            assertTrue(taken > 400, "there is some room: " + taken);
            for (int i = 0; i < 10; i++) {
                kept.properties().fresh("t:/" + i);
            }
            assertEquals(List.of(), kept.properties().withoutRoom("t:/new", List.of(large)));
            for (int i = 10; i < taken; i++) {
                kept.properties().fresh("t:/" + i);
            }
            assertEquals(0, kept.properties().chars(), "nothing is left of what went");
        }
    }
}
