package org.myrmex.sharing.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.Share;
import org.myrmex.sharing.words.Question;
import org.myrmex.testkit.plugin.FolderHome;
import org.myrmex.testkit.plugin.ThreadTasks;

/** A real folder on a real disk: what the system tells, nothing else, as all is looked at once an hour only. */
class LiveSharesTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path temp;

    private final ThreadTasks threads = new ThreadTasks();
    private Path folder;
    private ShareIndex index;

    @BeforeEach
    void aShareThatIsHashed() throws IOException {
        folder = Files.createDirectories(temp.resolve("music/deep/deeper"))
                .getParent()
                .getParent();
        Files.writeString(folder.resolve("deep/old.txt"), "old");
        Files.setLastModifiedTime(folder.resolve("deep/old.txt"), FileTime.fromMillis(1_000_000_000_000L));
        index = started();
        index.add("music", folder);
        await(() -> has("old", "deep/old.txt"));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
        threads.close();
    }

    @Test
    void whatComesAndGoesIsSeen() throws IOException {
        Files.writeString(folder.resolve("first.txt"), "1");
        Files.writeString(folder.resolve("deep/deeper/second.txt"), "2");
        Files.createDirectories(folder.resolve("a/b/c"));
        Files.writeString(folder.resolve("a/b/c/third.txt"), "3");
        await(() -> has("first", "first.txt")
                && has("second", "deep/deeper/second.txt")
                && has("third", "a/b/c/third.txt"));
        Files.writeString(folder.resolve("a/b/c/fourth.txt"), "4");
        await(() -> has("fourth", "a/b/c/fourth.txt"));
        Files.delete(folder.resolve("first.txt"));
        delete(folder.resolve("a"));
        await(() -> has("first") && has("third") && has("fourth"));
        assertTrue(has("second", "deep/deeper/second.txt"));
    }

    @Test
    void whatIsNewIsSeenInBothOfTwoSharesOfWhichOneLiesInTheOther() throws IOException {
        index.add("deep", folder.resolve("deep"));
        Files.createDirectory(folder.resolve("deep/new"));
        Files.writeString(folder.resolve("deep/new/new.txt"), "new");
        await(() -> index.list().stream().map(Share::files).toList().equals(List.of(2, 2)));
        delete(folder.resolve("deep/new"));
        await(() -> index.list().stream().map(Share::files).toList().equals(List.of(1, 1)));
    }

    @Test
    void movedFoldersAreSeenWhereTheyAreNow() throws IOException {
        Files.writeString(folder.resolve("deep/deeper/second.txt"), "2");
        await(() -> has("second", "deep/deeper/second.txt"));
        Files.move(folder.resolve("deep"), folder.resolve("moved"));
        await(() -> has("old", "moved/old.txt") && has("second", "moved/deeper/second.txt"));
        Files.writeString(folder.resolve("moved/deeper/third.txt"), "3");
        await(() -> has("third", "moved/deeper/third.txt"));
        Files.createDirectory(folder.resolve("other"));
        Files.move(folder.resolve("moved/deeper"), folder.resolve("other/deeper"));
        await(() -> has("third", "other/deeper/third.txt"));
        Files.move(folder.resolve("other/deeper/third.txt"), folder.resolve("third.txt"));
        await(() -> has("third", "third.txt"));
        Files.move(folder.resolve("moved"), temp.resolve("away"));
        await(() -> has("old"));
    }

    @Test
    void aFolderThatTookTheNameOfAnotherIsSeen() throws IOException {
        Files.writeString(temp.resolve("new.txt"), "new");
        Files.move(folder.resolve("deep"), folder.resolve("moved"));
        Files.createDirectory(folder.resolve("deep"));
        Files.move(temp.resolve("new.txt"), folder.resolve("deep/new.txt"));
        await(() -> has("old", "moved/old.txt") && has("new", "deep/new.txt"));
        Files.writeString(folder.resolve("deep/newer.txt"), "newer");
        Files.writeString(folder.resolve("moved/older.txt"), "older");
        await(() -> has("newer", "deep/newer.txt") && has("older", "moved/older.txt"));
    }

    @Test
    void aShareThatIsMovedAwayOrDeletedIsAProblemUntilItIsBack() throws IOException {
        Files.move(folder, temp.resolve("away"));
        await(() -> index.problems().size() == 1 && has("old"));
        Files.move(temp.resolve("away"), folder);
        await(() -> index.problems().isEmpty() && has("old", "deep/old.txt"));
        delete(folder);
        await(() -> index.problems().size() == 1 && has("old"));
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("new.txt"), "new");
        await(() -> index.problems().isEmpty() && has("new", "new.txt"));
        Files.writeString(folder.resolve("newer.txt"), "newer");
        await(() -> has("newer", "newer.txt"));
    }

    @Test
    void aFileThatGrowsIsHashedWhenItHasRested() throws IOException {
        Path file = folder.resolve("growing.bin");
        Instant end = Instant.now().plusSeconds(3);
        boolean grows = true;
        while (grows && Instant.now().isBefore(end)) {
            long written = System.nanoTime();
            Files.write(file, new byte[1000], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            LockSupport.parkNanos(100_000_000);
            boolean waits = has("growing");
            // a machine that was busy with other things for so long let the file rest
            grows = System.nanoTime() - written < 800_000_000;
            assertTrue(waits || !grows, "not while it grows");
        }
        await(() -> has("growing", "growing.bin"));
        assertEquals(FileHashing.of(file).id(), find("growing").get(0).id());
    }

    @Test
    void moreThanTheSystemTellsIsSeenAllTheSame() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 1_500; i++) {
            Files.writeString(many.resolve("n" + i + ".txt"), "n" + i);
        }
        await(() -> index.list().get(0).files() == 1_501);
        for (int i = 0; i < 1_400; i++) {
            Files.delete(many.resolve("n" + i + ".txt"));
        }
        await(() -> index.list().get(0).files() == 101 && has("n1400", "many/n1400.txt") && has("n1399"));
    }

    @Test
    void aLinkInThePlaceOfAFolderLeadsNowhere() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside/deeper")).getParent();
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.writeString(outside.resolve("deeper/secret.txt"), "secret");
        Files.move(folder.resolve("deep"), temp.resolve("away"));
        Files.createSymbolicLink(folder.resolve("deep"), outside);
        Files.writeString(folder.resolve("new.txt"), "new");
        Files.writeString(temp.resolve("away/deeper/secret.txt"), "secret");
        await(() -> has("new", "new.txt") && has("old"));
        assertTrue(has("secret"));
    }

    @Test
    void whatIsNotSharedAnyMoreIsNotWatchedEither() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES), "Linux shows what is watched");
        int one = watched();
        assertEquals(3, one);
        index.add("deep", folder.resolve("deep"));
        assertTrue(index.remove("music"));
        assertEquals(2, watched(), "the other share is still there");
        assertTrue(index.remove("deep"));
        assertEquals(0, watched());
        index.close();
        assertEquals(List.of(), inotifies());
    }

    /** Folders that the system watches for this process. */
    private static int watched() throws IOException {
        int count = 0;
        for (Path file : inotifies()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/fdinfo").resolve(file.getFileName()))) {
                count += (int) lines.filter(line -> line.startsWith("inotify")).count();
            }
        }
        return count;
    }

    private static List<Path> inotifies() throws IOException {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.filter(LiveSharesTest::isInotify).toList();
        }
    }

    private static boolean isInotify(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().contains("inotify");
        } catch (IOException e) {
            return false;
        }
    }

    private ShareIndex started() throws IOException {
        Excluded excluded = Excluded.of(List.of(".*", "*.myrmex-part"), List.of());
        ShareIndex.Settings settings = new ShareIndex.Settings(List.of(), excluded, 0, true, Duration.ofHours(1));
        ShareIndex fresh = new ShareIndex(
                settings,
                new FolderHome(temp.resolve("home")),
                threads,
                () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                (files, bytes) -> {});
        fresh.start();
        return fresh;
    }

    /** Whether a word finds these files of the share and no others. */
    private boolean has(String word, String... files) {
        List<Path> paths = Stream.of(files).map(folder::resolve).toList();
        return find(word).stream().map(SharedFile::path).toList().equals(paths);
    }

    private List<SharedFile> find(String word) {
        return index.find(Question.parse(word).orElseThrow());
    }

    private void await(BooleanSupplier so) {
        Instant end = Instant.now().plus(MOST);
        while (!so.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), () -> "in time; it has " + index.list() + index.problems());
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
