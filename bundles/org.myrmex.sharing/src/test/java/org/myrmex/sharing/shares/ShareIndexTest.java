package org.myrmex.sharing.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.Share;
import org.myrmex.sharing.words.Question;
import org.myrmex.testkit.plugin.FolderHome;
import org.myrmex.testkit.plugin.ManualTasks;

class ShareIndexTest {
    private static final Duration SCAN = Duration.ofSeconds(11);

    @TempDir
    Path temp;

    private final ManualTasks tasks = new ManualTasks();
    private Path folder;

    @BeforeEach
    void folderWithFiles() throws IOException {
        folder = Files.createDirectories(temp.resolve("music/deep")).getParent();
        Files.writeString(folder.resolve("ants.txt"), "ants");
        Files.writeString(folder.resolve("deep/more ants.txt"), "more");
    }

    @Test
    void filesAreFoundByWordsAndIdOnceTheyAreHashed() throws IOException {
        ShareIndex index = started(0);
        Share added = index.add("music", folder);
        assertEquals(new Share("music", folder.toRealPath(), 0, 0, 2), added);
        tasks.settle();
        assertEquals(List.of("ants.txt", "more ants.txt"), names(index, "ants"));
        SharedFile file = index.find(question("more")).get(0);
        assertEquals(file, index.find(file.id()).orElseThrow());
        assertEquals(
                new Share("music", folder.toRealPath(), 2, 8, 0), index.list().get(0));
    }

    @Test
    void theNextScanSeesWhatCameWentAndChanged() throws IOException {
        ShareIndex index = started(0);
        index.add("music", folder);
        tasks.settle();
        SharedFile before = index.find(question("more")).get(0);
        Files.delete(folder.resolve("ants.txt"));
        Files.writeString(folder.resolve("bees.txt"), "bees");
        Files.writeString(folder.resolve("deep/more ants.txt"), "much more");
        tasks.advance(SCAN);
        assertEquals(List.of("more ants.txt"), names(index, "ants"));
        assertEquals(List.of("bees.txt"), names(index, "bees"));
        assertTrue(index.find(before.id()).isEmpty());
    }

    @Test
    void sameSizeWithAnotherTimeIsHashedAgain() throws IOException {
        ShareIndex index = started(0);
        index.add("music", folder);
        tasks.settle();
        SharedFile before = index.find(question("more")).get(0);
        Files.writeString(folder.resolve("deep/more ants.txt"), "less");
        Files.setLastModifiedTime(folder.resolve("deep/more ants.txt"), FileTime.fromMillis(1_000));
        tasks.advance(SCAN);
        assertTrue(index.find(before.id()).isEmpty());
        assertEquals(1, index.find(question("more")).size());
    }

    @Test
    void aRestartHashesNothingAgain() throws IOException {
        ShareIndex first = started(0);
        first.add("music", folder);
        tasks.settle();
        first.close();
        ShareIndex second = started(1);
        tasks.settle();
        assertEquals(List.of("ants.txt", "more ants.txt"), names(second, "ants"));
        Files.writeString(folder.resolve("bees.txt"), "1234567890");
        Files.writeString(folder.resolve("more bees.txt"), "1234567890");
        tasks.advance(SCAN);
        assertEquals(1, second.find(question("bees")).size(), "with one byte a second the next one takes a while");
    }

    @Test
    void hashingKeepsToItsLimit() throws IOException {
        Files.write(folder.resolve("big.bin"), new byte[20_000_000]);
        ShareIndex index = started(1_000_000);
        index.add("music", folder);
        tasks.advance(Duration.ofSeconds(14));
        assertTrue(names(index, "big").isEmpty());
        tasks.advance(Duration.ofSeconds(8));
        assertEquals(List.of("big.bin"), names(index, "big"));
    }

    @Test
    void linksThatLeadOutAndHiddenAndPartialFilesAreNotShared() throws IOException {
        Path secret = Files.writeString(temp.resolve("ants secret.txt"), "secret");
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("ants outside.txt"), "outside");
        Files.createSymbolicLink(folder.resolve("ants link.txt"), secret);
        Files.createSymbolicLink(folder.resolve("dir"), outside);
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        Files.createSymbolicLink(folder.resolve("ants inside.txt"), folder.resolve("ants.txt"));
        Files.writeString(folder.resolve(".ants"), "hidden");
        Files.writeString(folder.resolve("ants.iso.myrmex-part"), "part");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/ants"), "hidden");
        ShareIndex index = started(0);
        index.add("music", folder);
        tasks.settle();
        assertEquals(
                List.of("ants inside.txt", "ants.txt", "more ants.txt"),
                names(index, "ants").stream().sorted().toList());
    }

    @Test
    void thePeersOwnFoldersAreNeverShared() throws IOException {
        Path data = Files.createDirectories(folder.resolve("home/data"));
        Files.writeString(data.resolve("ants key"), "secret");
        Excluded excluded = Excluded.of(List.of(), List.of(data.toRealPath()));
        ShareIndex index =
                new ShareIndex(settings(List.of(folder), excluded, 0), home(), tasks, tasks, (files, bytes) -> {});
        index.start();
        tasks.settle();
        assertEquals(List.of("ants.txt", "more ants.txt"), names(index, "ants"));
        assertOneLine(assertThrows(IOException.class, () -> index.add("data", data)));
    }

    @Test
    void sharesOutliveARestartUntilTheyAreRemoved() throws IOException {
        ShareIndex first = started(0);
        first.add("music", folder);
        first.close();
        ShareIndex second = started(0);
        tasks.settle();
        assertEquals(2, second.find(question("ants")).size());
        assertTrue(second.remove("music"));
        assertFalse(second.remove("music"));
        assertTrue(second.find(question("ants")).isEmpty());
        second.close();
        assertEquals(List.of(), started(0).list());
    }

    @Test
    void aFolderOrANameIsSharedOnceOnly() throws IOException {
        ShareIndex index = started(0);
        Share first = index.add("music", folder);
        assertEquals(first, index.add("music", folder));
        assertOneLine(assertThrows(IOException.class, () -> index.add("other", folder)));
        assertOneLine(assertThrows(IOException.class, () -> index.add("music", folder.resolve("deep"))));
        assertEquals(1, index.list().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ants.txt"})
    void whatIsNoFolderIsRefusedInOneLineAndChangesNothing(String name) throws IOException {
        ShareIndex index = started(0);
        assertOneLine(assertThrows(IOException.class, () -> index.add("x", folder.resolve(name))));
        assertEquals(List.of(), index.list());
        assertFalse(Files.exists(home().data().resolve("shares.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb"})
    void namesThatNoPathCanHoldAreRefused(String name) throws IOException {
        ShareIndex index = started(0);
        assertOneLine(assertThrows(IOException.class, () -> index.add(name, folder)));
    }

    @Test
    void aFolderThatVanishesIsAProblemUntilItIsBack() throws IOException {
        ShareIndex index = started(0);
        index.add("music", folder);
        tasks.settle();
        Files.move(folder, temp.resolve("away"));
        tasks.advance(SCAN);
        assertEquals(
                List.of("the share music cannot be read (no such folder); mend its folder or unshare it"),
                index.problems(),
                "the cause alone: no path");
        assertTrue(index.find(question("ants")).isEmpty());
        Files.move(temp.resolve("away"), folder);
        tasks.advance(SCAN);
        assertEquals(List.of(), index.problems());
        assertEquals(2, index.find(question("ants")).size());
    }

    @Test
    void aDamagedListIsPutAsideAndThePeerStarts() throws IOException {
        Path list = home().data().resolve("shares.json");
        Files.writeString(list, "{\"version\":1,\"rows\":[{");
        assertEquals(List.of(), started(0).list());
        assertTrue(Files.exists(list.resolveSibling("shares.json.bad")));
    }

    private ShareIndex started(long hashBytesPerSecond) throws IOException {
        Excluded excluded = Excluded.of(List.of(".*", "*.myrmex-part"), List.of());
        ShareIndex.Settings settings = settings(List.of(), excluded, hashBytesPerSecond);
        ShareIndex index = new ShareIndex(settings, home(), tasks, tasks, (files, bytes) -> {});
        index.start();
        return index;
    }

    /** Not watched: what the system tells comes when it likes. */
    private static ShareIndex.Settings settings(List<Path> configured, Excluded excluded, long hashBytesPerSecond) {
        return new ShareIndex.Settings(configured, excluded, hashBytesPerSecond, false, Duration.ofMinutes(1));
    }

    private FolderHome home() {
        return new FolderHome(temp.resolve("home"));
    }

    private static List<String> names(ShareIndex index, String words) {
        return index.find(question(words)).stream()
                .map(SharedFile::name)
                .sorted()
                .toList();
    }

    private static Question question(String words) {
        return Question.parse(words).orElseThrow();
    }

    private static void assertOneLine(IOException e) {
        assertEquals(1, e.getMessage().lines().count());
        assertTrue(e.getMessage().contains("; "), "cause, then what to do: " + e.getMessage());
    }
}
