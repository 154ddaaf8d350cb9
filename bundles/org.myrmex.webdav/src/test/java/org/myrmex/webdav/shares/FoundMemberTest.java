package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavResource;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.webdav.fakes.ListedShares;

class FoundMemberTest {
    private static final Call CALL = new OwnersCall();

    @TempDir
    Path folder;

    private Path song;
    private SharesTree tree;

    @BeforeEach
    void fill() throws IOException {
        Path share = Files.createDirectory(folder.resolve("music"));
        song = Files.writeString(Files.createDirectory(share.resolve("album")).resolve("song"), "one");
        ListedShares shares = new ListedShares();
        shares.add("music", share);
        tree = new SharesTree(shares, OwnFolders.of(Optional.empty()));
    }

    @Test
    void whatWasDescribedIsWhatIsRead() throws Exception {
        try (DavResource found = found()) {
            assertEquals("one", read(found));
            FileTime before = Files.getLastModifiedTime(song);
            Files.writeString(song, "two");
            Files.setLastModifiedTime(song, FileTime.fromMillis(before.toMillis() - 1_000));
            DavException refusal = assertThrows(DavException.class, () -> found.open(CALL, 0, -1));
            assertEquals(DavException.Status.BUSY, refusal.status());
        }
    }

    @Test
    void aBodyOutlivesWhatItWasFoundBy() throws Exception {
        DavResource found = found();
        try (DavBody body = found.open(CALL, 1, 1)) {
            found.close();
            Files.delete(song);
            ByteBuffer target = ByteBuffer.allocate(8);
            assertEquals(1, body.read(target));
            assertEquals('n', target.get(0));
        }
    }

    @Test
    void aFolderThatBecameALinkLeadsNowhereElse() throws Exception {
        OpenFiles.assumeHeldFolders();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("song"), "secret");
        try (DavResource found = found()) {
            Files.move(song.getParent(), folder.resolve("music/moved"));
            Files.createSymbolicLink(song.getParent(), other);
            assertEquals("one", read(found));
        }
    }

    @Test
    void nothingStaysOpenWhateverIsFound() throws Exception {
        Files.createSymbolicLink(song.resolveSibling("link"), song);
        long before = OpenFiles.count();
        for (int i = 0; i < 100; i++) {
            found().close();
            for (String missing : new String[] {"/music/album/none", "/music/album/link", "/music/album/song/inner"}) {
                assertTrue(tree.find(CALL, missing).isEmpty(), missing);
            }
            try (DavResource album = tree.find(CALL, "/music/album").orElseThrow()) {
                assertThrows(DavException.class, () -> album.open(CALL, 0, -1));
            }
        }
        OpenFiles.assertNoMoreThan(before);
    }

    private DavResource found() throws DavException, IOException {
        return tree.find(CALL, "/music/album/song").orElseThrow();
    }

    private static String read(DavResource found) throws DavException, IOException {
        try (DavBody body = found.open(CALL, 0, -1)) {
            ByteBuffer target = ByteBuffer.allocate(8);
            body.read(target);
            return StandardCharsets.UTF_8.decode(target.flip()).toString();
        }
    }
}
