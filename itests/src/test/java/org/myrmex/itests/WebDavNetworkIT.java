package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;

/** Files of C, three links away, and of D, whose link is slow, read by curl out of A's network drive. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebDavNetworkIT {
    private static final int SIZE = Full.or(1 << 30, 200 << 20);
    /** Of the file's middle, on no boundary of a block. */
    private static final int FROM = SIZE / 2 - 7;

    private static final int COUNT = 16;
    /** Most that A may take in for these bytes: 8 MiB of 1 GiB. */
    private static final long MOST = Full.or(8 << 20, 2 << 20);

    /** What a player needs of a video: where its pictures lie. Behind them, as cameras write it. */
    private static final int INDEX_BYTES = 300_000;

    private static final long MOST_FOR_INDEX = 4 << 20;

    /** Slow enough that a client goes in the middle. */
    private static final int SLOW_BYTES_PER_SECOND = 200_000;

    private static final int SLOW_SIZE = 8 << 20;
    private static final long CANCEL_MILLIS = 1_000;
    /** Seven seconds are waited for an answer; the rest is the machine's, and less than the whole patience of 20. */
    private static final long MOST_MILLIS_FOR_NOTHING = 14_000;
    /** A busy machine only makes it longer: the quickest counts. */
    private static final int ROUNDS = 8;

    private static final String WORD = "zebraquagga";
    private static final String SLOW_WORD = "slowquokka";
    private static final String LYING_WORD = "lyinglemur";
    private static final int LYING_SIZE = 2 << 20;

    @TempDir
    static Path folder;

    private static Path source;
    private static TestPeer a;
    private static TestPeer b;
    private static TestPeer c;
    private static TestPeer d;
    private static TestPeer e;
    private static Drive drive;

    @BeforeAll
    static void startAll() throws Exception {
        Tools.need("curl", "curl");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        source = Video.write(shared.resolve(WORD + ".bin"), SIZE, INDEX_BYTES);
        Path slow = Files.createDirectory(folder.resolve("slow"));
        Bytes.random(slow.resolve(SLOW_WORD + ".bin"), SLOW_SIZE, 1);
        Path conf = Files.createDirectories(folder.resolve("home-127.0.4.1/conf"));
        Files.writeString(
                conf.resolve("org.myrmex.mesh.json"),
                "{\"maxLinks\": 32, \"linkBytesPerSecond\": " + SLOW_BYTES_PER_SECOND + "}\n");
        b = TestPeer.start("127.0.2.1", folder);
        a = TestPeer.launch("127.0.1.1", folder, "--peer", b.uri());
        Path lying = Files.createDirectory(folder.resolve("lying"));
        Bytes.random(lying.resolve(LYING_WORD + ".bin"), LYING_SIZE, 2);
        e = TestPeer.start("127.0.5.1", folder, "--peer", b.uri(), "--share", lying.toString());
        c = TestPeer.launch("127.0.3.1", folder, "--peer", e.uri(), "--share", shared.toString());
        d = TestPeer.launch("127.0.4.1", folder, "--peer", e.uri(), "--share", slow.toString());
        a.awaitUp();
        c.awaitUp();
        d.awaitUp();
        b.awaitLinks(2);
        e.awaitLinks(3);
        drive = new Drive(a, folder);
        awaitHashed();
    }

    private static void awaitHashed() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            String shares = c.ask("shares", "--json");
            if (Json.number(shares, "files") == 1 && Json.number(shares, "pending") == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the share was never hashed: " + c.say("shares"));
    }

    @AfterAll
    static void endAll() {
        Stream.of(a, b, c, d, e).filter(Objects::nonNull).forEach(TestPeer::close);
    }

    @Test
    @Order(1)
    void aFewBytesOfALargeFileCostLittle() throws Exception {
        String path = "/network/content/" + a.find(WORD) + "/some.bin";
        long before = readBy(a);
        long from = System.nanoTime();
        Path part = folder.resolve("part");
        drive.ask(path, "-r", FROM + "-" + (FROM + COUNT - 1), "-o", part.toString());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        long taken = readBy(a) - before;
        assertEquals(Arrays.toString(bytes(source, FROM, COUNT)), Arrays.toString(Files.readAllBytes(part)));
        System.out.println(
                "range of " + COUNT + " bytes out of " + SIZE + ": " + millis + " ms, " + taken + " bytes read");
        assertTrue(millis < 20_000, "it took " + millis + " ms");
        assertTrue(taken < MOST, "it took in " + taken + " bytes");

        int more = 3 << 20;
        drive.ask(path, "-r", "0-" + (more - 1), "-o", part.toString());
        assertTrue(readBy(a) - before > more, "what arrives is counted");

        String head = drive.ask(path, "-I");
        String found = drive.ask(path, "-X", "PROPFIND", "-H", "Depth: 0");
        String tag = first("(?i)etag: \"([0-9a-f]{64})\"", head);
        assertEquals(tag, first("<D:getetag>\"(.*?)\"</D:getetag>", found));
        assertEquals(Integer.toString(SIZE), first("(?i)content-length: (\\d+)", head));
        assertEquals(Integer.toString(SIZE), first("<D:getcontentlength>(\\d+)</D:getcontentlength>", found));

        String listed = drive.ask("/network/search/" + WORD + "/", "-X", "PROPFIND", "-H", "Depth: 1");
        assertEquals(tag, first("<D:getetag>\"(.*?)\"</D:getetag>", listed));
        for (String place : new String[] {path, "/network/search/" + WORD + "/x", "/network/x"}) {
            assertEquals(403, drive.status(place, "-T", part.toString()), place);
            assertEquals(403, drive.status(place, "-X", "DELETE"), place);
        }
        String logged = a.say("logs", "-n", "1000") + a.printed();
        assertTrue(!logged.contains(WORD) && !logged.contains(tag), logged);
    }

    @Test
    @Order(2)
    void theIndexOfAVideoIsReadWithoutTheVideo() throws Exception {
        String path = "/network/content/" + a.find(WORD) + "/some.mp4";
        long before = readBy(a);
        long served = c.figure("served_bytes_total");
        // as players do: the whole is asked for, and closed when its begin says where the index is
        String begin = String.join(" ", drive.curl(path, "-r", "0-")) + " 2> closed | head -c 65536 > begin";
        Program.say(folder, Map.of(), List.of("sh", "-c", begin));
        byte[] head = Files.readAllBytes(folder.resolve("begin"));
        assertEquals(65_536, head.length);
        long at = Video.indexAt(head);
        Path index = folder.resolve("index");
        drive.ask(path, "-r", at + "-", "-o", index.toString());
        long taken = readBy(a) - before;
        long given = c.figure("served_bytes_total") - served;
        System.out.println("index of " + INDEX_BYTES + " bytes of a video of " + SIZE + " over 3 links: " + taken
                + " bytes read by the downloader, " + given + " served by the source");
        assertEquals(SIZE - INDEX_BYTES, at);
        assertArrayEquals(bytes(source, at, INDEX_BYTES), Files.readAllBytes(index));
        assertTrue(given >= INDEX_BYTES && given < MOST_FOR_INDEX, "served: " + given);
        assertTrue(taken >= INDEX_BYTES && taken < MOST_FOR_INDEX, "taken: " + taken);
    }

    @Test
    @Order(3)
    void whoClosesEndsTheTransferFromASlowSource() throws Exception {
        String path = "/network/content/" + a.find(SLOW_WORD) + "/slow.bin";
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && quickest >= CANCEL_MILLIS; i++) {
            closeInTheMiddle(path);
            long closed = System.nanoTime();
            awaitNone(a, "open_streams");
            awaitNone(d, "open_uploads");
            quickest = Math.min(quickest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closed));
        }
        System.out.println("closed while a slow source sends: ended after " + quickest + " ms");
        assertTrue(quickest < CANCEL_MILLIS, "it took " + quickest + " ms");
    }

    @Test
    @Order(4)
    void whoClosesEndsTheTransferFromASourceThatFellSilent() throws Exception {
        String path = "/network/content/" + a.find(SLOW_WORD) + "/slow.bin";
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && quickest >= CANCEL_MILLIS; i++) {
            try {
                closeInTheSilence(path);
                long closed = System.nanoTime();
                awaitNone(a, "open_streams");
                quickest = Math.min(quickest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closed));
            } finally {
                signal(d, "-CONT");
            }
            awaitNone(d, "open_uploads");
        }
        System.out.println("closed while a source is silent: ended after " + quickest + " ms");
        assertTrue(quickest < CANCEL_MILLIS, "it took " + quickest + " ms");
    }

    private static Path got() {
        return folder.resolve("slow-got");
    }

    /** A client that has a part and waits for more. */
    private static Program reading(String path) throws Exception {
        Files.deleteIfExists(got());
        Program curl = drive.begin(path, "-N", "-o", got().toString());
        for (int i = 0; !Files.exists(got()) || Files.size(got()) < SLOW_BYTES_PER_SECOND; i++) {
            assertTrue(curl.isAlive() && i < 6_000, "it does not get so far: " + curl.err());
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return curl;
    }

    private static void closeInTheMiddle(String path) throws Exception {
        try (Program curl = reading(path)) {
            assertTrue(curl.isAlive() && Files.size(got()) < SLOW_SIZE, "in the middle");
            assertEquals(1, a.figure("open_streams"));
            assertEquals(1, d.figure("open_uploads"));
        }
    }

    private static void closeInTheSilence(String path) throws Exception {
        try (Program curl = reading(path)) {
            signal(d, "-STOP");
            long silent = 0;
            for (long last = -1; last != silent; silent = Files.size(got())) {
                last = silent;
                TimeUnit.MILLISECONDS.sleep(1_000);
            }
            assertTrue(curl.isAlive() && silent < SLOW_SIZE, "it waits");
            assertEquals(1, a.figure("open_streams"));
        }
    }

    private static void awaitNone(TestPeer peer, String figure) throws Exception {
        for (int i = 0; peer.figure(figure) > 0; i++) {
            assertTrue(i < 3_000, figure + " stays");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void signal(TestPeer peer, String signal) throws Exception {
        Program.say(folder, Map.of(), List.of("kill", signal, Long.toString(peer.pid())));
    }

    @Test
    @Order(5)
    void whatNobodyHasIsSaidSoonAndWhoGoesIsNotSoughtFor() throws Exception {
        Path body = Files.writeString(folder.resolve("body"), "x");
        List<List<String>> asking = List.of(
                List.of("404"),
                List.of("404", "-X", "PROPFIND", "-H", "Depth: 1"),
                List.of("403", "-T", body.toString()));
        for (int i = 0; i < asking.size(); i++) {
            List<String> options = asking.get(i);
            long from = System.nanoTime();
            int status = drive.status(
                    nobodyHas(i), options.subList(1, options.size()).toArray(String[]::new));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
            System.out.println("of what nobody has: " + status + " after " + millis + " ms");
            assertEquals(options.get(0), Integer.toString(status));
            assertTrue(millis < MOST_MILLIS_FOR_NOTHING, "it took " + millis + " ms");
        }
        long quickest = Long.MAX_VALUE;
        for (int i = asking.size(); i < asking.size() + ROUNDS && quickest >= CANCEL_MILLIS; i++) {
            try (Program curl = drive.begin(nobodyHas(i))) {
                for (int j = 0; a.figure("open_streams") == 0; j++) {
                    assertTrue(curl.isAlive() && j < 3_000, "it never asks");
                    TimeUnit.MILLISECONDS.sleep(5);
                }
            }
            long closed = System.nanoTime();
            awaitNone(a, "open_streams");
            quickest = Math.min(quickest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closed));
        }
        System.out.println("closed while nobody answers: ended after " + quickest + " ms");
        assertTrue(quickest < CANCEL_MILLIS, "it took " + quickest + " ms");
    }

    private static String nobodyHas(int which) {
        return "/network/content/" + String.format("%064x", which + 1) + "/nothing.bin";
    }

    @Test
    @Order(6)
    void aSourceThatLiesEndsTheAnswerAndNoByteOfTheLieIsInIt() throws Exception {
        Path truth = folder.resolve("lying").resolve(LYING_WORD + ".bin");
        String path = "/network/content/" + a.find(LYING_WORD) + "/some.bin";
        Liar.make(e, folder);
        b.awaitLinks(2);
        Path got = folder.resolve("lying-got");
        drive.ask(path, "-r", "0-999", "-o", got.toString());
        assertArrayEquals(bytes(truth, 0, 1_000), Files.readAllBytes(got), "what it says of the rest is true");
        long lie = Liar.BLOCK * (long) ContentId.BLOCK_BYTES;
        Files.delete(got);
        try (Program curl = drive.begin(path, "-o", got.toString())) {
            assertEquals(18, curl.exitCode(60), "the answer is cut off");
        }
        long bytes = Files.size(got);
        System.out.println("a source lied at " + lie + ": curl has " + bytes + " of " + LYING_SIZE + " bytes");
        assertTrue(bytes > 0 && bytes <= lie, "nothing of the block is there: " + bytes);
        assertEquals(bytes, Files.mismatch(got, truth), "and what it has is the begin of the file");
    }

    /** The last one: there is no source after it. */
    @Test
    @Order(7)
    void aFileWhoseSourceDiesDoesNotLookWhole() throws Exception {
        String id = a.find(WORD);
        Path got = folder.resolve("got");
        try (Program curl = drive.begin("/network/content/" + id + "/some.bin", "-o", got.toString())) {
            for (int i = 0; !Files.exists(got) || Files.size(got) < SIZE / 10 * 3L; i++) {
                assertTrue(curl.isAlive() && i < 60_000, "it does not get so far: " + curl.err());
                TimeUnit.MILLISECONDS.sleep(10);
            }
            c.kill();
            assertNotEquals(0, curl.exitCode(60), "curl noticed");
            assertTrue(curl.err().contains("(18)"), curl.err());
        }
        long bytes = Files.size(got);
        System.out.println("killed at 30 %: curl has " + bytes + " of " + SIZE + " bytes");
        assertTrue(bytes >= SIZE / 10 * 3L && bytes < SIZE, "a part: " + bytes);
        assertEquals(-1, mismatchWithin(got, bytes), "and what it has is the begin of the file");
    }

    private long mismatchWithin(Path got, long bytes) throws IOException {
        long at = Files.mismatch(got, source);
        return at == bytes ? -1 : at;
    }

    /** What a process has read from wherever, its links among it. */
    private static long readBy(TestPeer peer) throws IOException {
        String text = Files.readString(Path.of("/proc/" + peer.pid() + "/io"));
        return Long.parseLong(first("rchar: (\\d+)", text));
    }

    private static byte[] bytes(Path file, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                assertTrue(channel.read(bytes, from + bytes.position()) > 0);
            }
        }
        return bytes.array();
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern + " is in " + text);
        return matcher.group(1);
    }
}
