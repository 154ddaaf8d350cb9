package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;

/** What comes: bodies, names, times. */
class WritingOverHttpTest extends SharesOverHttp {
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
        assertTrue(answer.contains("200 OK") && !answer.contains(" 403 "), answer);
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
    void anUploadThatBreaksOffIsTheClientsFault() throws IOException {
        String head = client.head("PUT", SHARE + "/a.txt", "Content-Length: 100");
        assertEquals(
                400,
                client.exact(head, "short".getBytes(StandardCharsets.UTF_8)).status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void aFileIsWrittenWhereTimesCannotBeSet() throws IOException {
        server.mounts().add("timeless", new SparseTree(false));
        Answer answer = client.send("PUT", "/dav/timeless/file", "x", "X-OC-Mtime: 1262304000");
        assertEquals(204, answer.status());
        assertEquals(Optional.empty(), answer.header("X-OC-MTime"));
    }
}
