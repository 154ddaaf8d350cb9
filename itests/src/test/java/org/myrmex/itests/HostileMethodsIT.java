package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.KNOWN;
import static org.myrmex.itests.Stronghold.MARK;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/** Inputs 28 to 38 of the list of hostile ones in {@code docs/hostile-requests.md}: methods and what they are told. */
class HostileMethodsIT {
    /** What is left on the disk before somebody tries to fill it. */
    private static final int ROOM_MEBIBYTES = 24;

    private static final List<String> READ_ONLY = List.of(
            "/",
            "/dav/",
            "/dav/shares/",
            "/dav/network/",
            "/dav/network/search/",
            "/dav/network/content/",
            "/dav/network/search/" + MARK + "/x",
            "/dav/network/nothing/here",
            "/dav/nobody/x");

    @TempDir
    static Path folder;

    private static Stronghold hold;

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.3", folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> methods() {
        return Stream.of(
                hold.withstands(28, "COPY and MOVE onto itself, into itself, over its parent", this::ontoItself),
                hold.withstands(28, "MOVE of a root into its child", this::rootIntoChild),
                hold.withstands(28, "COPY and MOVE over what is locked", this::overLocked),
                hold.withstands(29, "Destination: none, elsewhere, shorter than the mount", this::destinations),
                hold.withstands(30, "Depth: 7, -1, infinity, noroot", this::depths),
                hold.withstands(31, "Overwrite: neither T nor F", this::overwrites),
                hold.withstands(32, "writing where nothing can be written", this::readOnly),
                hold.withstands(32, "another method in a header", this::overridden),
                hold.withstands(33, "MKCOL with a body, PUT on a collection, DELETE of a fragment", this::misused),
                hold.withstands(34, "TRACE, CONNECT, unknown methods, one of 10 KB", this::strangeMethods),
                hold.withstands(35, "PUT with Content-Range", this::partialPut),
                hold.withstands(36, "POST from a form", this::forms),
                hold.withstands(37, "PUT of more than there is room for, stated", this::statedTooLong),
                hold.withstands(37, "PUT of more than there is room for, in chunks", this::chunkedTooLong),
                hold.withstands(37, "PUT with lengths that lie", this::lyingLengths),
                hold.withstands(37, "PUT cut in the middle", this::cutOff),
                hold.withstands(38, "a COPY bomb", this::copyBomb));
    }

    private void ontoItself() throws Exception {
        List<String[]> pairs = List.of(
                new String[] {HERE + "folder/", HERE + "folder/"},
                new String[] {HERE + "folder", HERE + "folder/"},
                new String[] {HERE + "folder/", HERE + "f%6Flder"},
                new String[] {HERE + "folder/", HERE + "folder/inner/"},
                new String[] {HERE + "folder/", HERE + "folder/inner.txt"},
                new String[] {HERE + "folder/", HERE + "folder/a/b/c"},
                new String[] {HERE + "folder/inner.txt", HERE + "folder/"},
                new String[] {HERE + "folder/inner.txt", HERE},
                new String[] {HERE + "known.txt", HERE + "known.txt"},
                new String[] {HERE + "known.txt", HERE + "%6bnown.txt"},
                new String[] {HERE + "known.txt", HERE + "known.txt/x"},
                new String[] {HERE, HERE + "folder/"},
                new String[] {HERE, HERE + "newroot/"});
        for (String[] pair : pairs) {
            for (String method : List.of("COPY", "MOVE")) {
                for (String header : List.of("Overwrite: T", "Overwrite: F", "Depth: 0", "Depth: infinity")) {
                    hold.refused(hold.ask(method, pair[0], "Destination: " + pair[1], header));
                }
            }
        }
    }

    private void rootIntoChild() throws Exception {
        for (String root : List.of("/", "/dav", "/dav/", "/dav/shares", "/dav/shares/")) {
            for (String child : List.of(
                    "/newroot/", "/dav/newroot/", "/dav/shares/newroot/", HERE + "newroot/", HERE + "folder/")) {
                for (String method : List.of("MOVE", "COPY")) {
                    hold.refusedOr502(hold.ask(method, root, "Destination: " + child, "Overwrite: T"));
                }
            }
        }
        hold.refusedOr502(hold.ask("MOVE", "/dav/network/", "Destination: " + HERE + "newroot/"));
    }

    private void overLocked() throws Exception {
        hold.is(hold.ask("MKCOL", HERE + "locked/"), 201);
        hold.is(hold.tell("PUT", HERE + "locked/a.txt", "kept"), 201);
        Heard lock = hold.tell("LOCK", HERE + "locked/a.txt", HostileBody.LOCK.with(MARK), "Timeout: Second-600");
        hold.is(lock, 200, 405);
        if (lock.status() == 200) {
            for (String method : List.of("COPY", "MOVE")) {
                hold.is(hold.ask(method, HERE + "known.txt", "Destination: " + HERE + "locked/a.txt"), 423);
                hold.is(hold.ask(method, HERE + "folder/", "Destination: " + HERE + "locked/"), 423);
            }
            hold.is(hold.ask("MOVE", HERE + "locked/", "Destination: " + HERE + "moved/"), 423);
            hold.is(hold.ask("DELETE", HERE + "locked/"), 207, 423);
            assertEquals("kept", hold.ask("GET", HERE + "locked/a.txt").body());
            hold.is(hold.ask("UNLOCK", HERE + "locked/a.txt", "Lock-Token: " + token(lock)), 204);
        }
        hold.is(hold.ask("DELETE", HERE + "locked/"), 204);
    }

    static String token(Heard lock) {
        Matcher token = Pattern.compile("(?im)^Lock-Token: (<[^>]*>)").matcher(lock.text());
        assertTrue(token.find(), lock.text());
        return token.group(1);
    }

    private void destinations() throws Exception {
        String authority = hold.base.getAuthority();
        for (String method : List.of("COPY", "MOVE")) {
            hold.refused(hold.ask(method, HERE + "known.txt"));
            for (String destination : List.of(
                    "",
                    " ",
                    "x",
                    "known2.txt",
                    "../x",
                    "?x",
                    "#x",
                    "http://evil.example" + HERE + "x",
                    "http://" + authority + ".evil.example" + HERE + "x",
                    "https://" + authority + HERE + "x",
                    "ftp://" + authority + HERE + "x",
                    "http://127.0.0.1:1" + HERE + "x",
                    "http://127.0.0.1" + HERE + "x",
                    "http://myrmex:x@" + authority + HERE + "x",
                    "http://" + authority + "@evil.example" + HERE + "x",
                    "//" + authority + HERE + "x",
                    "//evil.example" + HERE + "x",
                    "http:" + HERE + "x",
                    "http://" + authority,
                    "file://" + hold.share + "/x",
                    "file:///etc/" + MARK,
                    HERE + "x?y",
                    HERE + "x#y",
                    "/",
                    "/d",
                    "/da",
                    "/dav",
                    "/dav/",
                    "/davx/shares/music/x",
                    "/DAV/shares/music/x",
                    "/shares/music/x",
                    "/api/v1/commands/stop",
                    "/dav/shares/",
                    "/dav/shares/new-" + MARK,
                    "/dav/network/x",
                    "/dav/nobody/x",
                    HERE + "a\\b",
                    HERE + "x\", \"" + HERE + "y",
                    "<" + HERE + "x>",
                    "x".repeat(5_000))) {
                hold.refusedOr502(hold.ask(method, HERE + "known.txt", "Destination: " + destination));
            }
            hold.refused(hold.ask(method, HERE + "known.txt", "Destination: " + HERE + "none/x"));
        }
    }

    private void depths() throws Exception {
        String ask = HostileBody.PROPFIND.with("");
        for (String depth : List.of("7", "-1", "2", "00", "+1", "1 1", "infinit", "Infinity, 0", "9".repeat(100), "")) {
            for (String target : List.of(HERE, "/dav/", "/dav/network/", "/")) {
                hold.refused(hold.tell("PROPFIND", target, ask, "Depth: " + depth));
            }
            hold.refused(hold.ask("COPY", HERE + "folder/", "Depth: " + depth, "Destination: " + HERE + "x/"));
            hold.refused(hold.ask("MOVE", HERE + "folder/", "Depth: " + depth, "Destination: " + HERE + "x/"));
            hold.refused(hold.ask("DELETE", HERE + "folder/", "Depth: " + depth));
        }
        // the folder left out, as Microsoft's clients ask for it
        hold.is(hold.tell("PROPFIND", HERE, ask, "Depth: 1,noroot"), 207);
        hold.refused(hold.tell("PROPFIND", HERE, ask, "Depth: infinity,noroot"));
        for (String target : List.of("/", "/dav/", "/dav/shares/", HERE, "/dav/network/", "/dav/network/search/")) {
            hold.is(hold.tell("PROPFIND", target, ask, "Depth: infinity"), 403);
            hold.is(hold.tell("PROPFIND", target, ask), 403);
        }
        hold.refused(hold.ask("DELETE", HERE + "folder/", "Depth: 0"));
        hold.refused(hold.ask("MOVE", HERE + "folder/", "Depth: 0", "Destination: " + HERE + "x/"));
    }

    private void overwrites() throws Exception {
        for (String overwrite : List.of("X", "", "TF", "true", "T,F", "F F", "1", "ＴＦ")) {
            for (String method : List.of("COPY", "MOVE")) {
                hold.refused(hold.ask(
                        method,
                        HERE + "known.txt",
                        "Destination: " + HERE + "folder/inner.txt",
                        "Overwrite: " + overwrite));
            }
        }
    }

    private void readOnly() throws Exception {
        for (String place : READ_ONLY) {
            hold.refused(hold.tell("PUT", place, MARK));
            hold.refused(hold.ask("DELETE", place));
            // to make a folder there is how one searches
            if (!place.equals("/dav/network/search/")) {
                hold.refused(hold.ask("MKCOL", place + MARK));
            }
            hold.refused(hold.tell("PROPPATCH", place, HostileBody.PROPPATCH.with(MARK)));
            hold.refused(hold.tell("LOCK", place, HostileBody.LOCK.with(MARK)));
            hold.refused(hold.ask("UNLOCK", place, "Lock-Token: <urn:uuid:" + MARK + ">"));
            hold.refusedOr502(hold.ask("MOVE", place, "Destination: " + HERE + "taken"));
            hold.refusedOr502(hold.ask("MOVE", HERE + "known.txt", "Destination: " + place + "taken"));
            hold.refusedOr502(hold.ask("COPY", HERE + "known.txt", "Destination: " + place + "taken"));
        }
    }

    private void overridden() throws Exception {
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
            for (String method : List.of("DELETE", "PUT", "MOVE", "PROPPATCH", "MKCOL")) {
                Heard got = hold.ask("GET", HERE + "known.txt", header + ": " + method, "Destination: " + HERE + "x");
                assertEquals(KNOWN, hold.is(got, 200).body(), "it is a GET");
                hold.refused(hold.tell(
                        "POST", HERE + "known.txt?_method=" + method, "_method=" + method, header + ": " + method));
            }
        }
    }

    private void misused() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json")) {
            hold.refused(hold.tell("MKCOL", HERE + "new/", MARK, "Content-Type: " + type));
        }
        for (String target : List.of(HERE, HERE + "folder", HERE + "folder/", HERE + "new/", "/dav/shares/music")) {
            hold.refused(hold.tell("PUT", target, MARK));
        }
        hold.refused(hold.ask("MKCOL", HERE + "folder"));
        hold.refused(hold.ask("MKCOL", HERE + "known.txt"));
        hold.refused(hold.ask("MKCOL", HERE + "none/new"));
        hold.refused(hold.tell("PUT", HERE + "none/new", MARK));
        for (String target : List.of(HERE + "folder/#ment", HERE + "known.txt#x", HERE + "folder#", HERE + "#")) {
            hold.refused(hold.ask("DELETE", target));
        }
    }

    private void strangeMethods() throws Exception {
        for (String method : List.of("TRACE", "TRACK", "CONNECT")) {
            Heard heard = hold.is(hold.ask(method, HERE, "Max-Forwards: 0"), 400, 405);
            assertFalse(heard.text().contains(hold.bearer.substring(30)), heard.text());
        }
        hold.is(hold.ask("CONNECT", "evil.example:443"), 400, 405, 421);
        for (String method : List.of(
                "PATCH",
                "POST",
                "BIND",
                "ACL",
                "CHECKOUT",
                "BASELINE-CONTROL",
                "get",
                "Get",
                "PROPFINDX",
                "X",
                "PRI",
                MARK,
                "${x}",
                "%47ET",
                "GET\u00e9",
                "<x>",
                "G\tET",
                "(",
                "X".repeat(10_000))) {
            hold.is(hold.ask(method, HERE), 400, 403, 405, 414, 431, 501, 505);
        }
        hold.is(hold.send("\r\n\r\n\0\0\0GET"), 0, 400);
        hold.is(hold.send("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + MARK), 0, 400);
        hold.is(hold.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 0, 400, 405, 426, 505);
    }

    private void partialPut() throws Exception {
        for (String range : List.of("bytes 2-3/5", "bytes 0-0/*", "bytes */5", "2-3", "x", "bytes 99-1/2")) {
            hold.is(hold.tell("PUT", HERE + "known.txt", "XX", "Content-Range: " + range), 400);
            hold.is(hold.tell("PUT", HERE + "new.txt", "XX", "Content-Range: " + range), 400);
        }
    }

    private void forms() throws Exception {
        for (String target :
                List.of("/dav/", HERE, HERE + "known.txt", "/dav/network/search/", "/dav/network/search/" + MARK)) {
            hold.refused(hold.tell("POST", target, "words=" + MARK, "Content-Type: application/x-www-form-urlencoded"));
            hold.refused(hold.tell("POST", target, "_method=DELETE", "Content-Type: text/plain"));
            hold.refused(hold.tell(
                    "POST",
                    target,
                    "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../" + MARK + "\"\r\n\r\n" + MARK
                            + "\r\n--x--\r\n",
                    "Content-Type: multipart/form-data; boundary=x"));
        }
    }

    /** Leaves so much room, and what is to stay whole. */
    private static Path filled() throws IOException {
        Path ballast = hold.disk.root().resolve("music/ballast.bin");
        byte[] piece = new byte[1 << 20];
        new Random(1).nextBytes(piece);
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (hold.disk.freeBytes() > (long) ROOM_MEBIBYTES << 20) {
                out.write(piece);
            }
        }
        return ballast;
    }

    private void statedTooLong() throws Exception {
        Path ballast = filled();
        for (String length : List.of("100000000", "9223372036854775807")) {
            for (String target : List.of(HERE + "known.txt", HERE + "new.bin")) {
                // the client waits until it is told to go on, which it must not be
                String head = hold.request("PUT", target, "Content-Length: " + length, "Expect: 100-continue");
                hold.is(Talk.say(hold.base, Stronghold.SOON_MILLIS, head), 413, 507);
                hold.is(
                        Talk.say(hold.base, Stronghold.SOON_MILLIS, out -> {
                            out.write(hold.request("PUT", target, "Content-Length: " + length)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                            pour(out, ROOM_MEBIBYTES * 4);
                        }),
                        413,
                        507);
            }
        }
        hold.refused(hold.ask("PUT", HERE + "new.bin", "Content-Length: 9223372036854775808"));
        hold.refused(hold.ask("PUT", HERE + "new.bin", "Content-Length: -1"));
        Files.delete(ballast);
    }

    private static void pour(OutputStream out, int mebibytes) throws IOException {
        byte[] piece = new byte[1 << 20];
        for (int i = 0; i < mebibytes; i++) {
            out.write(piece);
        }
    }

    private void chunkedTooLong() throws Exception {
        Path ballast = filled();
        byte[] piece = new byte[1 << 20];
        for (String target : List.of(HERE + "known.txt", HERE + "new.bin")) {
            for (String header : List.of("X-No: more", "X-Expected-Entity-Length: 1000000000000")) {
                hold.is(
                        Talk.say(hold.base, Stronghold.SOON_MILLIS, out -> {
                            out.write(hold.request("PUT", target, "Transfer-Encoding: chunked", header)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                            for (int i = 0; i < ROOM_MEBIBYTES * 4; i++) {
                                out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                                out.write(piece);
                                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                            }
                        }),
                        413,
                        507);
                assertTrue(hold.disk.freeBytes() > (long) (ROOM_MEBIBYTES - 2) << 20, "all of it is free again");
            }
        }
        // what else is written to a full disk
        try (OutputStream rest = Files.newOutputStream(hold.share.resolve("rest.bin"))) {
            pour(rest, ROOM_MEBIBYTES * 2);
        } catch (IOException full) {
            assertTrue(hold.disk.freeBytes() < 1 << 20, "it is full");
        }
        hold.is(hold.tell("PUT", HERE + "new.txt", "x".repeat(100_000)), 507);
        hold.is(hold.tell("PUT", HERE + "known.txt", "x".repeat(100_000)), 507);
        hold.is(hold.ask("COPY", HERE + "ballast.bin", "Destination: " + HERE + "copy.bin"), 507);
        hold.is(hold.ask("MOVE", HERE + "rest.bin", "Destination: " + HERE + "moved.bin"), 201, 507);
        hold.isAsEver();
        Files.deleteIfExists(hold.share.resolve("rest.bin"));
        Files.deleteIfExists(hold.share.resolve("moved.bin"));
        Files.delete(ballast);
    }

    private void lyingLengths() throws Exception {
        String known = HERE + "known.txt";
        // less comes than was said
        for (String header : List.of("Content-Length: 1000", "Content-Length: 22")) {
            hold.is(
                    Talk.say(
                            hold.base,
                            Stronghold.SOON_MILLIS,
                            Talk.Then.HANG_UP,
                            out -> out.write((hold.request("PUT", known, header) + "short")
                                    .getBytes(StandardCharsets.ISO_8859_1))),
                    0,
                    400);
            hold.isAsEver();
        }
        String chunk = "5\r\nshort\r\n0\r\n\r\n";
        for (String length : List.of("4", "6", "0", "1000", "-1", "x", "5, 6", "")) {
            hold.is(
                    hold.send(hold.request(
                                    "PUT", known, "Transfer-Encoding: chunked", "X-Expected-Entity-Length: " + length)
                            + chunk),
                    400);
        }
        hold.is(hold.tell("PUT", known, "short", "X-Expected-Entity-Length: 6"), 400);
        // more comes than was said: the rest is no part of it, nor a request
        Heard more =
                hold.send(hold.request("PUT", HERE + "short.txt", "Content-Length: 5") + "short and DELETE " + known);
        hold.is(more, 201, 400);
        if (more.status() == 201) {
            assertEquals("short", hold.ask("GET", HERE + "short.txt").body());
            hold.is(hold.ask("DELETE", HERE + "short.txt"), 204);
        }
    }

    private void cutOff() throws Exception {
        for (String header : List.of("Content-Length: 8000000", "Transfer-Encoding: chunked")) {
            for (String target : List.of(HERE + "known.txt", HERE + "new.bin")) {
                try (var socket = new java.net.Socket(hold.base.getHost(), hold.base.getPort())) {
                    OutputStream out = socket.getOutputStream();
                    out.write(hold.request("PUT", target, header).getBytes(StandardCharsets.ISO_8859_1));
                    out.write(header.startsWith("T") ? "800000\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                    pour(out, 4);
                    hold.isAsEver();
                    // with a reset, and the bytes that are under way are lost
                    socket.setSoLinger(true, 0);
                }
                hold.awaitNoUpload();
                assertEquals(404, hold.ask("GET", HERE + "new.bin").status());
            }
        }
    }

    private void copyBomb() throws Exception {
        Path bomb = Files.createDirectory(hold.share.resolve("bomb"));
        Bytes.random(bomb.resolve("a.bin"), 12 << 20, 1);
        int status = 201;
        for (int i = 0; i < 12 && status == 201; i++) {
            Heard copied = hold.ask("COPY", HERE + "bomb/", "Destination: " + HERE + "twin/");
            status = hold.is(copied, 201, 207, 507).status();
            if (status == 201) {
                hold.is(hold.ask("MOVE", HERE + "twin/", "Destination: " + HERE + "bomb/x" + i + "/"), 201);
            }
        }
        assertTrue(status == 507 || status == 207, "it ends when there is no more room: " + status);
        hold.isAsEver();
        hold.awaitNoUpload();
        hold.is(hold.ask("DELETE", HERE + "bomb/"), 204);
        hold.is(hold.ask("DELETE", HERE + "twin/"), 204, 404);
        // many small things rather than few large ones
        Path seeds = Files.createDirectory(hold.share.resolve("seeds"));
        for (int i = 0; i < 100; i++) {
            Files.createFile(seeds.resolve("f" + i));
        }
        for (int i = 0; i < Full.or(9, 5); i++) {
            hold.is(hold.ask("COPY", HERE + "seeds/", "Destination: " + HERE + "twin/"), 201, 207, 507);
            hold.is(hold.ask("MOVE", HERE + "twin/", "Destination: " + HERE + "seeds/x" + i + "/"), 201, 404);
        }
        hold.is(hold.ask("DELETE", HERE + "seeds/"), 204);
    }
}
