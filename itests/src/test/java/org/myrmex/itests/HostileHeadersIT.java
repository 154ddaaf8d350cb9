package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.KNOWN;
import static org.myrmex.itests.Stronghold.MARK;
import static org.myrmex.itests.Stronghold.SOON_MILLIS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/** Inputs 39 to 48 of the list of hostile ones in {@code docs/hostile-requests.md}: headers, framing of messages, and patience. */
class HostileHeadersIT {
    /** One more than bodies that are taken at once, in full more than the server has threads (200). */
    private static final int SLOW_CLIENTS = Full.or(250, 65);

    private static final int LOCKS = Full.or(100_000, 300);
    private static final int REFRESHES = Full.or(1_000, 20);
    private static final int SLOW_SECONDS = Full.or(100, 6);
    private static final int MAX_THREADS = 320;
    private static final int CROWD = Full.or(5_000, 600);
    private static final int MAX_CONNECTIONS = 500;
    private static final String CLOSED = "myrmex_closed_connections_total{bundle=\"org.myrmex.http\"}";
    /** A head is to be complete after 40 s, and who is late is looked for each 5 s. */
    private static final int HEAD_SECONDS = 60;

    private static final List<String> CHANGES = List.of("PUT", "DELETE", "PROPPATCH", "MKCOL", "MOVE", "COPY");

    @TempDir
    static Path folder;

    private static Stronghold hold;

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.4", folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> headers() {
        return Stream.of(
                hold.withstands(39, "If: long, unclosed, of other hosts, nested", this::ifs),
                hold.withstands(40, "another one's token, or one of another place", this::tokens),
                hold.withstands(41, "If: (Not <DAV:no-lock>) on what is locked", this::noLock),
                hold.withstands(42, "locks on nothing, by the thousand", this::lockNulls),
                hold.withstands(42, "shared locks on one file, by the thousand", this::sharedLocks),
                hold.withstands(42, "timeouts without end, refreshed again and again", this::timeouts),
                hold.withstands(42, "locks that are left alone", this::leftAlone),
                hold.withstands(43, "ranges: 2,000, overlapping, of nothing, beyond the end", this::ranges),
                hold.withstands(44, "entity tags: weak, in lists, torn; If-Range with dates", this::tags),
                hold.withstands(45, "two lengths, two framings, a request within a request", this::smuggling),
                hold.withstands(45, "bare line feeds, folding, 1 MB of headers", this::framing),
                hold.withstands(46, "Expect, and never a body", this::expectations),
                hold.withstands(46, "slow heads without a key", this::slowHeads),
                hold.withstands(46, "slow bodies", this::slowBodies),
                hold.withstands(46, "more connections than the peer takes", this::crowd),
                hold.withstands(47, "Translate: f with Unicode", this::translate),
                hold.withstands(48, "compressed bodies", this::compressed));
    }

    private void ifs() throws Exception {
        String token = "<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>";
        for (String value : List.of(
                "(" + token + ") ".repeat(1_000) + "x".repeat(64 << 10),
                ("(" + token + ") ").repeat(1_200),
                "(<a>)".repeat(5_000),
                "(<a>)".repeat(1_400),
                "(",
                "(<",
                "(<a",
                "(<a>",
                "([",
                "([\"",
                "([\"a",
                "([\"a\"",
                "(\"",
                "<",
                "<a",
                "<a>",
                "<a> (",
                "()",
                "( )",
                "[]",
                ")",
                "(Not",
                "(Not)",
                "(Not Not " + token + ")",
                "(Not (" + token + "))",
                "((" + token + "))",
                "(" + token + token + token + ")",
                "(NotNot" + token + ")",
                "(<>)",
                "([])",
                "([W/])",
                "([W/\"a\"])",
                "<http://evil.example/dav/shares/music/known.txt> (" + token + ")",
                "<http://evil.example:1/> (Not <DAV:no-lock>) (" + token + ")",
                "<//evil.example/x> (" + token + ")",
                "<" + HERE + "known.txt> (" + token + ") (" + token + " [\"x\"])",
                "(" + token + ") <" + HERE + "known.txt> (" + token + ")",
                "<" + "x".repeat(7_000) + "> (" + token + ")",
                "(<" + "x".repeat(7_000) + ">)",
                "(".repeat(7_000),
                "<".repeat(7_000),
                "[".repeat(7_000),
                "(Not ".repeat(1_400),
                "\u00ff\u00fe",
                "*",
                "\"\"",
                MARK)) {
            for (String method : CHANGES) {
                hold.refused(hold.ask(
                        method,
                        method.equals("MKCOL") ? HERE + "new" : HERE + "known.txt",
                        "If: " + value,
                        "Destination: " + HERE + "x",
                        "Content-Length: 0"));
            }
        }
        hold.refused(hold.ask("PUT", HERE + "known.txt", "If: (", "If: <a>)", "Content-Length: 0"));
    }

    private Heard lock(String target, String... headers) throws Exception {
        return hold.tell("LOCK", target, HostileBody.LOCK.with(MARK), headers);
    }

    private void tokens() throws Exception {
        String mine = HERE + "mine.txt";
        String other = HERE + "other.txt";
        hold.is(hold.tell("PUT", mine, "mine"), 201);
        hold.is(hold.tell("PUT", other, "other"), 201);
        String token = HostileMethodsIT.token(hold.is(lock(mine), 200));
        String others = HostileMethodsIT.token(hold.is(lock(other), 200));
        for (String value : List.of(
                "(" + others + ")",
                "<" + mine + "> (" + others + ")",
                "<" + other + "> (" + others + ")",
                "<http://" + hold.base.getAuthority() + other + "> (" + others + ")",
                "<" + HERE + "> (" + token + ")",
                "<" + other + "> (" + token + ")",
                "(Not " + others + ")",
                "(" + token.toUpperCase(Locale.ROOT) + ")",
                "(<DAV:no-lock>)",
                "(<urn:uuid:00000000-0000-0000-0000-000000000000>)")) {
            for (String method : List.of("PUT", "DELETE", "PROPPATCH", "MOVE")) {
                Heard heard = hold.tell(
                        method,
                        mine,
                        HostileBody.PROPPATCH.with(MARK),
                        "If: " + value,
                        "Destination: " + HERE + "x",
                        "Overwrite: T");
                hold.is(heard, 412, 423);
            }
        }
        hold.is(hold.ask("UNLOCK", mine, "Lock-Token: " + others), 400, 403, 409, 412);
        for (String odd :
                List.of("", "<>", "x", "<" + "x".repeat(7_000) + ">", others + ", " + token, "<DAV:no-lock>")) {
            hold.refused(hold.ask("UNLOCK", mine, "Lock-Token: " + odd));
        }
        assertEquals("mine", hold.ask("GET", mine).body());
        hold.is(hold.ask("UNLOCK", mine, "Lock-Token: " + token), 204);
        hold.is(hold.ask("UNLOCK", other, "Lock-Token: " + others), 204);
        hold.is(hold.ask("DELETE", mine), 204);
        hold.is(hold.ask("DELETE", other), 204);
    }

    private void noLock() throws Exception {
        String token = HostileMethodsIT.token(hold.is(lock(HERE + "known.txt"), 200));
        for (String value : List.of(
                "(Not <DAV:no-lock>)",
                "<" + HERE + "known.txt> (Not <DAV:no-lock>)",
                "(Not <DAV:no-lock> [\"x\"]) (Not <DAV:no-lock>)",
                "(<DAV:no-lock>) (Not <DAV:no-lock>)",
                "(Not <urn:x>)")) {
            for (String method : List.of("PUT", "DELETE", "PROPPATCH", "MOVE")) {
                hold.is(
                        hold.tell(
                                method,
                                HERE + "known.txt",
                                HostileBody.PROPPATCH.with(MARK),
                                "If: " + value,
                                "Destination: " + HERE + "x"),
                        412,
                        423);
            }
            hold.is(
                    hold.ask("COPY", HERE + "folder/inner.txt", "Destination: " + HERE + "known.txt", "If: " + value),
                    412,
                    423);
        }
        hold.is(hold.ask("UNLOCK", HERE + "known.txt", "Lock-Token: " + token), 204);
    }

    private void lockNulls() throws Exception {
        hold.is(hold.ask("MKCOL", HERE + "nulls/"), 201);
        int granted = 0;
        for (int i = 0; i < LOCKS; i++) {
            granted += hold.is(lock(HERE + "nulls/" + i + MARK, "Timeout: Infinite"), 201, 423, 503, 507)
                                    .status()
                            == 201
                    ? 1
                    : 0;
        }
        Heard listed = hold.is(hold.ask("PROPFIND", HERE + "nulls/", "Depth: 1"), 207);
        assertTrue(listed.bytes() < granted * 3_000L + 10_000, "an owner is not echoed without end: " + listed.bytes());
        hold.is(hold.ask("DELETE", HERE + "nulls/"), 207, 423);
        for (int i = 0; i < LOCKS; i++) {
            String target = HERE + "nulls/" + i + MARK;
            Matcher token = Pattern.compile("<D:href>(urn:uuid:[^<]*)<")
                    .matcher(hold.ask("PROPFIND", target, "Depth: 0").body());
            if (token.find()) {
                hold.is(hold.ask("UNLOCK", target, "Lock-Token: <" + token.group(1) + ">"), 204);
            }
        }
        hold.is(hold.ask("DELETE", HERE + "nulls/"), 204);
    }

    private void sharedLocks() throws Exception {
        String shared = HostileBody.LOCK.with(MARK).replace("<D:exclusive/>", "<D:shared/>");
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < LOCKS; i++) {
            Heard heard = hold.is(hold.tell("LOCK", HERE + "known.txt", shared), 200, 423, 503, 507);
            if (heard.status() == 200) {
                tokens.add(HostileMethodsIT.token(heard));
            }
        }
        hold.is(hold.tell("PUT", HERE + "known.txt", MARK), 423);
        for (String token : tokens) {
            hold.is(hold.ask("UNLOCK", HERE + "known.txt", "Lock-Token: " + token), 204);
        }
        assertTrue(!tokens.isEmpty(), "one at least");
    }

    private void timeouts() throws Exception {
        Pattern granted = Pattern.compile("<D:timeout>Second-([0-9]+)</D:timeout>");
        for (String timeout : List.of(
                "Infinite",
                "Infinite, Second-4100000000",
                "Second-4294967295",
                "Second-4294967296",
                "Second-9223372036854775807",
                "Second-" + "9".repeat(100),
                "Second--1",
                "Second-0",
                "Second-",
                "Minute-1",
                MARK,
                "")) {
            Heard heard = hold.is(lock(HERE + "known.txt", "Timeout: " + timeout), 200, 400);
            if (heard.status() == 200) {
                Matcher seconds = granted.matcher(heard.body());
                assertTrue(seconds.find(), heard.text());
                assertTrue(Long.parseLong(seconds.group(1)) <= 3_600, "an hour at most: " + heard.text());
                String token = HostileMethodsIT.token(heard);
                for (int i = 0; i < REFRESHES; i++) {
                    hold.is(
                            hold.ask("LOCK", HERE + "known.txt", "If: (" + token + ")", "Timeout: " + timeout),
                            200,
                            412);
                }
                hold.is(hold.ask("UNLOCK", HERE + "known.txt", "Lock-Token: " + token), 204, 409);
            }
        }
        hold.is(hold.ask("LOCK", HERE + "known.txt"), 400, 412);
        hold.is(hold.ask("LOCK", HERE + "known.txt", "If: (<urn:x>)"), 412);
    }

    private void leftAlone() throws Exception {
        for (int i = 0; i < 20; i++) {
            hold.is(lock(HERE + "left-" + i, "Timeout: Second-1"), 201);
        }
        hold.is(lock(HERE + "known.txt", "Timeout: Second-1"), 200);
        for (int i = 0; i < 600 && hold.ask("PROPFIND", HERE, "Depth: 1").text().contains("left-"); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        for (int i = 0; i < 20; i++) {
            hold.is(hold.ask("GET", HERE + "left-" + i), 404);
        }
        hold.is(hold.tell("PUT", HERE + "known.txt", KNOWN), 204);
        try (Stream<Path> names = Files.list(hold.share)) {
            assertEquals(
                    0,
                    names.filter(name -> name.getFileName().toString().startsWith("left-"))
                            .count());
        }
    }

    private void ranges() throws Exception {
        Path large = Bytes.random(hold.share.resolve("large.bin"), 1 << 20, 1);
        List<String> overlapping = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            overlapping.add("0-");
        }
        for (String range : List.of(
                "bytes=" + String.join(",", overlapping),
                "bytes=" + String.join(",", overlapping.subList(0, 200)),
                "bytes=" + String.join(",", overlapping.subList(0, 16)),
                "bytes=0-,-1000000,1-",
                "bytes=-0",
                "bytes=-9223372036854775808",
                "bytes=-99999999999999999999",
                "bytes=9223372036854775807-",
                "bytes=9223372036854775808-",
                "bytes=0-9223372036854775808",
                "bytes=0-18446744073709551616",
                "bytes=1048576-",
                "bytes=5-2",
                "bytes=-",
                "bytes=--1",
                "bytes=a-b",
                "bytes= 0 - 1 ",
                "bytes=0-0," + ",".repeat(5_000),
                "bytes",
                "lines=0-1",
                "BYTES=0-",
                "bytes=0-1;q=" + MARK)) {
            Heard heard = hold.is(hold.ask("GET", HERE + "large.bin", "Range: " + range), 200, 206, 416, 431);
            assertTrue(heard.bytes() < (1 << 20) + 8_192, "at most once what is there: " + heard.bytes());
            hold.is(hold.ask("HEAD", HERE + "large.bin", "Range: " + range), 200, 206, 416, 431);
            hold.is(hold.ask("GET", HERE, "Range: " + range), 200, 206, 416, 431);
        }
        assertTrue(hold.ask("GET", HERE + "large.bin", "Range: bytes=-2000000").bytes() > 1 << 20, "all of it");
        Files.delete(large);
    }

    private void tags() throws Exception {
        String tag = hold.ask("GET", HERE + "known.txt").text().replaceFirst("(?s).*ETag: (\"[^\"]*\").*", "$1");
        assertFalse(tag.startsWith("W/"), tag);
        for (String condition : List.of(
                "If-Match: W/\"zzz\"",
                "If-Match: W/" + tag,
                "If-Match: \"a\", \"b\"",
                "If-Match: \"a\"" + ", \"b\"".repeat(1_200),
                "If-Match: " + tag.substring(0, tag.length() - 1),
                "If-Match: " + tag.replace("\"", ""),
                "If-Match: ",
                "If-Match: ,",
                "If-Match: \"",
                "If-Match: *, " + tag,
                "If-None-Match: *",
                "If-None-Match: " + tag,
                "If-None-Match: \"a\", W/" + tag,
                "If-None-Match: \"",
                "If-None-Match: *\r\nIf-Match: *",
                "If-Match: " + tag + "\r\nIf-None-Match: " + tag,
                "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")) {
            hold.is(hold.tell("PUT", HERE + "known.txt", MARK, condition), 412);
        }
        for (String date : List.of(
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "0",
                "-1",
                "Thu, 99 Foo 99999 99:99:99 GMT",
                "x".repeat(5_000),
                "W/" + tag,
                "\"zzz\"",
                "")) {
            Heard ranged = hold.is(hold.ask("GET", HERE + "known.txt", "Range: bytes=0-3", "If-Range: " + date), 200);
            assertEquals(KNOWN, ranged.body(), "whole, since it may be another one");
            hold.is(hold.ask("GET", HERE + "known.txt", "If-Modified-Since: " + date), 200, 304);
            hold.is(hold.ask("GET", HERE + "known.txt", "If-Unmodified-Since: " + date), 200, 412);
        }
        hold.is(hold.ask("GET", HERE + "known.txt", "Range: bytes=0-3", "If-Range: " + tag), 206);
    }

    /** Whatever the first request is taken for, the second is part of its body and no request. */
    private void smuggling() throws Exception {
        String hidden = hold.request("DELETE", HERE + "known.txt");
        String chunked = "Transfer-Encoding: chunked";
        int length = hidden.length() + 5;
        for (String[] framing : List.of(
                new String[] {"Content-Length: " + length, chunked},
                new String[] {chunked, "Content-Length: " + length},
                new String[] {"Content-Length: 5", "Content-Length: " + length},
                new String[] {"Content-Length: 5, " + length},
                new String[] {"Content-Length: +5"},
                new String[] {"Content-Length: 0x5"},
                new String[] {"Content-Length: 5 5"},
                new String[] {"Content-Length : 5"},
                new String[] {"Content-Length:\t\u000b5"},
                new String[] {chunked + ", identity"},
                new String[] {"Transfer-Encoding: identity, chunked"},
                new String[] {"Transfer-Encoding: xchunked"},
                new String[] {"Transfer-Encoding : chunked"},
                new String[] {"Transfer-Encoding: chunked, chunked"},
                new String[] {"Transfer-Encoding: \"chunked\""},
                new String[] {"Transfer-Encoding:\u000bchunked"},
                new String[] {"Transfer-Encoding: chunked", "Transfer-Encoding: identity"},
                new String[] {"Transfer-Encoding: gzip, chunked"},
                new String[] {"Transfer\u00adEncoding: chunked", "Content-Length: +1"})) {
            for (String method : List.of("PUT", "PROPFIND", "GET")) {
                String head =
                        hold.request(method, HERE + "new-" + MARK, framing).replace("Connection: close\r\n", "");
                hold.is(hold.send(head + "0\r\n\r\n" + hidden), 400, 501);
            }
        }
        for (String body : List.of(
                "fffffffffffffffff\r\nx",
                "ffffffffffffffff\r\nx",
                "7fffffffffffffff\r\nx",
                "-1\r\nx",
                "0x5\r\nshort\r\n0\r\n\r\n",
                " 5\r\nshort\r\n0\r\n\r\n",
                "5\nshort\n0\n\n",
                "5\r\nshortXX0\r\n\r\n",
                "5\r\nshort",
                "g\r\n",
                "5;" + "x".repeat(100_000) + "\r\nshort\r\n0\r\n\r\n",
                "0\r\n" + "T: x\r\n".repeat(100_000) + "\r\n",
                "\r\n\r\n")) {
            String head = hold.request("PUT", HERE + "known.txt", chunked, "X-Expected-Entity-Length: 1000");
            hold.is(
                    Talk.say(
                            hold.base,
                            SOON_MILLIS,
                            Talk.Then.HANG_UP,
                            out -> out.write((head + body + hidden).getBytes(StandardCharsets.ISO_8859_1))),
                    0,
                    400,
                    413,
                    431);
        }
    }

    private void framing() throws Exception {
        String host = "Host: " + hold.base.getAuthority();
        for (String request : List.of(
                "GET " + HERE + " HTTP/1.1\n" + host + "\n" + hold.bearer + "\n\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\n" + hold.bearer + "\r\nX-A: a\r\n b\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n " + host + "\r\n\r\n",
                "GET  " + HERE + " HTTP/1.1\r\n" + host + "\r\n\r\n",
                "GET " + HERE + " HTTP/9.9\r\n" + host + "\r\n\r\n",
                "GET " + HERE + "\r\n" + host + "\r\n\r\n",
                "GET " + HERE + " http/1.1\r\n" + host + "\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\n: empty\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\nNo colon\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\nX-\0: a\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\nX-A: a\0b\r\n\r\n",
                "GET " + HERE + " HTTP/1.1\r\n" + host + "\r\nX-A: a\rb\r\n\r\n")) {
            Heard heard = Talk.say(
                    hold.base,
                    SOON_MILLIS,
                    Talk.Then.HANG_UP,
                    out -> out.write(request.getBytes(StandardCharsets.ISO_8859_1)));
            // without a key, or refused before that is asked; a bare line feed may end a line (RFC 9112, 2.2)
            hold.is(heard, 0, 200, 400, 401, 505);
        }
        for (String header : List.of(
                "X-A: " + "x".repeat(1 << 20), "x".repeat(1 << 20) + ": a", "Cookie: " + "a=b; ".repeat(200_000))) {
            hold.is(hold.ask("GET", HERE, header), 0, 431);
        }
        hold.is(hold.ask("GET", HERE, "X-A: a\r\n".repeat(130_000) + "X-B: b"), 0, 431);
        hold.is(hold.ask("GET", HERE, "X-" + MARK + ": x\r\n".repeat(500) + "X-B: b"), 200, 400, 431);
    }

    private void expectations() throws Exception {
        for (String expect : List.of("200-ok", "100-continue, x", "x".repeat(1_000), "")) {
            hold.is(
                    hold.tell("PUT", HERE + "known.txt", KNOWN, "Expect: " + expect, "If-Match: \"none\""),
                    412,
                    417,
                    400);
        }
        // the body never comes: nobody else waits for it, and in the end neither does the peer
        List<Future<Heard>> waiting = new ArrayList<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        for (int i = 0; i < 20; i++) {
            String head = hold.request(
                    i % 2 == 0 ? "PUT" : "PROPFIND",
                    HERE + "known.txt",
                    "Expect: 100-continue",
                    "Content-Length: 1000");
            waiting.add(clients.submit(() -> Talk.say(hold.base, 2_000, head)));
        }
        for (int i = 0; i < 5; i++) {
            hold.isAsEver();
        }
        for (Future<Heard> each : waiting) {
            int status = each.get().status();
            assertTrue(
                    status == 0 || status == 400,
                    "half a request is none: " + each.get().text());
        }
        clients.shutdown();
    }

    /** As many as a slow client may open without showing a key. */
    private void slowHeads() throws Exception {
        String head = "GET " + HERE + " HTTP/1.1\r\nHost: " + hold.base.getAuthority() + "\r\nX-" + MARK + ": ";
        slowly(head, "x", 400, 401);
        String body = "PUT " + HERE + "known.txt HTTP/1.1\r\nHost: " + hold.base.getAuthority()
                + "\r\nContent-Length: 100000\r\n\r\n";
        slowly(body, "x", 400, 401);
        if (Full.on()) {
            Heard heard = Talk.say(hold.base, TimeUnit.SECONDS.toMillis(HEAD_SECONDS), out -> {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    TimeUnit.SECONDS.sleep(5);
                    out.write('x');
                }
            });
            assertTrue(
                    heard.ended() && heard.millis() > TimeUnit.SECONDS.toMillis(35), "ended after " + heard.millis());
        }
    }

    /** Clients that say nothing, or the beginning of a head: they put out one another, and whoever asks is served. */
    private void crowd() throws Exception {
        double before = hold.figure(CLOSED);
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                Socket socket = new Socket(hold.base.getHost(), hold.base.getPort());
                idle.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream().write(("GET " + HERE + MARK).getBytes(StandardCharsets.US_ASCII));
                }
            }
            hold.isAsEver();
            hold.peer.say("status");
            assertTrue(
                    hold.figure("myrmex_connections{bundle=\"org.myrmex.http\"}") <= MAX_CONNECTIONS,
                    "they have a cap");
            assertTrue(hold.figure(CLOSED) - before >= CROWD - MAX_CONNECTIONS, "so many were put out");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private void slowBodies() throws Exception {
        for (String method : List.of("PUT", "PROPFIND")) {
            slowly(hold.request(method, HERE + "known.txt", "Content-Length: 100000"), "x", 400, 408, 503);
            slowly(hold.request(method, HERE + "known.txt", "Transfer-Encoding: chunked"), "1\r\nx\r\n", 400, 408, 503);
        }
    }

    /** Many at once, a piece a second each; meanwhile an honest client is served. */
    private void slowly(String head, String piece, int... endings) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<Heard>> slow = new ArrayList<>();
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            slow.add(clients.submit(() -> Talk.say(hold.base, TimeUnit.SECONDS.toMillis(SLOW_SECONDS) / 4, out -> {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            })));
        }
        TimeUnit.MILLISECONDS.sleep(300);
        for (int i = 0; i < 5; i++) {
            long from = System.nanoTime();
            hold.isAsEver();
            assertTrue(
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) < SOON_MILLIS,
                    "an honest client is served");
        }
        assertTrue(hold.figure("jvm_threads_current") < MAX_THREADS, "threads have a cap");
        for (Future<Heard> each : slow) {
            int status = each.get().status();
            assertTrue(
                    status == 0 || java.util.stream.IntStream.of(endings).anyMatch(s -> s == status),
                    each.get().text());
        }
        clients.shutdown();
    }

    private void translate() throws Exception {
        for (String path : List.of(
                "%c0%af..%c0%af",
                "..%c0%af..%c0%afetc/passwd", "%c1%9c..", "known.txt%20", "known.txt::$DATA", "%u0061")) {
            hold.is(hold.ask("GET", HERE + path, "Translate: f"), 400, 404);
            Heard stranger = hold.send("GET " + HERE + path + " HTTP/1.1\r\nHost: " + hold.base.getAuthority()
                    + "\r\nTranslate: f\r\nConnection: close\r\n\r\n");
            hold.is(stranger, 400, 401);
        }
        for (String value : List.of("f", "F", "t", MARK, "")) {
            assertEquals(
                    KNOWN,
                    hold.is(hold.ask("GET", HERE + "known.txt", "Translate: " + value), 200)
                            .body());
            hold.is(
                    hold.send("PROPFIND " + HERE + " HTTP/1.1\r\nHost: " + hold.base.getAuthority() + "\r\nTranslate: "
                            + value + "\r\nConnection: close\r\n\r\n"),
                    401);
        }
    }

    private void compressed() throws Exception {
        byte[] bomb = gzip(" ".repeat(10 << 20));
        byte[] small = gzip(HostileBody.PROPFIND.with(""));
        for (String coding : List.of("gzip", "x-gzip", "deflate", "br", "gzip, gzip", "GZIP", MARK)) {
            for (HostileBody method : HostileBody.values()) {
                hold.refused(hold.tell(method.name(), method.target(), bomb, "Content-Encoding: " + coding));
                hold.refused(hold.tell(method.name(), method.target(), small, "Content-Encoding: " + coding));
            }
            // kept as they are, the bytes would be given to others without the header that tells what they are
            hold.is(hold.tell("PUT", HERE + "known.txt", bomb, "Content-Encoding: " + coding), 415);
        }
        Heard plain = hold.is(hold.ask("GET", HERE + "known.txt", "Accept-Encoding: gzip, br, *"), 200);
        assertFalse(plain.text().toLowerCase(Locale.ROOT).contains("content-encoding"), plain.text());
        hold.is(hold.ask("GET", HERE + "known.txt", "Accept-Encoding: identity;q=0, *;q=0"), 200, 406);
        hold.is(hold.tell("PUT", HERE + "plain.txt", "x", "Content-Encoding: identity"), 201);
        hold.is(hold.ask("DELETE", HERE + "plain.txt"), 204);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
