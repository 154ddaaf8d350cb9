package org.myrmex.sharing.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.plugin.ManualTasks;

/** When it looks, with a clock that the test turns; what the system tells comes when it likes and is left out here. */
class LiveFoldersTest {
    private static final Excluded NOTHING = Excluded.of(List.of(), List.of());
    private static final long HOUR_MICROS = 3_600_000_000L;

    @TempDir
    Path temp;

    private final ManualTasks tasks = new ManualTasks();
    private final Set<Path> files = new TreeSet<>();
    private int broken;
    private int looks;
    private boolean restless;
    private Path root;
    private LiveFolders live;

    @BeforeEach
    void threeFolders() throws IOException {
        root = Files.createDirectories(temp.toRealPath().resolve("root/a/b"))
                .getParent()
                .getParent();
        Files.writeString(root.resolve("a/b/first"), "1");
    }

    @AfterEach
    void close() throws IOException {
        live.close();
    }

    @Test
    void whenMoreFoldersAreThereThanMayBeWatchedAllIsLookedAtEveryTenSeconds() throws IOException {
        started(1);
        assertEquals(names("first"), files);
        Files.writeString(root.resolve("a/b/second"), "2");
        tasks.advance(Duration.ofMillis(9_500));
        assertEquals(names("first"), files);
        tasks.advance(Duration.ofSeconds(1));
        assertEquals(names("first", "second"), files);
    }

    @Test
    void whatIsWatchedIsLeftAloneUntilItIsTime() throws IOException {
        started(100);
        tasks.advance(Duration.ofMinutes(59));
        assertEquals(1, looks);
        tasks.advance(Duration.ofMinutes(2));
        assertEquals(2, looks);
    }

    @Test
    void aShareThatVanishesIsNoticedInTwoSecondsWithoutAnyEvent() throws IOException {
        started(0);
        Files.move(root, temp.resolve("away"));
        tasks.advance(Duration.ofMillis(2_500));
        assertEquals(1, broken);
        tasks.advance(Duration.ofSeconds(5));
        assertEquals(1, broken, "once");
        Files.move(temp.resolve("away"), root);
        Files.writeString(root.resolve("a/b/second"), "2");
        tasks.advance(Duration.ofMillis(2_500));
        assertEquals(names("first", "second"), files);
    }

    @Test
    void aSuspectIsLookedAtAtOnceAndNothingElse() throws IOException {
        started(0);
        Files.writeString(root.resolve("a/other"), "other");
        Files.writeString(root.resolve("a/b/second"), "2");
        live.suspect(root.resolve("a/b/first"));
        tasks.settle();
        assertEquals(names("first", "second"), files);
    }

    @Test
    void aFolderWithAFileThatIsStillWrittenIsLookedAtAgain() throws IOException {
        started(0);
        restless = true;
        live.suspect(root.resolve("a/b/first"));
        tasks.advance(Duration.ofSeconds(3));
        assertTrue(looks >= 4, "looks: " + looks);
        restless = false;
        tasks.advance(Duration.ofSeconds(1));
        int before = looks;
        tasks.advance(Duration.ofSeconds(2));
        assertEquals(before, looks);
    }

    @Test
    void aMovedFoldersKeyIsOfItsNewPlaceAndACapIsKept() throws IOException {
        started(0);
        try (FolderWatch watch = FolderWatch.open(2).orElseThrow()) {
            assertTrue(watch.watch(root));
            assertTrue(watch.watch(root.resolve("a")));
            assertFalse(watch.watch(root.resolve("a/b")));
            Files.move(root.resolve("a"), root.resolve("c"));
            watch.forget(path -> path.startsWith(root.resolve("a")));
            assertTrue(watch.watch(root.resolve("c")));
            assertEquals(2, watch.size());
            watch.forget(path -> true);
            assertEquals(0, watch.size());
        }
    }

    private void started(int mostWatched) {
        Folder folder = new Folder("root", root, false);
        live = new LiveFolders(
                new LiveFolders.Settings(NOTHING, mostWatched, HOUR_MICROS), tasks, tasks, new Shown(folder));
        live.start();
        tasks.settle();
    }

    private Set<Path> names(String... names) {
        Set<Path> paths = new TreeSet<>();
        for (String name : names) {
            paths.add(root.resolve("a/b").resolve(name));
        }
        return paths;
    }

    private final class Shown implements LiveFolders.View {
        private final Folder folder;

        Shown(Folder folder) {
            this.folder = folder;
        }

        @Override
        public List<Folder> folders() {
            return List.of(folder);
        }

        @Override
        public void check(Path path) throws IOException {
            new Shareable(NOTHING).check(path);
        }

        @Override
        public void broken(Folder share, IOException why) {
            broken++;
            files.clear();
        }

        @Override
        public Set<Path> saw(Folder share, Predicate<Path> part, Map<Path, Seen> found) {
            looks++;
            files.removeIf(path -> part.test(path) && !found.containsKey(path));
            files.addAll(found.keySet());
            return restless ? Set.of(root.resolve("a/b")) : Set.of();
        }

        @Override
        public boolean isStale() {
            return false;
        }

        @Override
        public void refresh() {
            // What was seen is shown at once.
        }
    }
}
