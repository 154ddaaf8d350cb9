package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** What litmus asks for from 0.14 to 0.18 and Debian's 0.13 does not, in words of our own. */
class NewerLitmusTest {
    private static final String SHARE = "/dav/shares/s";
    private static final int STORM = 2_000;

    @TempDir
    Path folder;

    private final ListedShares shares = new ListedShares();
    private Path share;
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        Files.writeString(share.resolve("a.txt"), "text");
        Files.writeString(Files.createDirectory(share.resolve("d")).resolve("member"), "of d");
        shares.add("s", share);
        server = new DavServer(Map.of("shares", new SharesTree(shares, OwnFolders.of(Optional.empty()))));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int status(String method, String target, String... headers) throws IOException {
        return client.send(method, target, "", headers).status();
    }

    @Test
    void aPutWithoutAParentIsAConflict() throws IOException {
        assertEquals(409, client.send("PUT", SHARE + "/none/f", "x").status());
        assertEquals(409, client.send("PUT", SHARE + "/none/of/these/f", "x").status());
        assertFalse(Files.exists(share.resolve("none")));
    }

    @Test
    void aDestinationMayBeAnAbsolutePath() throws IOException {
        assertEquals(201, status("COPY", SHARE + "/a.txt", "Destination: " + SHARE + "/b.txt"));
        assertEquals(201, status("MOVE", SHARE + "/b.txt", "Destination: " + SHARE + "/c.txt"));
        assertEquals("text", Files.readString(share.resolve("c.txt")));
    }

    @Test
    void aShallowCopyOfACollectionIsEmpty() throws IOException {
        assertEquals(201, status("COPY", SHARE + "/d/", "Destination: " + SHARE + "/copy/", "Depth: 0"));
        assertTrue(Files.isDirectory(share.resolve("copy")));
        assertFalse(Files.exists(share.resolve("copy/member")));
        assertEquals(204, status("COPY", SHARE + "/d/", "Destination: " + SHARE + "/copy/"));
        assertTrue(Files.exists(share.resolve("copy/member")));
        assertEquals(204, status("COPY", SHARE + "/d/", "Destination: " + SHARE + "/copy/", "Depth: 0"));
        assertFalse(Files.exists(share.resolve("copy/member")), "what it replaces is gone");
    }

    @Test
    void aPropertyCanBeDeletedTwice() throws IOException {
        String set = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">1</x></D:prop></D:set>"
                + "</D:propertyupdate>";
        String remove = "<D:propertyupdate xmlns:D=\"DAV:\"><D:remove><D:prop><x xmlns=\"u:\"/></D:prop></D:remove>"
                + "</D:propertyupdate>";
        assertTrue(client.send("PROPPATCH", SHARE + "/a.txt", set).text().contains("200 OK"));
        for (int i = 0; i < 2; i++) {
            Answer removed = client.send("PROPPATCH", SHARE + "/a.txt", remove);
            assertEquals(207, removed.status());
            assertTrue(removed.text().contains("200 OK"), removed.text());
        }
    }

    @Test
    void aPropfindSaysItsTypeAndDatesByTheBook() throws IOException {
        Answer found = client.send("PROPFIND", SHARE + "/a.txt", "", "Depth: 0");
        assertTrue(
                found.header("Content-Type").orElseThrow().matches("(?i)(application|text)/xml; *charset=\"?utf-8\"?"),
                found.head());
        Matcher date = Pattern.compile("getlastmodified>([^<]+)<").matcher(found.text());
        assertTrue(date.find(), found.text());
        ZonedDateTime modified = ZonedDateTime.parse(date.group(1), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertEquals(
                Files.getLastModifiedTime(share.resolve("a.txt")).toInstant().getEpochSecond(),
                modified.toEpochSecond());
        assertTrue(date.group(1).endsWith(" GMT") && date.group(1).length() == 29, "two digits of the day, and GMT");
    }

    @Test
    void aNewFileHasAPlace() throws IOException {
        Answer made = client.send("PUT", SHARE + "/n%20%C3%BC.txt", "x");
        assertEquals(201, made.status());
        assertEquals(Optional.of(SHARE + "/n%20%C3%BC.txt"), made.header("Location"));
        assertEquals(
                Optional.empty(),
                client.send("PUT", SHARE + "/n%20%C3%BC.txt", "y").header("Location"));
    }

    /** CVE-2026-42535 was a server whose folder of metadata could be asked for. */
    @Test
    void whatTheFacadeKeepsIsOutOfReachOfEveryMethod() throws IOException {
        Files.writeString(share.resolve(".myrmex-put-1"), "half an upload");
        Files.createDirectory(share.resolve(".myrmex-copy-1"));
        Files.writeString(share.resolve(".myrmex-copy-1/f"), "half a copy");
        List<String> names = List.of(
                "/.myrmex-put-1",
                "/.MYRMEX-put-1",
                "/%2Emyrmex-put-1",
                "/.myrmex-copy-1/",
                "/.myrmex-copy-1/f",
                "/.myrmex-new");
        for (String name : names) {
            for (String method : List.of("GET", "HEAD", "PROPFIND")) {
                assertEquals(404, status(method, SHARE + name, "Depth: 0"), method + name);
            }
            for (String method : List.of("PUT", "DELETE", "MKCOL", "PROPPATCH", "LOCK", "UNLOCK")) {
                assertEquals(403, status(method, SHARE + name, "Lock-Token: <urn:x>"), method + name);
            }
            for (String method : List.of("COPY", "MOVE")) {
                assertEquals(403, status(method, SHARE + name, "Destination: " + SHARE + "/out"), method + name);
                assertEquals(403, status(method, SHARE + "/a.txt", "Destination: " + SHARE + name), method + name);
            }
        }
        String listed = client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
        assertFalse(listed.contains("myrmex-"), listed);
        assertEquals("half an upload", Files.readString(share.resolve(".myrmex-put-1")));
        assertFalse(Files.exists(share.resolve(".myrmex-new")));
    }

    @Test
    void aStormOfLocksIsTakenAndGoesAgain() throws IOException {
        String owner = "<D:owner>" + "x".repeat(2_000) + "</D:owner>";
        String body = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>"
                + "</D:locktype>" + owner + "</D:lockinfo>";
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            Answer lock = client.send("LOCK", SHARE + "/d/locked-" + i, body);
            assertEquals(201, lock.status(), lock.text());
            tokens.add(lock.header("Lock-Token").orElseThrow());
        }
        Answer listed = client.send("PROPFIND", SHARE + "/d/", "", "Depth: 1");
        assertTrue(listed.whole());
        assertEquals(STORM, listed.text().split("<D:activelock>", -1).length - 1);
        int most = STORM * 2_000;
        assertTrue(
                listed.text().getBytes(StandardCharsets.UTF_8).length < most,
                "owners are cut, else " + STORM + " of them are sent with every listing");
        for (int i = 0; i < STORM; i++) {
            assertEquals(204, status("UNLOCK", SHARE + "/d/locked-" + i, "Lock-Token: " + tokens.get(i)));
        }
        assertFalse(
                client.send("PROPFIND", SHARE + "/d/", "", "Depth: 1").text().contains("<D:activelock>"));
    }
}
