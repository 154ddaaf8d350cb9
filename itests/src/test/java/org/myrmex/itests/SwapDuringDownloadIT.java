package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A - B - C; A fetches from C while the counting routing is put into B and A, and taken out again, or their transport is
 * updated.
 */
@MostlyWaits
class SwapDuringDownloadIT {
    private static final int MIB = 1 << 20;
    private static final int BYTES = Full.or(256, 24) * MIB;
    /** So that it lasts 24 seconds: four swaps take a few of them, and more on a machine that runs other tests beside this one. */
    private static final String LIMIT = Full.or(8, 1) + "M";

    private static final String FILE = "counting.jar";
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    static Path folder;

    private static TestPeer a;
    private static TestPeer b;
    private static TestPeer c;

    /** Either test leaves them with what they had, or with the same jar as another version of it. */
    @BeforeAll
    static void startAll() throws Exception {
        b = TestPeer.start("127.0.22.1", folder);
        a = TestPeer.launch("127.0.21.1", folder, "--peer", b.uri());
        c = TestPeer.launch("127.0.23.1", folder, "--peer", b.uri());
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

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, () -> "in vain: " + what);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitPercent(Myrmex get, int percent) throws Exception {
        await(percent + " % of the file", () -> {
            List<Long> seen = bytes(get);
            return !seen.isEmpty() && seen.get(seen.size() - 1) >= BYTES / 100L * percent;
        });
    }

    /** How far the download was, from the first word to the last. */
    private static List<Long> bytes(Myrmex get) throws Exception {
        return Pattern.compile("\"bytes\":([0-9]+)")
                .matcher(get.out())
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }

    /** How many frames the counting routing has seen come in; -1 where it is not. */
    private static long counted(PeerApi peer) throws Exception {
        Matcher found = Pattern.compile("\"frames\",\"direction\":\"received\",\"count\":([0-9]+)")
                .matcher(peer.command("counts", "--json").replace("\\\"", "\""));
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    @Test
    void theRoutingIsDecoratedAndUndecoratedAtARelayAndAtTheReceiver() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared-routing"));
        Path source = Bytes.random(shared.resolve("zebraquagga.bin"), BYTES, 7);
        c.say("share", shared.toString());
        String id = a.find("zebraquagga");
        Path counting = SwapPlugins.counting("1.0.0").build(folder);
        Path target = folder.resolve("fetched-routing.bin");
        PeerApi apiOfA = new PeerApi(a);
        PeerApi apiOfB = new PeerApi(b);
        long startedA = a.pid();
        long ofRelay;
        long ofReceiver;
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", LIMIT, "--json")) {
            awaitPercent(get, 5);
            DropFolder.of(b).put(FILE, counting);
            await("the relay counts", () -> counted(apiOfB) > 0);
            DropFolder.of(a).put(FILE, counting);
            await("the receiver counts", () -> counted(apiOfA) > 0);
            long atFirst = counted(apiOfA);
            awaitPercent(get, 25);
            await("the count goes on", () -> counted(apiOfA) > atFirst);
            ofRelay = counted(apiOfB);
            ofReceiver = counted(apiOfA);
            DropFolder.of(b).remove(FILE);
            await("the relay counts no more", () -> counted(apiOfB) < 0);
            DropFolder.of(a).remove(FILE);
            await("the receiver counts no more", () -> counted(apiOfA) < 0);
            assertTrue(bytes(get).get(bytes(get).size() - 1) < BYTES, "all four swaps fell into the download");
            assertEquals(0, get.exitCode(), get.err());
            List<Long> seen = bytes(get);
            assertEquals(seen.stream().sorted().toList(), seen, "it never went back");
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        assertEquals(startedA, a.pid());
        assertEquals(2, Json.number(b.say("status", "--json"), "links"), "the links stayed");
        assertTrue(ofRelay > 0 && ofReceiver > 0, "counted " + ofRelay + " at B, " + ofReceiver + " at A");
        System.out.println("during " + BYTES / MIB + " MiB: " + ofRelay + " frames counted at the relay, " + ofReceiver
                + " at the receiver");
    }

    @Test
    void theTransportIsUpdatedAtARelayAndAtTheReceiver() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared-transport"));
        Path source = Bytes.random(shared.resolve("okapitapir.bin"), BYTES, 8);
        c.say("share", shared.toString());
        String id = a.find("okapitapir");
        Path target = folder.resolve("fetched-transport.bin");
        long atRelay;
        long atReceiver;
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", LIMIT, "--json")) {
            awaitPercent(get, 5);
            atRelay = updateTransport(b, 2);
            awaitPercent(get, 30);
            atReceiver = updateTransport(a, 1);
            assertTrue(bytes(get).get(bytes(get).size() - 1) < BYTES, "both updates fell into the download");
            assertEquals(0, get.exitCode(), get.err());
            List<Long> seen = bytes(get);
            assertEquals(seen.stream().sorted().toList(), seen, "it never went back");
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        System.out.println("links were back " + atRelay + " ms after the relay's update, " + atReceiver
                + " ms after the receiver's");
    }

    /** Its links end with the old version; returns how soon as many were there again. */
    private static long updateTransport(TestPeer peer, int links) throws Exception {
        long before = youngestLink(peer);
        peer.say("plugin", "update", "org.myrmex.transport.tls", transportJar().toString());
        long updated = System.nanoTime();
        await("the links", () -> Json.number(peer.ask("status", "--json"), "links") == links);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - updated);
        assertTrue(youngestLink(peer) > before, "the links are other ones: the transport was replaced");
        return millis;
    }

    private static long youngestLink(TestPeer peer) throws Exception {
        return Pattern.compile("\"link\":([0-9]+)")
                .matcher(peer.ask("peers", "--json"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
    }

    private static Path transportJar() throws IOException {
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION.resolve("repository"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("org.myrmex.transport.tls-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
