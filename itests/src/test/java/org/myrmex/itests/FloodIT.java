package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.itests.siege.Kind;
import org.myrmex.itests.siege.Outcome;
import org.myrmex.itests.siege.Siege;
import org.myrmex.itests.siege.Strength;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.TlsTransport;

/** A - B - C, and B has three more neighbours: what a flood against B does to it, its links, and A's download from C. */
class FloodIT {
    private static final int LINKS = 5;
    private static final int FILE_BYTES = 24 << 20;
    private static final String LIMIT = "2M";
    /** The handshake's limit, and what a busy machine needs to notice: 4 s were seen. */
    private static final long MOST_UNFINISHED_MILLIS = 5_000 + 10_000;
    /** A neighbour must say hello within five seconds; one that misbehaves goes sooner. */
    private static final long MOST_FALSE_FRIEND_MILLIS = 5_000 + 10_000;
    /** What a flood may make a peer hold: 64 unfinished handshakes and what is being thrown out. */
    private static final long MOST_HEAP_BYTES = 8 << 20;
    /** Everything that B ever needed, Java itself included. */
    private static final long MOST_RESIDENT_KB = 256_000;
    /** Accepted sockets that are no link yet: unfinished handshakes, and false friends until they are known. */
    private static final int MOST_FILES = 64 + 50;

    private static final Pattern HEAP = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private final List<TestPeer> peers = new ArrayList<>();
    private TestPeer a;
    private TestPeer b;
    private Path source;

    @BeforeEach
    void startAll() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        source = Bytes.random(shared.resolve("zebraquagga.bin"), FILE_BYTES, 7);
        b = launch(2);
        b.awaitUp();
        a = launch(1, "--peer", b.uri());
        launch(3, "--peer", b.uri(), "--share", shared.toString());
        for (int i = 4; i < 7; i++) {
            launch(i, "--peer", b.uri(), "--feature", "relay");
        }
        for (TestPeer peer : peers) {
            peer.awaitUp();
        }
        b.awaitLinks(LINKS);
    }

    private TestPeer launch(int number, String... options) throws Exception {
        TestPeer peer = TestPeer.launch("127.0." + number + ".1", folder, options);
        peers.add(peer);
        return peer;
    }

    @AfterEach
    void endAll() {
        peers.forEach(TestPeer::close);
    }

    private record Held(long heapBytes, long files) {}

    private Held held() throws Exception {
        Matcher heap = HEAP.matcher(Holding.jcmd(b, "GC.class_histogram"));
        assertTrue(heap.find());
        return new Held(Long.parseLong(heap.group(1)), files());
    }

    private long files() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(b.pid()), "fd"))) {
            return open.count();
        }
    }

    private long residentPeakKilobytes() throws IOException {
        Matcher peak = Pattern.compile("VmHWM:\\s+([0-9]+) kB")
                .matcher(Files.readString(Path.of("/proc", Long.toString(b.pid()), "status")));
        assertTrue(peak.find());
        return Long.parseLong(peak.group(1));
    }

    @Test
    void aFloodThrowsNobodyOutAndCostsLittle(TestReporter reporter) throws Exception {
        String id = a.find("zebraquagga");
        Path target = folder.resolve("fetched.bin");
        Held before = held();
        Held during;
        Siege siege;
        try (Myrmex get = a.begin("get", id, "-o", target.toString(), "--limit", LIMIT, "--json")) {
            siege = Siege.begin(PeerAddress.parse(b.uri()), Strength.FULL);
            try {
                // longer than any offender may stay
                TimeUnit.MILLISECONDS.sleep(6_000);
                assertSomebodyNewGetsIn();
                during = held();
                assertItsLinksStay();
                assertEquals(0, get.exitCode(), get.err());
            } finally {
                siege.close();
            }
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
        for (Kind kind : Kind.values()) {
            reporter.publishEntry(kind.toString(), siege.outcome(kind).toString());
        }
        reporter.publishEntry("held", before + ", " + during + ", " + residentPeakKilobytes() + " kB resident at most");
        assertGone(siege.outcome(Kind.SILENT), Strength.FULL.silent(), MOST_UNFINISHED_MILLIS);
        assertGone(siege.outcome(Kind.SLOW), Strength.FULL.slow(), MOST_UNFINISHED_MILLIS);
        assertGone(siege.outcome(Kind.GARBAGE), Strength.FULL.garbage(), MOST_UNFINISHED_MILLIS);
        assertGone(siege.outcome(Kind.FRAMES), 1, MOST_FALSE_FRIEND_MILLIS);
        long grown = during.heapBytes() - before.heapBytes();
        assertTrue(grown < MOST_HEAP_BYTES, "the heap grew by " + grown);
        assertTrue(during.files() < before.files() + MOST_FILES, before + " and then " + during);
        assertTrue(residentPeakKilobytes() < MOST_RESIDENT_KB, "resident at most: " + residentPeakKilobytes() + " kB");
        assertNothingIsLeft(before);
    }

    /** Every one of them was thrown out, again and again, and none of them stayed. */
    private static void assertGone(Outcome outcome, int atLeast, long mostMillis) {
        assertTrue(outcome.thrownOut() >= atLeast, outcome.toString());
        assertTrue(outcome.longestMillis() < mostMillis, outcome.toString());
    }

    private void assertSomebodyNewGetsIn() throws IOException {
        RecordingEvents events = new RecordingEvents();
        TlsTransport transport = new TlsTransport();
        try {
            TestContext newcomer = TestContext.fresh(TransportLimits.DEFAULT, events);
            transport.listen(new PeerAddress("tls", "127.0.80.1", 0, Optional.empty()), newcomer);
            transport.dial(PeerAddress.parse(b.uri()), newcomer, events, 20_000);
            Connection connection = events.awaitUp(0);
            Hello hello = new Hello(1, 1, List.of("mute/1"), 256 * 1024, 1, 0, false);
            connection.send(List.of(new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello.encode()))));
            // somebody who is not let in is told why
            assertEquals(FrameTypes.HELLO, events.awaitFrames(1).get(0).type(), "a hello is answered by a hello");
        } finally {
            transport.close();
        }
    }

    /** That with the newcomer goes. */
    private void assertItsLinksStay() throws Exception {
        long links = Json.number(b.say("status", "--json"), "links");
        for (int i = 0; i < 300 && links > LINKS; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            links = Json.number(b.say("status", "--json"), "links");
        }
        assertEquals(LINKS, links, "its links stay");
    }

    private void assertNothingIsLeft(Held before) throws Exception {
        long files = files();
        for (int i = 0; i < 100 && files > before.files(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            files = files();
        }
        assertTrue(files <= before.files(), before.files() + " files, later " + files);
        long grown = held().heapBytes() - before.heapBytes();
        assertTrue(grown < MOST_HEAP_BYTES / 2, "the heap stays grown by " + grown);
        assertItsLinksStay();
        b.say("health");
    }
}
