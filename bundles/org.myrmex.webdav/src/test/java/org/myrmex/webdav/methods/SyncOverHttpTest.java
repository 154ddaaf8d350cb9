package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** sync-collection on a real share. */
class SyncOverHttpTest {
    private static final String SHARE = "/dav/shares/s/";
    private static final Pattern RESPONSE =
            Pattern.compile("<D:response><D:href>([^<]*)</D:href><D:(?:status>HTTP/1.1 ([0-9]+)|propstat>)");
    private static final Pattern TOKEN = Pattern.compile("<D:sync-token>([^<]+)</D:sync-token>");

    @TempDir
    Path folder;

    private final ListedShares shares = new ListedShares();
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        shares.add("s", folder);
        Files.writeString(folder.resolve("a"), "1");
        Files.writeString(folder.resolve("b"), "1");
        Files.writeString(Files.createDirectories(folder.resolve("c/d")).resolve("e f"), "1");
        server = new DavServer(Map.of(
                "shares",
                new SharesTree(shares, OwnFolders.of(Optional.empty())),
                "memory",
                new MemoryTree().with("/m/one", new byte[] {1})));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer report(String token, String level, String behind) throws IOException {
        return client.send(
                "REPORT",
                SHARE,
                "<sync-collection xmlns='DAV:'><sync-token>" + token + "</sync-token><sync-level>" + level
                        + "</sync-level>" + behind + "<prop><getetag/></prop></sync-collection>");
    }

    /** Status and path of each response; those with properties are 200 (RFC 6578, 3.5). */
    private static List<String> told(Answer answer) {
        assertEquals(207, answer.status(), answer.text());
        return RESPONSE.matcher(answer.text())
                .results()
                .map(match -> Optional.ofNullable(match.group(2)).orElse("200") + " "
                        + match.group(1).substring(SHARE.length()))
                .toList();
    }

    private static String token(Answer answer) {
        Matcher matcher = TOKEN.matcher(answer.text());
        assertTrue(matcher.find(), answer.text());
        return matcher.group(1);
    }

    @Test
    void aClientLearnsWhatChangedSinceItAsked() throws IOException {
        Answer first = report("", "infinity", "");
        assertEquals(List.of("200 a", "200 b", "200 c/", "200 c/d/", "200 c/d/e%20f"), told(first));
        assertEquals(List.of(), told(report(token(first), "infinity", "")));
        assertEquals(token(first), token(report(token(first), "infinity", "")));
        assertEquals(204, client.send("PUT", SHARE + "a", "other").status());
        assertEquals(201, client.send("PUT", SHARE + "c/new", "new").status());
        assertEquals(204, client.send("DELETE", SHARE + "b").status());
        assertEquals(204, client.send("DELETE", SHARE + "c/d/").status());
        Answer next = report(token(first), "infinity", "");
        assertEquals(List.of("200 a", "404 b", "404 c/d/", "200 c/new"), told(next));
        assertEquals(List.of(), told(report(token(next), "infinity", "")));
        // the older token still tells the same
        assertEquals(told(next), told(report(token(first), "infinity", "")));
    }

    @Test
    void levelOneKnowsMembersAlone() throws IOException {
        Answer first = report("", "1", "");
        assertEquals(List.of("200 a", "200 b", "200 c/"), told(first));
        client.send("PUT", SHARE + "c/new", "new");
        assertEquals(List.of(), told(report(token(first), "1", "")));
        assertEquals(403, report(token(first), "infinity", "").status());
    }

    @Test
    void whoWantsLittleGoesOnWhereItStopped() throws IOException {
        String two = "<limit><nresults>2</nresults></limit>";
        Answer first = report("", "infinity", two);
        assertEquals(List.of("200 a", "200 b", "507 "), told(first));
        assertTrue(first.text().contains("<D:error><D:number-of-matches-within-limits/></D:error>"));
        Answer second = report(token(first), "infinity", two);
        assertEquals(List.of("200 c/", "200 c/d/", "507 "), told(second));
        Answer third = report(token(second), "infinity", two);
        assertEquals(List.of("200 c/d/e%20f"), told(third));
        assertEquals(token(report("", "infinity", "")), token(third));
    }

    @Test
    void aTokenOfNobodyIsRefusedAndOneThatIsTrueStillHolds() throws IOException {
        Answer unknown = report("myrmex-sync:00", "1", "");
        assertEquals(403, unknown.status());
        assertTrue(unknown.text().contains("<D:valid-sync-token/>"), unknown.text());
        String token = token(report("", "1", ""));
        stop();
        DavServer other = new DavServer(Map.of("shares", new SharesTree(shares, OwnFolders.of(Optional.empty()))));
        server = other;
        client = new Client(other.port());
        assertEquals(List.of(), told(report(token, "1", "")));
        Files.writeString(folder.resolve("z"), "");
        assertEquals(List.of("200 z"), told(report(token, "1", "")));
    }

    @Test
    void theTokenCanBeLookedAt() throws IOException {
        String asked = "<propfind xmlns='DAV:'><prop><sync-token/><supported-report-set/>"
                + "<getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>";
        String text = client.send("PROPFIND", SHARE, asked, "Depth: 0").text();
        String token = token(report("", "1", ""));
        assertTrue(text.contains("<D:sync-token>" + token + "</D:sync-token>"), text);
        assertTrue(text.contains(">" + token + "</x:getctag>"), text);
        assertTrue(text.contains("<D:report><D:sync-collection/></D:report>"), text);
        Files.writeString(folder.resolve("z"), "");
        assertNotEquals(token, token(client.send("PROPFIND", SHARE, asked, "Depth: 0")));
        String listing =
                client.send("PROPFIND", "/dav/memory/", asked, "Depth: 1").text();
        assertFalse(listing.contains("myrmex-sync:"), listing);
    }

    @Test
    void lookingAtTheTokenForgetsNobodys() throws IOException {
        String token = token(report("", "1", ""));
        String asked = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>";
        for (int i = 0; i < 300; i++) {
            Files.writeString(folder.resolve("a"), "x".repeat(i + 2));
            client.send("PROPFIND", SHARE, asked, "Depth: 0");
        }
        assertEquals(List.of("200 a"), told(report(token, "1", "")));
    }

    /** Whoever hears that all is gone deletes his copies of it. */
    @Test
    void aShareWhoseDiskIsAwayIsNotGone() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("c/disk"));
        Files.writeString(disk.resolve("f"), "1");
        shares.add("away", disk);
        String body = "<sync-collection xmlns='DAV:'><sync-token/><sync-level>infinity</sync-level><prop/>"
                + "</sync-collection>";
        String token = token(client.send("REPORT", "/dav/shares/", body));
        Files.move(disk, folder.resolve("c/moved"));
        Answer answer = client.send(
                "REPORT", "/dav/shares/", body.replace("<sync-token/>", "<sync-token>" + token + "</sync-token>"));
        assertFalse(answer.text().contains(" 404 "), answer.text());
        assertFalse(answer.text().contains("</D:multistatus>"), answer.text());
        String all = "<propfind xmlns='DAV:'><allprop/></propfind>";
        Answer listing = client.send("PROPFIND", "/dav/shares/", all, "Depth: 1");
        assertTrue(
                listing.text().contains("/dav/shares/away/<") && listing.text().endsWith("</D:multistatus>\n"));
        assertEquals(
                503,
                client.send("PROPFIND", "/dav/shares/away/", all, "Depth: 1").status());
        assertEquals(503, client.send("GET", "/dav/shares/away/f").status());
        assertEquals(404, client.send("GET", "/dav/shares/other/f").status());
        Files.move(folder.resolve("c/moved"), disk);
        assertEquals(200, client.send("GET", "/dav/shares/away/f").status());
    }

    /** A shared folder may be the one that downloads go to. */
    @Test
    void halfFilesAreNotShownNorReplaced() throws IOException {
        Files.writeString(folder.resolve("film.mkv.myrmex-part"), "half");
        assertFalse(report("", "1", "").text().contains("film"));
        assertEquals(404, client.send("GET", SHARE + "film.mkv.myrmex-part").status());
        assertEquals(
                403, client.send("PUT", SHARE + "film.mkv.myrmex-part", "x").status());
        assertEquals(503, client.send("PUT", SHARE + "film.mkv", "x").status());
        assertEquals(201, client.send("PUT", SHARE + "film.avi", "x").status());
    }

    @Test
    void otherReportsAndTreesHaveNone() throws IOException {
        String other = "<expand-property xmlns='DAV:'/>";
        Answer answer = client.send("REPORT", SHARE, other);
        assertEquals(403, answer.status());
        assertTrue(answer.text().contains("<D:supported-report/>"));
        String sync = "<sync-collection xmlns='DAV:'><sync-token/><sync-level>1</sync-level><prop/></sync-collection>";
        assertEquals(403, client.send("REPORT", "/dav/memory/m/", sync).status());
        assertEquals(403, client.send("REPORT", SHARE + "a", sync).status());
        assertEquals(400, client.send("REPORT", SHARE, sync, "Depth: 1").status());
        assertEquals(400, client.send("REPORT", SHARE, "").status());
        assertEquals(404, client.send("REPORT", SHARE + "nothing", sync).status());
    }
}
