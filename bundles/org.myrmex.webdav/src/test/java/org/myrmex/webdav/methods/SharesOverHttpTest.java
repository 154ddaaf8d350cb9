package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;
import org.myrmex.webdav.xml.Asked;

/** The methods on a real share, over a real server. */
class SharesOverHttpTest {
    private static final String SHARE = "/dav/shares/s";
    private static final String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path folder;

    private final ListedShares shares = new ListedShares();
    private Path share;
    private Path outside;
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "canary");
        Files.writeString(share.resolve("a.txt"), TEXT);
        shares.add("s", share);
        Path home = Files.createDirectory(share.resolve("home"));
        Files.writeString(Files.createDirectory(home.resolve("run")).resolve("token"), "key");
        server = new DavServer(Map.of(
                "shares",
                new SharesTree(shares, OwnFolders.of(Optional.of(home))),
                "memory",
                new MemoryTree().with("/m/one", new byte[] {1}).with("/m/two/three", new byte[] {3}),
                "locked",
                new MemoryTree()));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneTagAndLengthEverywhere() throws IOException {
        String tag = client.send("PUT", SHARE + "/n.txt", TEXT).header("ETag").orElseThrow();
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
        Answer head = client.send("HEAD", SHARE + "/n.txt");
        Answer get = client.send("GET", SHARE + "/n.txt");
        String find = client.send("PROPFIND", SHARE + "/n.txt", "", "Depth: 0").text();
        assertEquals(Optional.of(tag), head.header("ETag"));
        assertEquals(Optional.of(tag), get.header("ETag"));
        assertTrue(find.contains("<D:getetag>" + tag + "</D:getetag>"), find);
        assertTrue(find.contains("<D:getcontentlength>36</D:getcontentlength>"), find);
        assertEquals(Optional.of("36"), head.header("Content-Length"));
        assertEquals(TEXT, get.text());
        assertEquals(0, head.body().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bytes=0-0          | 206 | bytes 0-0/36   | 0
            bytes=34-          | 206 | bytes 34-35/36 | yz
            bytes=-3           | 206 | bytes 33-35/36 | xyz
            bytes=35-99        | 206 | bytes 35-35/36 | z
            bytes=36-          | 416 | bytes */36     |
            bytes=-0           | 416 | bytes */36     |
            bytes=5-2          | 200 |                |
            items=0-1          | 200 |                |
            bytes=0-9,5-20     | 200 |                |
            bytes=99999999999999999999-  | 200 |      |
            """)
    void aRangeIsThatPart(String range, int status, String contentRange, String text) throws IOException {
        Answer answer = client.send("GET", SHARE + "/a.txt", "", "Range: " + range);
        assertEquals(status, answer.status());
        assertEquals(Optional.ofNullable(contentRange), answer.header("Content-Range"));
        if (status == 206) {
            assertEquals(text, answer.text());
        }
    }

    @Test
    void someRangesComeAsParts() throws IOException {
        Answer answer = client.send("GET", SHARE + "/a.txt", "", "Range: bytes=0-1, 10-12,-1");
        assertEquals(206, answer.status());
        assertTrue(answer.whole());
        assertTrue(answer.text().contains("Content-Range: bytes 10-12/36\r\n\r\nabc\r\n"), answer.text());
        String many = "bytes="
                + String.join(
                        ",",
                        List.of(
                                "0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18",
                                "20-20,22-22,24-24,26-26,28-28,30-30,32-32"));
        assertEquals(
                200, client.send("GET", SHARE + "/a.txt", "", "Range: " + many).status());
    }

    @Test
    void conditionsDecide() throws IOException {
        String tag = client.send("HEAD", SHARE + "/a.txt").header("ETag").orElseThrow();
        assertEquals(
                304,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: " + tag)
                        .status());
        assertEquals(
                304,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: \"x\", W/" + tag)
                        .status());
        assertEquals(
                412, client.send("GET", SHARE + "/a.txt", "", "If-Match: \"x\"").status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-Match: W/" + tag).status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: *").status());
        assertEquals(
                412, client.send("PUT", SHARE + "/none", "x", "If-Match: *").status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: broken")
                        .status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If: (<opaquelocktoken:1>)")
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
        assertEquals(
                206,
                client.send("GET", SHARE + "/a.txt", "", "Range: bytes=1-1", "If-Range: " + tag)
                        .status());
        assertEquals(
                200,
                client.send("GET", SHARE + "/a.txt", "", "Range: bytes=1-1", "If-Range: \"x\"")
                        .status());
        assertEquals(
                204,
                client.send("PUT", SHARE + "/a.txt", "x", "If-Match: " + tag).status());
        assertEquals("x", Files.readString(share.resolve("a.txt")));
    }

    @Test
    void aBodyThatIsNotWholeChangesNothing() throws IOException {
        String head = client.head("PUT", SHARE + "/a.txt", "Content-Length: 100");
        try (java.net.Socket socket = client.open(head, "short".getBytes(StandardCharsets.UTF_8))) {
            socket.shutdownOutput();
            assertFalse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .startsWith("HTTP/1.1 2"));
        }
        String chunked =
                client.head("PUT", SHARE + "/a.txt", "Transfer-Encoding: chunked", "X-Expected-Entity-Length: 9");
        assertEquals(
                400,
                client.exact(chunked, "5\r\nshort\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .status());
        assertEquals(
                400,
                client.send("PUT", SHARE + "/a.txt", "xx", "Content-Range: bytes 2-3/5")
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void chunksOfTheSaidLengthAreTaken() throws IOException {
        String chunked =
                client.head("PUT", SHARE + "/new", "Transfer-Encoding: chunked", "X-Expected-Entity-Length: 5");
        assertEquals(
                201,
                client.exact(chunked, "5\r\nshort\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .status());
        assertEquals("short", Files.readString(share.resolve("new")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(share)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../a.txt",
                "/%2e%2e/a.txt",
                "/.",
                "/x%2Fy",
                "/%00",
                "/%0d%0aX:y",
                "/%ff",
                "/%c0%ae%c0%ae",
                "//a.txt",
                "/..%3Bx",
                "/.;/a.txt",
                "/%",
                "/%g1",
                "/%2",
                "/a%7f"
            })
    void strangeNamesAreRefused(String name) throws IOException {
        for (String method : List.of("GET", "PROPFIND", "PUT", "DELETE", "MKCOL")) {
            Answer answer = client.send(method, SHARE + name, "", "Depth: 0");
            assertTrue(answer.status() == 400 || answer.status() == 404, method + " " + answer.head());
        }
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void aCompressedBodyIsNotKeptAsIfItWereTheFile() throws IOException {
        assertEquals(
                415,
                client.send("PUT", SHARE + "/n", TEXT, "Content-Encoding: gzip").status());
        assertEquals(
                201,
                client.send("PUT", SHARE + "/n", TEXT, "Content-Encoding: identity")
                        .status());
        assertEquals(List.of("a.txt", "home", "n"), names());
    }

    @Test
    void ordinaryCharactersAreOrdinary() throws IOException {
        for (String name : List.of("a;b=c", "back\\slash", "per%cent", "#hash?", "sp ace", "ä☃😀", "<&\">'", "...")) {
            String target = SHARE + "/" + org.myrmex.webdav.path.DavPath.encoded(name);
            assertEquals(201, client.send("PUT", target, name).status(), name);
            assertEquals(name, Files.readString(share.resolve(name)));
            assertEquals(name, client.send("GET", target).text());
            String listing =
                    client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
            assertTrue(listing.contains("<D:href>" + target + "</D:href>"), listing);
            assertEquals(204, client.send("DELETE", target).status());
        }
        assertEquals(201, client.send("PUT", SHARE + "/raw;x", "1").status());
        assertTrue(Files.exists(share.resolve("raw;x")));
    }

    @Test
    void linksLeadNowhere() throws IOException {
        Files.createSymbolicLink(share.resolve("out"), outside);
        Files.createSymbolicLink(share.resolve("file"), outside.resolve("secret"));
        for (String path : List.of("/out", "/out/", "/out/secret", "/file")) {
            assertEquals(404, client.send("GET", SHARE + path).status(), path);
            assertEquals(
                    404, client.send("PROPFIND", SHARE + path, "", "Depth: 1").status(), path);
            assertEquals(404, client.send("DELETE", SHARE + path).status(), path);
        }
        assertEquals(409, client.send("PUT", SHARE + "/out/new", "x").status());
        assertEquals(409, client.send("MKCOL", SHARE + "/out/new").status());
        assertEquals(403, client.send("PUT", SHARE + "/file", "x").status());
        String listing = client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
        assertFalse(listing.contains("/out") || listing.contains("/file"), listing);
        assertEquals(
                204,
                client.send("MOVE", SHARE + "/a.txt", "", "Destination: " + SHARE + "/home/x")
                                        .status()
                                == 201
                        ? 204
                        : 0);
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(1, files.count());
        }
        assertEquals("canary", Files.readString(outside.resolve("secret")));
    }

    @Test
    void aFolderGoesWithItsLinksAndNotWithWhatTheyLeadTo() throws IOException {
        Path inner = Files.createDirectories(share.resolve("d/e"));
        Files.createSymbolicLink(inner.resolve("out"), outside);
        assertEquals(204, client.send("DELETE", SHARE + "/d/").status());
        assertFalse(Files.exists(share.resolve("d")));
        assertTrue(Files.exists(outside.resolve("secret")));
    }

    @Test
    void thePeersOwnFilesAreOutOfReach() throws IOException {
        for (String path : List.of("/home/run", "/home/run/token")) {
            assertEquals(404, client.send("GET", SHARE + path).status());
            assertEquals(404, client.send("DELETE", SHARE + path).status());
        }
        assertEquals(403, client.send("PUT", SHARE + "/home/run", "x").status());
        assertEquals(409, client.send("PUT", SHARE + "/home/run/token", "x").status());
        assertEquals(403, client.send("MKCOL", SHARE + "/home/conf").status());
        assertEquals(403, client.send("DELETE", SHARE + "/home/").status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/home/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/a.txt", "", "Destination: " + SHARE + "/home/")
                        .status());
        assertFalse(client.send("GET", SHARE + "/home/").text().contains("run"));
        assertEquals("key", Files.readString(share.resolve("home/run/token")));
    }

    @Test
    void sharesThemselvesStay() throws IOException {
        assertEquals(403, client.send("DELETE", SHARE + "/").status());
        assertEquals(403, client.send("DELETE", "/dav/shares/").status());
        assertEquals(403, client.send("DELETE", "/dav/").status());
        assertEquals(403, client.send("MKCOL", "/dav/shares/new/").status());
        for (String there : List.of("/dav/", "/dav/shares/", SHARE, SHARE + "/")) {
            assertEquals(405, client.send("MKCOL", there).status(), "mkdir -p goes on: " + there);
        }
        assertEquals(403, client.send("PUT", "/dav/new", "x").status());
        assertEquals(
                403, client.send("MOVE", "/dav/", "", "Destination: /dav/x/").status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(
                403,
                client.send("COPY", SHARE + "/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void collectionsAreMadeOnce() throws IOException {
        assertEquals(201, client.send("MKCOL", SHARE + "/d/").status());
        assertEquals(405, client.send("MKCOL", SHARE + "/d/").status());
        assertEquals(405, client.send("MKCOL", SHARE + "/a.txt").status());
        assertEquals(412, client.send("MKCOL", SHARE + "/f", "", "If-Match: *").status());
        assertEquals(409, client.send("MKCOL", SHARE + "/no/d").status());
        assertEquals(415, client.send("MKCOL", SHARE + "/e", "<x/>").status());
        assertEquals(405, client.send("PUT", SHARE + "/d", "x").status());
        assertEquals(409, client.send("PUT", SHARE + "/no/f", "x").status());
        Answer breakfast = client.send("MKBREAKFAST", SHARE + "/a.txt");
        assertEquals(405, breakfast.status());
        assertEquals(Optional.of(Options.READ_WRITE), breakfast.header("Allow"));
    }

    @Test
    void copiesGoFromTreeToTreeAndMovesDoNot() throws IOException {
        assertEquals(
                201,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/")
                        .status());
        assertArrayEquals(new byte[] {3}, Files.readAllBytes(share.resolve("m/two/three")));
        assertEquals(
                412,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/", "Overwrite: F")
                        .status());
        assertEquals(
                204,
                client.send("COPY", "/dav/memory/m/", "", "Destination: " + SHARE + "/m/", "Depth: 0")
                        .status());
        assertFalse(Files.exists(share.resolve("m/two")));
        assertEquals(
                502,
                client.send("MOVE", "/dav/memory/m/", "", "Destination: " + SHARE + "/n/")
                        .status());
        assertEquals(
                403,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/locked/a")
                        .status());
        assertEquals(403, client.send("GET", "/dav/locked/a").status());
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example/dav/shares/s/x, 502",
        "https://127.0.0.1/dav/shares/s/x, 502",
        "http://127.0.0.1:1/dav/shares/s/x, 502",
        "/elsewhere, 502",
        "/davx/a, 502",
        "'', 400",
        "relative, 400",
        "//evil.example/dav/x, 400",
        "http://user@127.0.0.1/dav/x, 400",
        "/dav/shares/s/x?q, 400",
        "/dav/shares/s/x#f, 400",
        "/dav/shares/s/../../../x, 400",
        "/dav/shares/s/%2e%2e/x, 400",
        "/dav/shares/s/a%2fb, 400",
        "/dav/shares/s/..\\..\\x, 400",
        "/dav/shares/s/a.txt, 403",
        "/dav/shares/s, 403",
        "/dav/shares/s/no/x, 409",
    })
    void aDestinationIsAPlaceHereOrRefused(String destination, int status) throws IOException {
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    status,
                    client.send(method, SHARE + "/a.txt", "", "Destination: " + destination)
                            .status());
        }
        assertEquals(List.of("a.txt", "home"), names());
        assertEquals(
                400,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/shares/s/y", "Overwrite: maybe")
                        .status());
        assertEquals(400, client.send("COPY", SHARE + "/a.txt", "").status());
    }

    @Test
    void aMoveReplacesAFolderWhole() throws IOException {
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "old");
        Files.writeString(Files.createDirectories(share.resolve("n")).resolve("g"), "new");
        String destination = "Destination: " + server.url() + "/shares/s/d/";
        assertEquals(
                412,
                client.send("MOVE", SHARE + "/n/", "", destination, "Overwrite: F")
                        .status());
        assertEquals(204, client.send("MOVE", SHARE + "/n/", "", destination).status());
        assertFalse(Files.exists(share.resolve("d/e")));
        assertEquals("new", Files.readString(share.resolve("d/g")));
        assertEquals(List.of("a.txt", "d", "home"), names());
    }

    @Test
    void timesAreSet() throws IOException {
        Answer put = client.send("PUT", SHARE + "/t", "x", "X-OC-Mtime: 1262304000");
        assertEquals(Optional.of("accepted"), put.header("X-OC-MTime"));
        assertEquals(1_262_304_000L, modifiedSeconds("t"));
        assertEquals(put.header("ETag"), client.send("HEAD", SHARE + "/t").header("ETag"));
        String windows = "<?xml version=\"1.0\"?><D:propertyupdate xmlns:D=\"DAV:\""
                + " xmlns:Z=\"urn:schemas-microsoft-com:\"><D:set><D:prop><Z:Win32LastModifiedTime>Sat, 02 Jan"
                + " 2010 00:00:00 GMT</Z:Win32LastModifiedTime>"
                + "<Z:Win32FileAttributes>00000020</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>";
        String answer = client.send("PROPPATCH", SHARE + "/t", windows).text();
        assertTrue(answer.contains("200 OK") && !answer.contains("403"), answer);
        assertEquals(1_262_390_400L, modifiedSeconds("t"));
        String mixed = windows.replace("</D:prop>", "<D:getetag>x</D:getetag><Q xmlns=\"q:\">y</Q></D:prop>")
                .replace("Sat, 02", "Sun, 03");
        String refused = client.send("PROPPATCH", SHARE + "/t", mixed).text();
        assertTrue(refused.contains("403 Forbidden") && refused.contains("424 "), refused);
        assertFalse(refused.contains("200 OK"), refused);
        assertEquals(1_262_390_400L, modifiedSeconds("t"));
    }

    private long modifiedSeconds(String name) throws IOException {
        return Files.getLastModifiedTime(share.resolve(name)).to(TimeUnit.SECONDS);
    }

    @Test
    void oneTimeGivenTwiceMakesTwoTags() throws IOException {
        Set<FileTime> times = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            Answer put = client.send("PUT", SHARE + "/t", "" + i, "X-OC-Mtime: 1262304000");
            tags.add(put.header("ETag").orElseThrow());
            // the file's number alone may be that of one before
            times.add(Files.getLastModifiedTime(share.resolve("t")));
            assertEquals(1_262_304_000L, modifiedSeconds("t"));
        }
        assertEquals(4, tags.size());
        assertEquals(4, times.size());
    }

    @Test
    void aTimeThatTheDiskDoesNotTakeLeavesTheFileWritten() throws IOException {
        server.mounts().add("timeless", new CutTree(new MemoryTree(), where -> {
            if (where.equals("before a time")) {
                throw new IOException("the disk fails");
            }
        }));
        Answer put = client.send("PUT", "/dav/timeless/f", "x", "X-OC-Mtime: 1262304000");
        assertEquals(201, put.status());
        assertEquals(Optional.empty(), put.header("X-OC-MTime"));
        assertEquals(put.header("ETag"), client.send("HEAD", "/dav/timeless/f").header("ETag"));
    }

    @Test
    void aPutNeverTellsTheTagOfAnotherOne() throws IOException {
        MemoryTree tree = new MemoryTree();
        server.mounts().add("busy", new CutTree(tree, where -> {
            if (where.equals("after a put")) {
                tree.with("/f", new byte[] {7});
            }
        }));
        Answer put = client.send("PUT", "/dav/busy/f", "x", "X-OC-Mtime: 1262304000");
        assertEquals(201, put.status());
        assertFalse(put.header("ETag").equals(client.send("HEAD", "/dav/busy/f").header("ETag")));
        assertEquals(Optional.empty(), put.header("X-OC-MTime"));
    }

    @Test
    void copiesAndMovesAskForTheTimeToo() throws IOException {
        for (String method : List.of("COPY", "MOVE")) {
            String old = "If-Unmodified-Since: Fri, 01 Jan 2010 00:00:00 GMT";
            assertEquals(
                    412,
                    client.send(method, SHARE + "/a.txt", "", "Destination: " + SHARE + "/b", old)
                            .status());
        }
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void propertiesAreAnsweredAsAsked() throws IOException {
        String named = "<propfind xmlns=\"DAV:\"><prop><getcontentlength/><quota-available-bytes/><x xmlns=\"\"/>"
                + "<y xmlns=\"u:v\"/></prop></propfind>";
        String answer = client.send("PROPFIND", SHARE + "/", named, "Depth: 0").text();
        assertTrue(answer.contains("<D:quota-available-bytes>"), answer);
        assertTrue(answer.contains("<x/>") && answer.contains("<x:y xmlns:x=\"u:v\"/>"), answer);
        assertTrue(answer.indexOf("404 Not Found") > answer.indexOf("200 OK"), answer);
        String names = client.send(
                        "PROPFIND", SHARE + "/a.txt", "<propfind xmlns=\"DAV:\"><propname/></propfind>", "Depth: 0")
                .text();
        assertTrue(names.contains("<D:getetag/>"), names);
        Answer deep = client.send("PROPFIND", SHARE + "/", "", "Depth: infinity");
        assertEquals(403, deep.status());
        assertTrue(deep.text().contains("<D:propfind-finite-depth/>"), deep.text());
        assertEquals(403, client.send("PROPFIND", SHARE + "/").status());
        assertEquals(400, client.send("PROPFIND", SHARE + "/", "", "Depth: 7").status());
        assertEquals(207, client.send("PROPFIND", SHARE + "/a.txt").status());
        for (String bad : List.of("<x", "<x/>", "<!DOCTYPE x><propfind xmlns=\"DAV:\"><allprop/></propfind>", "{}")) {
            assertEquals(
                    400, client.send("PROPFIND", SHARE + "/", bad, "Depth: 0").status(), bad);
        }
        assertEquals(
                413,
                client.send("PROPFIND", SHARE + "/", " ".repeat(Asked.MAX_BYTES + 1), "Depth: 0")
                        .status());
    }

    @Test
    void aLargeFolderIsListedWhole() throws IOException {
        Path large = Files.createDirectory(share.resolve("large"));
        for (int i = 0; i < 2_500; i++) {
            Files.createFile(large.resolve("f" + i));
        }
        String listing =
                client.send("PROPFIND", SHARE + "/large/", "", "Depth: 1").text();
        assertEquals(2_501, listing.split("<D:response>", -1).length - 1);
        assertEquals(2_500, listing.split("<D:getetag>", -1).length - 1);
        assertTrue(listing.endsWith("</D:multistatus>\n"));
    }

    @Test
    void pagesAreSortedByLinks() throws IOException {
        Files.createDirectory(share.resolve("z"));
        Files.writeString(share.resolve("b.mp3"), "1");
        Files.setLastModifiedTime(share.resolve("b.mp3"), FileTime.fromMillis(0));
        assertEquals(List.of("a.txt", "b.mp3", "home/", "z/"), rows(""));
        assertEquals(List.of("home/", "z/", "b.mp3", "a.txt"), rows("?sort=size&order=asc"));
        assertEquals(List.of("home/", "z/", "a.txt", "b.mp3"), rows("?sort=size&order=desc"));
        assertEquals("a.txt", rows("?order=desc&sort=time").get(2));
        assertEquals(List.of("z/", "home/", "b.mp3", "a.txt"), rows("?sort=name&order=desc"));
        assertEquals(List.of("a.txt", "b.mp3", "home/", "z/"), rows("?sort=%zz&order"));
        String page = client.send("GET", SHARE + "/?sort=size&order=asc").text();
        assertTrue(
                page.contains("<th scope=\"col\" aria-sort=\"ascending\"><a href=\"?sort=size&amp;order=desc\">"),
                page);
        assertTrue(page.contains("<a class=\"audio\" href=\"/dav/shares/s/b.mp3\"><bdi>b.mp3</bdi></a>"), page);
        assertTrue(page.contains("<time datetime=\"1970-01-01T00:00:00Z\">"), page);
        assertTrue(client.send("GET", "/dav/network/search/?words=%zz").status() < 500);
    }

    private List<String> rows(String query) throws IOException {
        return Pattern.compile("<bdi>([^<]*)</bdi>(/?)</a></td>")
                .matcher(client.send("GET", SHARE + "/" + query).text())
                .results()
                .map(row -> row.group(1) + row.group(2))
                .toList();
    }

    @Test
    void pagesShowNamesAndRunNothing() throws IOException {
        Files.writeString(share.resolve("<script>alert(1)"), "x");
        Files.writeString(share.resolve("page.html"), "<script>alert(1)</script>");
        Answer page = client.send("GET", SHARE + "/");
        assertEquals(Optional.of("text/html;charset=utf-8"), page.header("Content-Type"));
        assertFalse(page.text().contains("<script"), page.text());
        Files.writeString(share.resolve("evil\u202Egnp.exe"), "x");
        assertTrue(client.send("GET", SHARE + "/").text().contains("<bdi>evil\uFFFDgnp.exe</bdi>"));
        assertTrue(page.text().contains("&lt;script&gt;"), page.text());
        assertFalse(page.text().contains("<form"), page.text());
        assertTrue(client.send("GET", "/dav/").text().contains("<form"));
        Answer html = client.send("GET", SHARE + "/page.html");
        assertEquals(Optional.of("attachment"), html.header("Content-Disposition"));
        assertEquals(Optional.of("sandbox; default-src 'none'"), html.header("Content-Security-Policy"));
        assertEquals(Optional.of("nosniff"), html.header("X-Content-Type-Options"));
        Answer form = client.send("GET", "/dav/network/search/?words=a%2Fb");
        assertEquals(400, form.status());
        assertEquals(
                Optional.of("/dav/network/search/blue%20%26%20whale/"),
                client.send("GET", "/dav/network/search/?words=blue+%26++whale").header("Location"));
    }

    @Test
    void optionsSayWhatIsOffered() throws IOException {
        Answer file = client.send("OPTIONS", SHARE + "/a.txt");
        assertEquals(Optional.of("1, 2, 3"), file.header("DAV"));
        assertEquals(Optional.of("DAV"), file.header("MS-Author-Via"));
        assertEquals(Optional.of(Options.READ_WRITE), file.header("Allow"));
        assertEquals(
                Optional.of(Options.READ_ONLY), client.send("OPTIONS", "/dav/").header("Allow"));
    }

    @Test
    void aSourceThatBreaksCutsTheAnswer() throws Exception {
        server.mounts().add("broken", new BrokenTree(1 << 20, 300_000, true));
        Answer answer = client.send("GET", "/dav/broken/file");
        assertEquals(200, answer.status());
        assertFalse(answer.whole());
        assertTrue(answer.body().length <= 300_000, "nothing is made up: " + answer.body().length);
        server.mounts().add("unknown", new BrokenTree(1 << 20, 300_000, false));
        // a connection that stays: else its end would be that of the body too
        String head = client.head("GET", "/dav/unknown/file").replace("Connection: close\r\n", "");
        Answer chunked = client.exact(head, new byte[0]);
        assertEquals(Optional.of("chunked"), chunked.header("Transfer-Encoding"));
        assertEquals(200, chunked.status());
        assertFalse(chunked.whole());
        assertTrue(chunked.body().length <= 300_000);
        assertEquals(0, server.thrown());
    }

    @Test
    void whatHasTwoNamesIsNotCopiedOverItself() throws IOException {
        Path inner = Files.createDirectories(share.resolve("inner/d"));
        Files.writeString(inner.resolve("f"), "kept");
        shares.add("inner", share.resolve("inner"));
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    403,
                    client.send(method, SHARE + "/inner/d/", "", "Destination: /dav/shares/inner/d/")
                            .status());
            assertEquals("kept", Files.readString(inner.resolve("f")));
            assertEquals(
                    403,
                    client.send(method, SHARE + "/inner/d/", "", "Destination: /dav/shares/inner/d/e/")
                            .status());
        }
        assertFalse(Files.exists(inner.resolve("e")));
        assertEquals(
                201,
                client.send("COPY", SHARE + "/a.txt", "", "Destination: /dav/shares/inner/a.txt")
                        .status());
    }

    @Test
    void nothingIsClearedForWhatCannotBeRead() throws IOException {
        Files.writeString(Files.createDirectory(share.resolve("d")).resolve("f"), "kept");
        server.mounts().add("gone", new SparseTree(true));
        assertEquals(
                404,
                client.send("COPY", "/dav/gone/file", "", "Destination: " + SHARE + "/d")
                        .status());
        assertEquals("kept", Files.readString(share.resolve("d/f")));
    }

    @Test
    void aCopyWhoseSourceBreaksLeavesTheOldFile() throws IOException {
        server.mounts().add("broken", new BrokenTree(1 << 20, 300_000, true));
        Answer answer = client.send("COPY", "/dav/broken/file", "", "Destination: " + SHARE + "/a.txt");
        assertEquals(503, answer.status());
        assertTrue(answer.header("Retry-After").isPresent());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
        assertEquals(List.of("a.txt", "home"), names());
    }

    @Test
    void replacingAFolderNeedsLeaveToDeleteIt() throws IOException {
        Files.writeString(Files.createDirectory(share.resolve("undeletable")).resolve("f"), "kept");
        Files.createDirectory(share.resolve("d"));
        for (String method : List.of("COPY", "MOVE")) {
            assertEquals(
                    403,
                    client.send(method, SHARE + "/d/", "", "Destination: " + SHARE + "/undeletable/")
                            .status());
        }
        assertEquals("kept", Files.readString(share.resolve("undeletable/f")));
    }

    @Test
    void anUploadThatBreaksOffIsTheClientsFault() throws IOException {
        String head = client.head("PUT", SHARE + "/a.txt", "Content-Length: 100");
        assertEquals(
                400,
                client.exact(head, "short".getBytes(StandardCharsets.UTF_8)).status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void conditionsThatMeanNothingDoNotKeepAnOldCopy() throws IOException {
        assertEquals(
                200,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: unquoted")
                        .status());
    }

    @Test
    void aListOfTagsMayStandOnSeveralLines() throws IOException {
        String tag = client.send("HEAD", SHARE + "/a.txt").header("ETag").orElseThrow();
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: \"x\"", "If-None-Match: " + tag)
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void propertiesAreChangedUnderConditionsToo() throws IOException {
        String body =
                "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:getlastmodified>Sat, 02 Jan 2010 00:00:00 GMT"
                        + "</D:getlastmodified></D:prop></D:set></D:propertyupdate>";
        long before = Files.getLastModifiedTime(share.resolve("a.txt")).toMillis();
        assertEquals(
                412,
                client.send("PROPPATCH", SHARE + "/a.txt", body, "If-Match: \"x\"")
                        .status());
        assertEquals(before, Files.getLastModifiedTime(share.resolve("a.txt")).toMillis());
    }

    @Test
    void aFileIsWrittenWhereTimesCannotBeSet() throws IOException {
        server.mounts().add("timeless", new SparseTree(false));
        Answer answer = client.send("PUT", "/dav/timeless/file", "x", "X-OC-Mtime: 1262304000");
        assertEquals(204, answer.status());
        assertEquals(Optional.empty(), answer.header("X-OC-MTime"));
    }
}
