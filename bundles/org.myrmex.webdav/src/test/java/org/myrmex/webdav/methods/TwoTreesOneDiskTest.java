package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.webdav.downloads.DownloadsTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.fakes.Waits;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.kept.PlaceKey;
import org.myrmex.webdav.kept.Recovery;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** The download folder lies in a share: whatever is in it has two names in two trees, and is one thing. */
class TwoTreesOneDiskTest {
    private static final String SHARE = "/dav/shares/s";
    private static final String INNER = SHARE + "/dl";
    private static final String DOWNLOADS = "/dav/downloads";
    private static final String LOCK_BODY = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope>"
            + "<D:locktype><D:write/></D:locktype></D:lockinfo>";

    @TempDir
    Path folder;

    private final Kept kept = Kept.inMemory();
    private Path inner;
    private DownloadsTree downloads;
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        inner = Files.createDirectories(folder.resolve("share/dl/sorted")).getParent();
        Files.writeString(inner.resolve("f"), "f");
        Files.writeString(inner.resolve("g"), "g");
        ListedShares shares = new ListedShares();
        shares.add("s", folder.resolve("share"));
        downloads = new DownloadsTree(inner, OwnFolders.of(Optional.empty()), List::of);
        server = new DavServer(
                Map.of("shares", new SharesTree(shares, OwnFolders.of(Optional.empty())), "downloads", downloads),
                Beside.of(kept));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
        kept.close();
    }

    private Answer send(String method, String target, String... headers) throws IOException {
        String body = method.equals("LOCK") ? LOCK_BODY : method.equals("PUT") ? "new" : "";
        return client.send(method, target, body, headers);
    }

    @ParameterizedTest
    @CsvSource({INNER + ", " + DOWNLOADS, DOWNLOADS + ", " + INNER})
    void aLockHoldsUnderBothNames(String mine, String theirs) throws IOException {
        Answer lock = send("LOCK", mine + "/f");
        assertEquals(200, lock.status(), lock.text());
        assertEquals(423, send("LOCK", theirs + "/f").status());
        assertEquals(423, send("PUT", theirs + "/f").status());
        assertEquals(423, send("DELETE", theirs + "/f").status());
        assertEquals(
                423,
                send("MOVE", theirs + "/g", "Destination: " + theirs + "/f").status());
        assertEquals("f", Files.readString(inner.resolve("f")));
        String listed = client.send("PROPFIND", theirs + "/", "", "Depth: 1").text();
        assertEquals(2, listed.split("<D:activelock>", -1).length, listed);
        String token = lock.header("Lock-Token").orElseThrow();
        assertEquals(204, send("PUT", theirs + "/f", "If: (" + token + ")").status());
        assertEquals(204, send("DELETE", theirs + "/f", "If: (" + token + ")").status());
        assertEquals(201, send("PUT", mine + "/f").status(), "the lock went with the file");
    }

    @Test
    void aDeepLockOfTheShareHoldsInTheOtherTree() throws IOException {
        assertEquals(200, send("LOCK", SHARE + "/").status());
        assertEquals(423, send("PUT", DOWNLOADS + "/new").status());
        assertEquals(423, send("MKCOL", DOWNLOADS + "/new/").status());
    }

    private void patch(String target, String value) throws IOException {
        String body = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">" + value
                + "</x></D:prop></D:set></D:propertyupdate>";
        assertEquals(207, client.send("PROPPATCH", target, body).status());
    }

    private boolean shows(String target, String value) throws IOException {
        return client.send("PROPFIND", target, "", "Depth: 0").text().contains(">" + value + "</x>");
    }

    @Test
    void propertiesAreSeenAndFollowUnderBothNames() throws IOException {
        patch(DOWNLOADS + "/f", "mine");
        assertTrue(shows(INNER + "/f", "mine"));
        assertEquals(
                201,
                send("MOVE", INNER + "/f", "Destination: " + SHARE + "/moved").status());
        assertTrue(shows(SHARE + "/moved", "mine"));
        assertEquals(201, send("PUT", DOWNLOADS + "/f").status());
        assertFalse(shows(DOWNLOADS + "/f", "mine"), "it is another file");
    }

    @Test
    void nothingIsCopiedOverItselfOrIntoItself() throws IOException {
        for (String method : new String[] {"COPY", "MOVE"}) {
            assertEquals(
                    403,
                    send(method, INNER + "/f", "Destination: " + DOWNLOADS + "/f")
                            .status());
            assertEquals(
                    403,
                    send(method, SHARE + "/dl/", "Destination: " + DOWNLOADS + "/sorted/copy/")
                            .status());
        }
        assertEquals("f", Files.readString(inner.resolve("f")));
    }

    @Test
    void whatAKillCutOffWaitsForWhoChangesItUnderTheOtherName() throws Exception {
        String place = PlaceKey.of("downloads", downloads.place(new OwnersCall(), "/f"));
        try (Kept left = Kept.in(folder.resolve("kept.mv"))) {
            left.journal().touching("downloads", "/f", place, 1_000_000, List.of());
        }
        try (Kept again = Kept.in(folder.resolve("kept.mv"))) {
            FileTime before = Files.getLastModifiedTime(inner.resolve("f"));
            Claim claim = again.journal().claim(place).orElseThrow();
            CompletableFuture<Void> settled = CompletableFuture.runAsync(
                    new Recovery("downloads", downloads, again, new LockTable(again.locks()), OwnersCall::new)::first);
            assertTrue(Waits.forATurn(settled), "somebody else's turn is not over");
            assertEquals(before, Files.getLastModifiedTime(inner.resolve("f")));
            claim.close();
            settled.get(20, TimeUnit.SECONDS);
            assertEquals(FileTime.fromMillis(1_000), Files.getLastModifiedTime(inner.resolve("f")));
        }
    }

    @Test
    void whatWentBehindOurBackIsFoundByTheTreeItWasNamedIn() throws IOException {
        patch(DOWNLOADS + "/f", "gone");
        patch(DOWNLOADS + "/g", "there");
        Files.delete(inner.resolve("f"));
        new Recovery("downloads", downloads, kept, new LockTable(kept.locks()), OwnersCall::new).then(() -> false);
        Files.writeString(inner.resolve("f"), "another one");
        assertFalse(shows(INNER + "/f", "gone"));
        assertTrue(shows(INNER + "/g", "there"));
    }
}
