package org.myrmex.webdav.downloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.testkit.dav.TreeSample;
import org.myrmex.testkit.dav.WritableDavTreeContract;
import org.myrmex.webdav.shares.OwnFolders;

/** The download folder keeps the contract of trees that can be written, and shows what is finished. */
class DownloadsTreeTest extends WritableDavTreeContract {
    private static final OwnersCall CALL = new OwnersCall();

    @TempDir
    Path folder;

    private final List<Path> arriving = new ArrayList<>();

    @Override
    protected TreeSample sample() throws Exception {
        Files.createDirectories(folder.resolve("downloads/sorted"));
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            byte[] bytes = ("song " + i).repeat(300).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Files.write(folder.resolve("downloads/song " + i), bytes);
            files.put("/song " + i, bytes);
        }
        return new TreeSample(tree(), files, "/", Optional.of("/sorted"));
    }

    @Test
    void whatWasDescribedIsWhatIsRead() throws Exception {
        try (DavResource found = tree().find(CALL, "/song 0").orElseThrow()) {
            Files.writeString(folder.resolve("downloads/song 0"), "another one");
            assertStatus(DavException.Status.BUSY, () -> found.open(CALL, 0, -1));
        }
        for (String missing : List.of("/song", "/song.myrmex-part")) {
            assertEquals(Optional.empty(), tree().find(CALL, missing));
        }
    }

    private DownloadsTree tree() throws Exception {
        return new DownloadsTree(folder.resolve("downloads"), OwnFolders.of(Optional.empty()), () -> arriving);
    }

    private static void assertStatus(DavException.Status status, Executable executable) {
        assertEquals(status, assertThrows(DavException.class, executable).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mkv.myrmex-part", "film.mkv.myrmex-state", "film.mkv.MYRMEX-PART"})
    void whatIsOnItsWayIsNeitherShownNorTouched(String name) throws Exception {
        Path file = Files.writeString(folder.resolve("downloads/" + name), "half");
        DownloadsTree tree = tree();
        List<String> names = tree.children(CALL, "/", "", 100).entries().stream()
                .map(Entry::name)
                .toList();
        assertEquals(List.of("song 0", "song 1", "song 2", "song 3", "song 4", "sorted"), names);
        try (DavMembers members = tree.members(CALL, "/")) {
            List<String> all = new ArrayList<>();
            for (Optional<Entry> next = members.next(CALL); next.isPresent(); next = members.next(CALL)) {
                all.add(next.get().name());
            }
            assertFalse(all.contains(name), all.toString());
            assertEquals(names.size(), all.size());
        }
        String path = "/" + name;
        assertTrue(tree.stat(CALL, path).isEmpty());
        assertStatus(DavException.Status.NOT_FOUND, () -> tree.open(CALL, path, 0, -1));
        assertStatus(DavException.Status.NOT_FOUND, () -> tree.delete(CALL, path, Preconditions.NONE));
        assertStatus(DavException.Status.NOT_FOUND, () -> tree.move(CALL, path, "/film.mkv", true, Preconditions.NONE));
        assertStatus(DavException.Status.FORBIDDEN, () -> tree.move(CALL, "/song 0", path, true, Preconditions.NONE));
        assertStatus(DavException.Status.FORBIDDEN, () -> tree.makeCollection(CALL, path));
        assertEquals("half", Files.readString(file));
    }

    @Test
    void aFolderThatADownloadLeadsIntoStays() throws Exception {
        Path half = folder.resolve("downloads/sorted/deep/film.mkv.myrmex-part");
        Files.createDirectories(half.getParent());
        Files.writeString(half, "half");
        Files.createDirectory(folder.resolve("downloads/other"));
        arriving.add(folder.resolve("downloads/sorted/deep/film.mkv"));
        DownloadsTree tree = tree();
        assertStatus(DavException.Status.BUSY, () -> tree.delete(CALL, "/sorted", Preconditions.NONE));
        assertStatus(DavException.Status.BUSY, () -> tree.move(CALL, "/sorted", "/x", true, Preconditions.NONE));
        assertStatus(DavException.Status.BUSY, () -> tree.move(CALL, "/other", "/sorted", true, Preconditions.NONE));
        assertEquals("half", Files.readString(half));
        arriving.clear();
        tree.move(CALL, "/sorted", "/x", true, Preconditions.NONE);
        tree.delete(CALL, "/x", Preconditions.NONE);
        assertFalse(Files.exists(folder.resolve("downloads/x")));
    }

    @Test
    void theNameOfADownloadOnItsWayIsTaken() throws Exception {
        Files.writeString(folder.resolve("downloads/film.mkv.myrmex-part"), "half");
        DownloadsTree tree = tree();
        assertStatus(DavException.Status.BUSY, () -> tree.makeCollection(CALL, "/film.mkv"));
        assertStatus(DavException.Status.BUSY, () -> tree.move(CALL, "/song 0", "/film.mkv", true, Preconditions.NONE));
        assertStatus(
                DavException.Status.BUSY,
                () -> tree.put(CALL, "/film.mkv", Preconditions.NONE, tree.open(CALL, "/song 0", 0, -1)));
        assertFalse(Files.exists(folder.resolve("downloads/film.mkv")));
        tree.makeCollection(CALL, "/" + "x".repeat(255));
    }

    @Test
    void theFolderItselfStays() throws Exception {
        DownloadsTree tree = tree();
        assertStatus(DavException.Status.FORBIDDEN, () -> tree.delete(CALL, "/", Preconditions.NONE));
        assertStatus(DavException.Status.FORBIDDEN, () -> tree.move(CALL, "/", "/x", true, Preconditions.NONE));
        assertStatus(DavException.Status.FORBIDDEN, () -> tree.move(CALL, "/song 0", "/", true, Preconditions.NONE));
        assertTrue(Files.exists(folder.resolve("downloads/song 0")));
    }

    @Test
    void beforeTheFirstDownloadItIsEmpty() throws Exception {
        DownloadsTree tree = new DownloadsTree(folder.resolve("none yet"), OwnFolders.of(Optional.empty()), List::of);
        Entry root = tree.stat(CALL, "/").orElseThrow();
        assertTrue(root.collection() && !root.writable());
        assertEquals(List.of(), tree.children(CALL, "/", "", 100).entries());
        try (DavMembers members = tree.members(CALL, "/")) {
            assertTrue(members.next(CALL).isEmpty());
        }
        assertTrue(tree.stat(CALL, "/x").isEmpty());
    }
}
