package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.sharing.Share;
import org.myrmex.testkit.dav.OwnersCall;

/** A folder of a share that a download leads into stays, wherever in it the file will be. */
class ArrivingTest {
    private static final OwnersCall CALL = new OwnersCall();

    @TempDir
    Path folder;

    private final List<Path> arriving = new ArrayList<>();
    private SharesTree tree;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("share/films/new"));
        Files.createDirectories(folder.resolve("share/other"));
        Files.writeString(folder.resolve("share/films/new/film.mkv.myrmex-part"), "half");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("share/films"));
        tree = new SharesTree(
                () -> List.of(new Share("s", folder.resolve("share"), 0, 0, 0)),
                OwnFolders.of(Optional.empty()),
                () -> arriving);
    }

    private static void busy(Executable change) {
        assertEquals(
                DavException.Status.BUSY,
                assertThrows(DavException.class, change).status());
    }

    @Test
    void untilTheDownloadEnds() throws Exception {
        for (String way : List.of("share/films/new/film.mkv", "link/new/film.mkv")) {
            arriving.add(folder.resolve(way));
            busy(() -> tree.delete(CALL, "/s/films", Preconditions.NONE));
            busy(() -> tree.delete(CALL, "/s/films/new", Preconditions.NONE));
            busy(() -> tree.move(CALL, "/s/films", "/s/x", true, Preconditions.NONE));
            busy(() -> tree.move(CALL, "/s/other", "/s/films", true, Preconditions.NONE));
            arriving.clear();
        }
        assertEquals("half", Files.readString(folder.resolve("share/films/new/film.mkv.myrmex-part")));
        arriving.add(folder.resolve("share/films2/film.mkv"));
        assertFalse(tree.move(CALL, "/s/films", "/s/x", true, Preconditions.NONE));
        tree.delete(CALL, "/s/x", Preconditions.NONE);
        assertTrue(Files.notExists(folder.resolve("share/x")));
    }
}
