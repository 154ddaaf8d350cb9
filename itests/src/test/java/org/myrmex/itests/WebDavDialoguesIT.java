package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Clients that do not run here, played from what is public of them: requests in their order, with their headers and bodies. The
 * Finder's are those of Apple's webdavfs (webdav_network.c), those of Windows and Office stand in threads of other servers
 * (swisspol/GCDWebServer 319, cs3org/reva 4928, sabre-io/dav 980, mikedeboer/jsDAV 129).
 */
class WebDavDialoguesIT extends OnAShare {
    private static final String HERE = "/dav/shares/music/";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    private static final String TOKEN = "<D:locktoken>\\s*<D:href>([^<]+)</D:href>";

    private static Dialogue finder() throws IOException {
        return new Dialogue(
                drive.url,
                "User-Agent: WebDAVFS/3.0.0 (03008000) Darwin/23.6.0 (arm64)",
                "Accept: */*",
                "Connection: keep-alive");
    }

    private static String asked(String... properties) {
        return XML + "<D:propfind xmlns:D=\"DAV:\">\n<D:prop xmlns:A=\"http://www.apple.com/webdav_fs/props/\">\n<"
                + String.join("/>\n<", properties) + "/>\n</D:prop>\n</D:propfind>\n";
    }

    private static final String STAT = asked("D:getlastmodified", "D:getcontentlength", "D:resourcetype");
    private static final String[] FINDER_XML = {"Content-Type: text/xml", "Depth: 0"};

    private static Dialogue.Answer stat(Dialogue finder, String name) throws IOException {
        return finder.sayWith(STAT, "PROPFIND", HERE + name, FINDER_XML);
    }

    @Test
    void theFinderMountsAShareAndLooksAround() throws Exception {
        Files.writeString(shared.resolve("seen.txt"), "seen");
        try (Dialogue finder = finder()) {
            Dialogue.Answer stranger = finder.say("OPTIONS", HERE);
            assertEquals(401, stranger.status());
            assertTrue(
                    stranger.headers("WWW-Authenticate").stream().anyMatch(offer -> offer.startsWith("Basic ")),
                    stranger.head());
            finder.login(drive.user, drive.password);
            Dialogue.Answer options = finder.say("OPTIONS", HERE);
            assertEquals(200, options.status());
            List<String> classes = List.of(options.header("DAV").orElseThrow().split("\\s*,\\s*", -1));
            assertTrue(classes.contains("2"), "else it mounts to read only: " + classes);

            Dialogue.Answer root = stat(finder, "");
            assertEquals(207, root.status());
            assertTrue(root.text().contains("<D:collection/>"), root.text());
            Dialogue.Answer room = finder.sayWith(
                    asked("D:quota-available-bytes", "D:quota-used-bytes", "D:quota", "D:quotaused"),
                    "PROPFIND",
                    HERE,
                    FINDER_XML);
            assertTrue(
                    Long.parseLong(room.found("<D:quota-available-bytes>(\\d+)<")) > 0,
                    "there is room, and it says so");
            assertTrue(Long.parseLong(room.found("<D:quota-used-bytes>(\\d+)<")) > 0);

            Dialogue.Answer listed = finder.sayWith(
                    asked(
                            "D:getlastmodified",
                            "D:getcontentlength",
                            "D:creationdate",
                            "D:resourcetype",
                            "A:appledoubleheader"),
                    "PROPFIND",
                    HERE,
                    "Content-Type: text/xml",
                    "Depth: 1");
            assertEquals(207, listed.status());
            assertTrue(listed.text().contains("<D:href>" + HERE + "seen.txt</D:href>"), listed.text());
            for (String probed : List.of(
                    "._.",
                    ".DS_Store",
                    ".hidden",
                    "._seen.txt",
                    ".metadata_never_index",
                    ".Spotlight-V100",
                    "Backups.backupdb",
                    "mach_kernel")) {
                assertEquals(404, stat(finder, probed).status(), probed);
            }
        }
    }

    @Test
    void theFinderSavesAFile() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        try (Dialogue finder = finder()) {
            finder.login(drive.user, drive.password);
            for (String name : List.of("saved%20%C3%BC.mov", "._saved%20%C3%BC.mov")) {
                save(finder, HERE + name, content);
            }
            assertArrayEquals(content, Files.readAllBytes(shared.resolve("saved ü.mov")));
            assertArrayEquals(content, Files.readAllBytes(shared.resolve("._saved ü.mov")));

            String from = HERE + "saved%20%C3%BC.mov";
            Dialogue.Answer read = finder.say("GET", from, "Range: bytes=4096-8191");
            assertEquals(206, read.status());
            assertArrayEquals(Arrays.copyOfRange(content, 4_096, 8_192), read.body());
            Dialogue.Answer rest = finder.say(
                    "GET",
                    from,
                    "If-Range: " + read.header("Last-Modified").orElseThrow(),
                    "Range: bytes=" + (content.length - 10) + "-");
            assertTrue(rest.status() == 206 || rest.status() == 200, rest.head());

            assertEquals(201, finder.say("MKCOL", HERE + "untitled%20folder").status());
            String to = HERE + "untitled%20folder/moved.mov";
            String destination = "Destination: http://" + finder.authority() + to;
            assertEquals(201, finder.say("MOVE", from, destination).status());
            assertEquals(204, finder.say("DELETE", to).status());
            Dialogue.Answer empty = finder.sayWith(
                    asked("D:resourcetype"),
                    "PROPFIND",
                    HERE + "untitled%20folder/",
                    "Content-Type: text/xml",
                    "Depth: 1");
            assertEquals(2, empty.text().split("<D:response>", -1).length, "it removes empty folders only");
            assertEquals(204, finder.say("DELETE", HERE + "untitled%20folder/").status());
        }
    }

    /** An empty file, a lock, the file empty once more, then its content in chunks. */
    private static void save(Dialogue finder, String file, byte[] content) throws IOException {
        String[] none = {"Content-Length: 0"};
        assertEquals(404, finder.sayWith(STAT, "PROPFIND", file, FINDER_XML).status());
        assertEquals(201, finder.say("PUT", file, none).status());
        assertEquals("0", finder.sayWith(STAT, "PROPFIND", file, FINDER_XML).found("getcontentlength>(\\d+)<"));
        Dialogue.Answer lock = finder.sayWith(
                XML
                        + "<D:lockinfo xmlns:D=\"DAV:\">\n<D:lockscope><D:exclusive/></D:lockscope>\n"
                        + "<D:locktype><D:write/></D:locktype>\n<D:owner>\n"
                        + "<D:href>http://www.apple.com/webdav_fs/</D:href>\n</D:owner>\n</D:lockinfo>\n",
                "LOCK",
                file,
                "Depth: 0",
                "Timeout: Second-600",
                "Content-Type: text/xml; charset=\"utf-8\"");
        assertEquals(200, lock.status(), lock.text());
        String token = "If: (<" + lock.found(TOKEN) + ">)";
        assertEquals(204, finder.say("PUT", file, token, "Content-Length: 0").status());
        // it shows no token when it reads
        assertEquals(200, finder.say("GET", file).status());
        assertEquals(207, finder.sayWith(STAT, "PROPFIND", file, FINDER_XML).status());
        assertEquals(423, finder.say("PUT", file, none).status(), "the lock is one");
        Dialogue.Answer put =
                finder.sayInChunks(content, 32_768, "PUT", file, token, "X-Expected-Entity-Length: " + content.length);
        assertEquals(204, put.status(), put.text());
        Dialogue.Answer again = finder.say(
                "LOCK", file, token, "Depth: 0", "Timeout: Second-600", "Content-Type: text/xml", "Content-Length: 0");
        assertEquals(200, again.status(), again.text());
        assertEquals("If: (<" + again.found(TOKEN) + ">)", token, "a refreshed lock keeps its token");
        Dialogue.Answer validators =
                finder.sayWith(asked("D:getlastmodified", "D:getetag"), "PROPFIND", file, FINDER_XML);
        assertEquals(
                put.header("ETag").orElseThrow(),
                validators.found("<D:getetag>([^<]+)<").replace("&quot;", "\""));
        String unlock = "Lock-Token: <" + lock.found(TOKEN) + ">";
        assertEquals(204, finder.say("UNLOCK", file, unlock).status());
        assertEquals(
                Integer.toString(content.length),
                finder.sayWith(STAT, "PROPFIND", file, FINDER_XML).found("getcontentlength>(\\d+)<"));
    }

    @Test
    void whatTheFinderDoesNotSendWholeIsNotTaken() throws Exception {
        Path file = Files.writeString(shared.resolve("kept.txt"), "kept");
        try (Dialogue finder = finder()) {
            finder.login(drive.user, drive.password);
            byte[] half = new byte[5_000];
            Dialogue.Answer put =
                    finder.sayInChunks(half, 1_000, "PUT", HERE + "kept.txt", "X-Expected-Entity-Length: 10000");
            assertEquals(400, put.status());
        }
        assertEquals("kept", Files.readString(file));
    }

    private static Dialogue windows() throws IOException {
        return new Dialogue(
                drive.url,
                "User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045",
                "Connection: Keep-Alive",
                "Cache-Control: no-cache",
                "Pragma: no-cache",
                "translate: f");
    }

    private static String win32(String created, String changed, String attributes) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\" ?><D:propertyupdate xmlns:D=\"DAV:\""
                + " xmlns:Z=\"urn:schemas-microsoft-com:\"><D:set><D:prop><Z:Win32CreationTime>" + created
                + "</Z:Win32CreationTime><Z:Win32LastAccessTime>" + changed
                + "</Z:Win32LastAccessTime><Z:Win32LastModifiedTime>" + changed
                + "</Z:Win32LastModifiedTime><Z:Win32FileAttributes>" + attributes
                + "</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>";
    }

    @Test
    void windowsMountsADriveAndCopiesAFileToIt() throws Exception {
        String changed = "Sat, 03 Feb 2001 04:05:06 GMT";
        try (Dialogue windows = windows()) {
            // of the server's root, whatever is mounted, and before it has a password
            Dialogue.Answer options = windows.say("OPTIONS", "/");
            assertEquals(200, options.status());
            assertTrue(options.header("DAV").orElseThrow().contains("2"), options.head());
            assertEquals("DAV", options.header("MS-Author-Via").orElseThrow());
            Dialogue.Answer stranger = windows.say("PROPFIND", "/dav/shares/music", "Depth: 0", "Content-Length: 0");
            assertEquals(401, stranger.status());
            windows.login(new Md5Login(stranger.headers("WWW-Authenticate"), drive.user, drive.password));
            for (String path : List.of("/", "/dav", "/dav/shares", "/dav/shares/music")) {
                Dialogue.Answer found = windows.say("PROPFIND", path, "Depth: 0", "Content-Length: 0");
                assertEquals(207, found.status(), "it takes no redirection: " + path);
            }

            String file = HERE + "from%20Windows.docx";
            assertEquals(
                    404,
                    windows.say("PROPFIND", file, "Depth: 0", "Content-Length: 0")
                            .status());
            assertEquals(201, windows.say("PUT", file, "Content-Length: 0").status());
            Dialogue.Answer lock = windows.sayWith(
                    "<?xml version=\"1.0\" encoding=\"utf-8\" ?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/>"
                            + "</D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>DESKTOP-1\\user</D:href>"
                            + "</D:owner></D:lockinfo>",
                    "LOCK",
                    file,
                    "Content-Type: text/xml; charset=\"utf-8\"",
                    "Timeout: Second-3600");
            assertEquals(200, lock.status(), lock.text());
            String token = lock.header("Lock-Token").orElseThrow();
            assertEquals("<" + lock.found(TOKEN) + ">", token);
            String holds = "If: (" + token + ")";
            String xml = "Content-Type: text/xml; charset=\"utf-8\"";
            String times = win32(changed, changed, "00000000");
            everyPropertyTaken(windows.sayWith(times, "PROPPATCH", file, holds, xml));
            assertEquals(200, windows.say("HEAD", file).status());
            Dialogue.Answer put = windows.sayWith("words of Word", "PUT", file, holds);
            assertTrue(put.status() == 204 || put.status() == 200, put.head());
            everyPropertyTaken(windows.sayWith(win32(changed, changed, "00000020"), "PROPPATCH", file, holds, xml));
            assertEquals(
                    204,
                    windows.say("UNLOCK", file, "Lock-Token: " + token, "Content-Length: 0")
                            .status());

            Dialogue.Answer seen = windows.say("PROPFIND", file, "Depth: 0", "Content-Length: 0");
            assertEquals(changed, seen.found("<D:getlastmodified>([^<]+)<"));
            assertEquals("13", seen.found("<D:getcontentlength>([^<]+)<"));
            String renamed = HERE + "renamed.docx";
            String destination = "Destination: http://" + windows.authority() + renamed;
            assertEquals(
                    201,
                    windows.say("MOVE", file, destination, "Overwrite: F", "Content-Length: 0")
                            .status());
            Dialogue.Answer listed = windows.say("PROPFIND", "/dav/shares/music", "Depth: 1", "Content-Length: 0");
            assertTrue(listed.text().contains("<D:href>" + renamed + "</D:href>"), listed.text());
            assertEquals("words of Word", Files.readString(shared.resolve("renamed.docx")));
            assertEquals(204, windows.say("DELETE", renamed).status());
        }
    }

    private static void everyPropertyTaken(Dialogue.Answer answer) {
        assertEquals(207, answer.status(), answer.text());
        assertTrue(answer.text().contains("HTTP/1.1 200 OK"), answer.text());
        assertEquals(
                2,
                answer.text().split("<D:propstat>", -1).length,
                "with another one, Explorer gives up: " + answer.text());
    }

    private static Dialogue office() throws IOException {
        Dialogue office = new Dialogue(
                drive.url,
                "User-Agent: Microsoft Office Word 2014",
                "X-Office-Major-Version: 16",
                "X-MS-CookieUri-Requested: t",
                "X-FeatureVersion: 1",
                "X-IDCRL_ACCEPTED: t",
                "Connection: Keep-Alive");
        office.login(drive.user, drive.password);
        return office;
    }

    @Test
    void officeOpensADocumentSavesItAndClosesIt() throws Exception {
        Files.writeString(shared.resolve("letter.docx"), "Dear all");
        String file = HERE + "letter.docx";
        try (Dialogue office = office()) {
            Dialogue.Answer options = office.say("OPTIONS", HERE);
            assertEquals("DAV", options.header("MS-Author-Via").orElseThrow(), "else it opens to read only");
            assertEquals(200, office.say("HEAD", file).status());
            Dialogue.Answer lock = office.sayWith(
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/>"
                            + "</D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>DESKTOP-1/user</D:href>"
                            + "</D:owner></D:lockinfo>",
                    "LOCK",
                    file,
                    "Content-Type: text/xml; charset=\"utf-8\"",
                    "Depth: 0",
                    "translate: f",
                    "Timeout: Second-3600");
            assertEquals(200, lock.status(), lock.text());
            String token = lock.header("Lock-Token").orElseThrow();
            Dialogue.Answer got = office.say("GET", file, "translate: f");
            assertEquals("Dear all", got.text());
            Dialogue.Answer refreshed = office.say(
                    "LOCK", file, "If: (" + token + ")", "Timeout: Second-3600", "Depth: 0", "Content-Length: 0");
            assertEquals(200, refreshed.status(), refreshed.text());
            assertTrue(refreshed.text().contains("DESKTOP-1/user"), refreshed.text());
            assertEquals(
                    204,
                    office.sayWith("Dear all,", "PUT", file, "If: (" + token + ")", "translate: f")
                            .status());
            // since 2016 it names the lock in the header that belongs to UNLOCK
            assertEquals(
                    204,
                    office.sayWith("Dear all, hello", "PUT", file, "Lock-Token: " + token, "translate: f")
                            .status());
            assertEquals(
                    423,
                    office.sayWith("Dear none", "PUT", file, "translate: f").status());
            assertEquals(
                    204,
                    office.say("UNLOCK", file, "Lock-Token: " + token, "Content-Length: 0")
                            .status());
        }
        assertEquals("Dear all, hello", Files.readString(shared.resolve("letter.docx"), StandardCharsets.UTF_8));
    }
}
