package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes A - B - C, each on a loopback address of its own; A and C know only B. C shares, A fetches. */
class RelayIT {
    private static final int SMALL = 2 << 20;
    private static final int LARGE = Full.or(64, 32) << 20;
    /** Eight seconds long: a swap falls into it. */
    private static final int MIDDLE = 16 << 20;

    private static final long END_MILLIS = 2_000;
    /** A busy machine only makes it longer: the quickest counts. */
    private static final int ROUNDS = 6;

    /** A word that stands nowhere in a peer but in the files' names, and that nobody asks for. */
    private static final String UNASKED = "okapitapir";

    @TempDir
    static Path folder;

    private static TestPeer a;
    private static TestPeer b;
    private static TestPeer c;

    /** Whatever a test does to one of them, it leaves all three as they were. */
    @BeforeAll
    static void startAll() throws Exception {
        Path dice = Myrmex.DISTRIBUTION
                .resolve("../../../bundles/org.myrmex.example.dice/target")
                .normalize();
        String plugin;
        try (Stream<Path> jars = Files.list(dice)) {
            plugin = jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
        b = TestPeer.start("127.0.2.1", folder);
        a = TestPeer.launch("127.0.1.1", folder, "--peer", b.uri(), "--plugin", plugin);
        c = TestPeer.launch("127.0.3.1", folder, "--peer", b.uri(), "--plugin", plugin);
        a.awaitUp();
        c.awaitUp();
    }

    @BeforeEach
    void awaitLinks() throws Exception {
        a.awaitLinks(1);
        c.awaitLinks(1);
        b.awaitLinks(2);
    }

    @AfterAll
    static void endAll() {
        Stream.of(a, b, c).filter(Objects::nonNull).forEach(TestPeer::close);
    }

    /** @param word that nobody else's file has in its name */
    private static Path share(String word, int bytes) throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared-" + word));
        Path file = Bytes.random(shared.resolve(word + "-" + UNASKED + ".bin"), bytes, word.hashCode());
        c.say("share", shared.toString());
        return file;
    }

    private static Path target(String word) {
        return folder.resolve("fetched-" + word + ".bin");
    }

    @Test
    void aDownloadSurvivesTheDeathOfTheOnlyRelay() throws Exception {
        Path source = share("zebraquagga", LARGE);
        String id = a.find("zebraquagga");
        Path target = target("zebraquagga");
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", "4M", "--json")) {
            awaitBytes(get, LARGE / 4);
            b.kill();
            long cutAt = Json.number(get.out(), "bytes");
            assertTrue(cutAt > LARGE / 5 && cutAt < LARGE * 4L / 5, "cut at " + cutAt);
            b.start();
            long backAt = System.nanoTime();
            assertEquals(0, get.exitCode(), get.err());
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - backAt);
            assertTrue(seconds < 60, "complete after " + seconds + " s");
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
    }

    private static void awaitBytes(Myrmex get, long bytes) throws Exception {
        for (int i = 0; i < 1_500; i++) {
            if (get.out().contains("\"bytes\"") && Json.number(get.out(), "bytes") > bytes) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("it does not get so far: " + get.out() + get.err());
    }

    @Test
    void neitherEndLearnsWhereTheOtherIs() throws Exception {
        Path source = share("mandrillgelada", SMALL);
        Path target = target("mandrillgelada");
        String id = a.find("mandrillgelada");
        a.say("get", id, "-o", target.toString());
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        askEverything(a);
        askEverything(c);
        Path heapOfA = Tools.heapDump(a.pid(), folder);
        Path heapOfC = Tools.heapDump(c.pid(), folder);
        assertKnows(a, heapOfA, b);
        assertKnows(c, heapOfC, b);
        assertKnowsNot(a, heapOfA, c);
        assertKnowsNot(c, heapOfC, a);
    }

    /** Every answer in JSON ends up in the peer's scratch folder, where it is searched. */
    private static void askEverything(TestPeer peer) throws Exception {
        for (String command : List.of("status", "peers", "routes", "shares", "downloads", "uploads", "health")) {
            peer.run(command, "--json");
            peer.run(command);
        }
        peer.run("peers", "--why", "--json");
        peer.run("logs", "-n", "1000");
    }

    private static List<byte[]> tracesOf(TestPeer peer) {
        byte[] rawId = base32(peer.id());
        HexFormat hex = HexFormat.of();
        return List.of(
                ascii(peer.host),
                ascii(peer.id()),
                rawId,
                ascii(hex.formatHex(rawId)),
                ascii(hex.withUpperCase().formatHex(rawId)),
                Bytes.rawAddress(peer.host, peer.port()),
                ascii(hex.formatHex(Bytes.rawAddress(peer.host, peer.port()), 0, 4)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what {@code PeerId} writes: 52 digits of 5 bits, the last one filled up with zeros. */
    private static byte[] base32(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = "abcdefghijklmnopqrstuvwxyz234567".indexOf(text.charAt(i));
            value = value.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        byte[] signed = value.shiftRight(4).toByteArray();
        byte[] bytes = new byte[32];
        int from = Math.max(0, signed.length - bytes.length);
        System.arraycopy(signed, from, bytes, bytes.length - (signed.length - from), signed.length - from);
        return bytes;
    }

    private static void assertKnows(TestPeer knower, Path heap, TestPeer known) throws IOException {
        assertTrue(Bytes.count(heap, ascii(known.host)) > 0, "the search finds an address that is there");
        assertTrue(Bytes.count(heap, ascii(known.id())) > 0, "the search finds a peer id that is there");
        assertTrue(knower.printed().contains(knower.id()), "what a peer prints is searched too");
    }

    private static void assertKnowsNot(TestPeer knower, Path heap, TestPeer unknown) throws IOException {
        for (byte[] trace : tracesOf(unknown)) {
            String what = HexFormat.of().formatHex(trace);
            assertEquals(0, Bytes.count(heap, trace), "in the heap: " + what);
            for (Path root : List.of(knower.home(), knower.scratch())) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertEquals(0, Bytes.count(file, trace), "in " + file + ": " + what);
                    }
                }
            }
        }
    }

    @Test
    void theRelaySeesNothingOfTheFile() throws Exception {
        Tools.need("tcpdump", "tcpdump");
        Path source = share("wombatquokka", SMALL);
        Path target = target("wombatquokka");
        // the second word is asked for by nobody
        String id = a.find("wombatquokka");
        Path heap;
        Path captured;
        try (Capture capture = Capture.of(b.host, folder);
                Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", "512K", "--json")) {
            awaitBytes(get, SMALL / 4);
            heap = Tools.heapDump(b.pid(), folder);
            assertEquals(0, get.exitCode(), get.err());
            captured = capture.end(2 * SMALL);
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        assertTrue(Files.size(captured) > 2 * SMALL, "the whole transfer is captured on both links");
        assertTrue(Bytes.commonRuns(source, target) > 0, "a run that is there is found");
        assertEquals(0, Bytes.commonRuns(source, heap), "in the relay's heap");
        assertEquals(0, Bytes.commonRuns(source, captured), "on the relay's links");
        assertEquals(0, Bytes.count(heap, UNASKED), "a word of the name in the relay's heap");
        assertEquals(0, Bytes.count(captured, "wombatquokka"), "a word of the name on the links");
        assertEquals(0, Bytes.count(captured, UNASKED), "a word of the name on the links");
    }

    @Test
    void thePluginAtBothEndsWorksOverARelayThatHasItNot() throws Exception {
        String thrown = a.say("dice", "--json");
        assertTrue(thrown.matches("(?s).*\"number\":\"?[1-6]\\b.*"), thrown);
        assertEquals(1, thrown.lines().count(), "C alone answers: " + thrown);
        assertEquals(2, b.run("dice").exitCode());
    }

    @Test
    void theRoutingOfTheRelayIsUpdatedDuringADownload() throws Exception {
        Path source = share("kiwiemu", MIDDLE);
        String id = a.find("kiwiemu");
        Path target = target("kiwiemu");
        String before = b.say("plugin", "list", "--json");
        assertTrue(before.contains("org.myrmex.routing.mute"), before);
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", "2M", "--json")) {
            awaitBytes(get, MIDDLE / 4);
            b.say("plugin", "update", "org.myrmex.routing.mute", routingJar().toString());
            assertTrue(Json.number(get.out(), "bytes") < MIDDLE, "it was still under way");
            assertEquals(0, get.exitCode(), get.err());
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        assertEquals(2, Json.number(b.say("status", "--json"), "links"), "the links stayed");
    }

    private static Path routingJar() throws IOException {
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION.resolve("repository"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("org.myrmex.routing.mute-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aTerminatedPeerEndsWithinTwoSecondsAndLeavesNothingHalfWritten() throws Exception {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && quickest >= END_MILLIS; i++) {
            quickest = Math.min(quickest, millisToEnd("ibexmarkhor" + i));
        }
        assertTrue(quickest < END_MILLIS, "it took " + quickest + " ms");
    }

    /** Terminates it while it fetches a file; the file is whole afterwards. */
    private static long millisToEnd(String word) throws Exception {
        Path source = share(word, SMALL);
        String id = a.find(word);
        Path target = target(word);
        long millis;
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", "512K", "--json")) {
            awaitBytes(get, SMALL / 8);
            long from = System.nanoTime();
            a.terminate();
            assertEquals(0, a.exitCode());
            millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
            assertFalse(Files.exists(target), "no half of a file under its name");
            assertTrue(get.exitCode() != 0);
        }
        try (Stream<Path> left = Files.list(a.home().resolve("run"))) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().equals("http")), "no stale port");
        }
        a.start();
        // what was begun goes on, as slowly as it was asked for
        a.say("get", id, "-o", target.toString());
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        return millis;
    }
}
