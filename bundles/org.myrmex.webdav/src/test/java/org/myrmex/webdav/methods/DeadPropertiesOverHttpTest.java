package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Properties that clients invented, on a real share over a real server. */
class DeadPropertiesOverHttpTest {
    private static final String SHARE = "/dav/shares/s";

    @TempDir
    Path share;

    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(share.resolve("a.txt"), "a");
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "f");
        ListedShares shares = new ListedShares();
        shares.add("s", share);
        server = new DavServer(Map.of("shares", new SharesTree(shares, OwnFolders.of(Optional.empty()))));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String update(String inner) {
        return "<D:propertyupdate xmlns:D=\"DAV:\" xmlns:u=\"u:\">" + inner + "</D:propertyupdate>";
    }

    private static String set(String property) {
        return "<D:set><D:prop>" + property + "</D:prop></D:set>";
    }

    private static String remove(String property) {
        return "<D:remove><D:prop>" + property + "</D:prop></D:remove>";
    }

    private String patch(String path, String inner) throws IOException {
        Answer answer = client.send("PROPPATCH", SHARE + path, update(inner));
        assertEquals(207, answer.status(), answer.text());
        return answer.text();
    }

    private String all(String path) throws IOException {
        return client.send("PROPFIND", SHARE + path, "", "Depth: 0").text();
    }

    @Test
    void aValueIsKeptAsItWas() throws IOException {
        String patched = patch(
                "/a.txt",
                "<D:set xml:lang=\"de\"><D:prop><u:x at=\"1 &lt; 2\">text <u:b xmlns=\"u:d\"><c>&amp;</c></u:b> more</u:x>"
                        + "</D:prop></D:set>");
        assertTrue(patched.contains("200 OK"), patched);
        String kept = "<u:x xmlns:u=\"u:\" xml:lang=\"de\" at=\"1 &lt; 2\">text <u:b xmlns=\"u:d\"><c>&amp;</c></u:b>"
                + " more</u:x>";
        assertTrue(all("/a.txt").contains(kept), all("/a.txt"));
        String named = client.send(
                        "PROPFIND",
                        SHARE + "/a.txt",
                        "<propfind xmlns=\"DAV:\"><prop><x xmlns=\"u:\"/><y xmlns=\"u:\"/></prop></propfind>",
                        "Depth: 0")
                .text();
        assertTrue(named.indexOf(kept) < named.indexOf("200 OK"), named);
        assertTrue(named.contains("<x:y xmlns:x=\"u:\"/>") && named.contains("404 Not Found"), named);
        String names = client.send(
                        "PROPFIND", SHARE + "/a.txt", "<propfind xmlns=\"DAV:\"><propname/></propfind>", "Depth: 0")
                .text();
        assertTrue(names.contains("<x:x xmlns:x=\"u:\"/>"), names);
    }

    @Test
    void changesAreMadeInTheirOrder() throws IOException {
        patch("/a.txt", set("<u:x>1</u:x>") + remove("<u:x/>") + set("<u:y>1</u:y>") + set("<u:y>2</u:y>"));
        assertFalse(all("/a.txt").contains("u:x"), all("/a.txt"));
        assertTrue(all("/a.txt").contains(">2</u:y>"), all("/a.txt"));
        assertTrue(patch("/a.txt", remove("<u:never/>")).contains("200 OK"), "what is not there can be removed");
    }

    @Test
    void allOrNothing() throws IOException {
        patch("/a.txt", set("<u:x>1</u:x>"));
        String refused = patch(
                "/a.txt",
                set("<u:x>2</u:x>")
                        + set("<D:getlastmodified>Sat, 02 Jan 2010 00:00:00 GMT</D:getlastmodified>")
                        + set("<D:getetag>x</D:getetag>"));
        assertTrue(refused.contains("403 Forbidden</D:status><D:error><D:cannot-modify-protected-property/>"), refused);
        assertTrue(refused.contains("424 Failed Dependency") && !refused.contains("200 OK"), refused);
        assertTrue(all("/a.txt").contains(">1</u:x>"), all("/a.txt"));
        assertFalse(all("/a.txt").contains("02 Jan 2010"), all("/a.txt"));
        assertTrue(
                patch("/a.txt", set("<D:getlastmodified>soon</D:getlastmodified>"))
                        .contains(" 409 "),
                "not a time");
        String both = patch(
                "/a.txt", set("<u:x>3</u:x><D:getlastmodified>Sat, 02 Jan 2010 00:00:00 GMT</D:getlastmodified>"));
        assertTrue(both.contains("200 OK"), both);
        assertTrue(all("/a.txt").contains(">3</u:x>") && all("/a.txt").contains("02 Jan 2010"), all("/a.txt"));
    }

    @Test
    void whatWindowsSetsIsKept() throws IOException {
        patch(
                "/a.txt",
                set("<Z:Win32FileAttributes xmlns:Z=\"urn:schemas-microsoft-com:\">00000020</Z:Win32FileAttributes>"));
        assertTrue(all("/a.txt").contains(">00000020</Z:Win32FileAttributes>"), all("/a.txt"));
    }

    @Test
    void aDisplayNameCanBeSetAndTakenAway() throws IOException {
        patch("/a.txt", set("<D:displayname>shown</D:displayname>"));
        assertTrue(all("/a.txt").contains(">shown</D:displayname>"), all("/a.txt"));
        assertFalse(all("/a.txt").contains(">a.txt</D:displayname>"), all("/a.txt"));
        patch("/a.txt", remove("<D:displayname/>"));
        assertTrue(all("/a.txt").contains(">a.txt</D:displayname>"), all("/a.txt"));
    }

    @Test
    void itIsAskedForByItsNameToo() throws IOException {
        patch("/a.txt", set("<D:displayname>shown</D:displayname>"));
        String named = client.send(
                        "PROPFIND",
                        SHARE + "/a.txt",
                        "<propfind xmlns=\"DAV:\"><prop><displayname/></prop></propfind>",
                        "Depth: 0")
                .text();
        assertTrue(named.contains(">shown</D:displayname>") && !named.contains(">a.txt<"), named);
    }

    @Test
    void noCharacterOfAValueBecomesAnotherOne() throws IOException {
        String value = "<u:x xmlns:u=\"u:\" a=\"1&#13;&#10;&#9;2\">one&#13;\ntwo</u:x>";
        assertTrue(patch("/a.txt", set(value)).contains("200 OK"));
        assertTrue(all("/a.txt").contains(value), all("/a.txt"));
        String missing = client.send(
                        "PROPFIND",
                        SHARE + "/a.txt",
                        "<propfind xmlns=\"DAV:\"><prop><x xmlns=\"a&#9;b\"/></prop></propfind>",
                        "Depth: 0")
                .text();
        assertTrue(missing.contains("<x:x xmlns:x=\"a&#9;b\"/>"), missing);
    }

    @Test
    void roomOfOneResourceIsBounded() throws IOException {
        String value = "x".repeat(65_000);
        for (int i = 0; i < 16; i++) {
            assertTrue(
                    patch("/a.txt", set("<u:p" + i + ">" + value + "</u:p" + i + ">"))
                            .contains("200 OK"),
                    "" + i);
        }
        assertTrue(patch("/a.txt", set("<u:more>" + value + "</u:more>")).contains("507 "));
        assertTrue(patch("/d/e/f", set("<u:more>" + value + "</u:more>")).contains("200 OK"), "another one has room");
        assertTrue(patch("/a.txt", remove("<u:p3/>") + set("<u:more>" + value + "</u:more>"))
                .contains("200 OK"));
    }

    @Test
    void roomIsBounded() throws IOException {
        String long64 = "x".repeat(64 << 10);
        String refused = patch("/a.txt", set("<u:y>1</u:y><u:x>" + long64 + "</u:x>"));
        assertTrue(refused.contains("507 ") && refused.contains("424 "), refused);
        assertFalse(all("/a.txt").contains("u:y"), all("/a.txt"));
        StringBuilder thousand = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            thousand.append("<u:p").append(i).append("/>");
        }
        assertTrue(patch("/a.txt", set(thousand.toString())).contains("200 OK"));
        assertTrue(patch("/a.txt", set("<u:more/>")).contains("507 "));
        assertTrue(patch("/a.txt", remove("<u:p7/>") + set("<u:more/>")).contains("200 OK"));
        assertTrue(all("/a.txt").contains("<u:more ") && !all("/a.txt").contains("<u:p7 "));
    }

    @Test
    void theyFollowWhatTheyHangOn() throws IOException {
        patch("/d", set("<u:x>folder</u:x>"));
        patch("/d/e/f", set("<u:x>file</u:x>"));
        assertEquals(
                201,
                client.send("COPY", SHARE + "/d", "", "Destination: " + SHARE + "/c")
                        .status());
        assertTrue(all("/c").contains(">folder</u:x>") && all("/c/e/f").contains(">file</u:x>"), all("/c"));
        patch("/c", set("<u:y>copy</u:y>"));
        assertEquals(
                204,
                client.send("MOVE", SHARE + "/d", "", "Destination: " + SHARE + "/c")
                        .status());
        assertTrue(all("/c").contains(">folder</u:x>") && all("/c/e/f").contains(">file</u:x>"), all("/c"));
        assertFalse(all("/c").contains("copy"), "what was there before is gone with all that hung on it");
        assertEquals(201, client.send("MKCOL", SHARE + "/d").status());
        assertFalse(all("/d").contains("u:x"), all("/d"));
        assertEquals(204, client.send("DELETE", SHARE + "/c").status());
        assertEquals(201, client.send("MKCOL", SHARE + "/c").status());
        assertEquals(201, client.send("MKCOL", SHARE + "/c/e").status());
        assertEquals(201, client.send("PUT", SHARE + "/c/e/f", "new").status());
        assertFalse(all("/c").contains("u:x") || all("/c/e/f").contains("u:x"), all("/c/e/f"));
        assertEquals(List.of("a.txt", "c", "d"), names());
    }

    @Test
    void filesTakeThemAlongToo() throws IOException {
        patch("/a.txt", set("<u:x>1</u:x>"));
        assertEquals(
                201,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: " + SHARE + "/b")
                        .status());
        assertTrue(all("/b").contains(">1</u:x>"));
        patch("/b", set("<u:y>2</u:y>"));
        assertEquals(204, client.send("PUT", SHARE + "/b", "bb").status());
        assertTrue(all("/b").contains(">1</u:x>"), "a new content of the same file");
        assertEquals(
                204,
                client.send("COPY", SHARE + "/d/e/f", "", "Destination: " + SHARE + "/b")
                        .status());
        assertFalse(all("/b").contains("u:"), all("/b"));
        assertEquals("f", Files.readString(share.resolve("b")));
        Files.delete(share.resolve("a.txt"));
        assertEquals(201, client.send("PUT", SHARE + "/a.txt", "made anew").status());
        assertFalse(all("/a.txt").contains("u:x"), "it went behind our back, and so did its properties");
    }

    @Test
    void aListingGivesThoseOfAllMembers() throws IOException {
        Path many = Files.createDirectory(share.resolve("many"));
        for (int i = 0; i < 600; i++) {
            Files.createFile(many.resolve("f" + i));
        }
        for (int i = 0; i < 600; i += 100) {
            patch("/many/f" + i, set("<u:x>" + i + "</u:x>"));
        }
        patch("/many", set("<u:x>folder</u:x>"));
        String listing =
                client.send("PROPFIND", SHARE + "/many", "", "Depth: 1").text();
        assertEquals(7, listing.split("<u:x ", -1).length - 1);
        for (int i = 0; i < 600; i += 100) {
            String one = listing.substring(listing.indexOf("/many/f" + i + "<"));
            assertTrue(one.substring(0, one.indexOf("</D:response>")).contains(">" + i + "</u:x>"), one);
        }
        String shares = client.send("PROPFIND", "/dav/shares/", "", "Depth: 1").text();
        assertTrue(shares.endsWith("</D:multistatus>\n"), shares);
    }

    @Test
    void aCollectionIsMadeWithProperties() throws IOException {
        String body = "<D:mkcol xmlns:D=\"DAV:\" xmlns:u=\"u:\"><D:set><D:prop><D:resourcetype><D:collection/>"
                + "</D:resourcetype><u:x>1</u:x><D:displayname>shown</D:displayname></D:prop></D:set></D:mkcol>";
        String xml = "Content-Type: application/xml; charset=utf-8";
        assertEquals(201, client.send("MKCOL", SHARE + "/n", body, xml).status());
        assertTrue(all("/n").contains(">1</u:x>") && all("/n").contains(">shown<"), all("/n"));
        assertEquals(405, client.send("MKCOL", SHARE + "/n", body, xml).status());
        assertEquals(409, client.send("MKCOL", SHARE + "/no/n", body, xml).status());
        Answer other = client.send(
                "MKCOL", SHARE + "/o", body.replace("<D:collection/>", "<D:collection/><u:calendar/>"), xml);
        assertEquals(424, other.status());
        assertTrue(other.text().contains("<D:mkcol-response") && other.text().contains("<D:valid-resourcetype/>"));
        assertTrue(other.text().contains("424 Failed Dependency"), other.text());
        Answer live = client.send("MKCOL", SHARE + "/o", body.replace("D:displayname", "D:getetag"), xml);
        assertEquals(424, live.status());
        assertTrue(live.text().contains("<D:cannot-modify-protected-property/>"), live.text());
        assertEquals(List.of("a.txt", "d", "n"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(share)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
