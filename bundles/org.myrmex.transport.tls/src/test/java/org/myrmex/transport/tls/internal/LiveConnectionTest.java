package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.frame.FrameHeader;

/** What a neighbour may do once it is in. */
final class LiveConnectionTest {
    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, 128 * 1024, 20_000, 8, 8);

    private final RecordingEvents events = new RecordingEvents();
    private final TestContext peer = TestContext.fresh(LIMITS, events);
    private final TlsTransport transport = new TlsTransport();
    private Listening door;
    private SSLSocket neighbour;

    @BeforeEach
    void letANeighbourIn() throws Exception {
        door = transport.listen(new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), peer);
        neighbour = Stranger.withEd25519().connect(door.bound().port());
        neighbour.startHandshake();
        events.awaitUp(0);
    }

    @AfterEach
    void stop() throws IOException {
        neighbour.close();
        transport.close();
        assertEquals(List.of(), events.breaches());
    }

    private static byte[] header(int version, int sizeClass, int headerBytes, long bodyBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        new FrameHeader(7, version, sizeClass, 0, 9, headerBytes, bodyBytes, 0).write(bytes);
        return bytes.array();
    }

    private CloseReason saying(byte[]... parts) throws IOException {
        Connection connection = events.awaitUp(0);
        OutputStream out = neighbour.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return events.awaitClosed(connection);
    }

    @Test
    void aFrameOverTheLimitEndsTheConnectionBeforeItsBytesCome() throws Exception {
        assertEquals(CloseReason.OVERSIZED_FRAME, saying(header(1, 4, 0, 0xFFFF_FFFFL)));
    }

    @Test
    void aHeaderOverTheLimitEndsTheConnection() throws Exception {
        assertEquals(CloseReason.OVERSIZED_FRAME, saying(header(1, 0, 513, 0)));
    }

    @Test
    void aFrameOfAnotherVersionEndsTheConnection() throws Exception {
        assertEquals(CloseReason.MALFORMED_FRAME, saying(header(2, 0, 0, 0)));
    }

    @Test
    void aFrameThatLiesAboutItsClassEndsTheConnection() throws Exception {
        assertEquals(CloseReason.MALFORMED_FRAME, saying(header(1, 1, 0, 1000)));
    }

    @Test
    void framesBeforeTheFaultArrive() throws Exception {
        assertEquals(CloseReason.MALFORMED_FRAME, saying(header(1, 0, 0, 2), new byte[2], header(9, 0, 0, 0)));
        assertEquals(1, events.awaitFrames(1).size());
    }

    @Test
    void aFrameByteAfterByteArrivesWhole() throws Exception {
        for (byte b : header(1, 0, 1, 1)) {
            neighbour.getOutputStream().write(b);
        }
        neighbour.getOutputStream().write(3);
        neighbour.getOutputStream().write(4);
        assertEquals(
                ByteBuffer.wrap(new byte[] {4}), events.awaitFrames(1).get(0).body());
    }

    @Test
    void aNeighbourThatVanishesInAFrameIsGone() throws Exception {
        Connection connection = events.awaitUp(0);
        neighbour.getOutputStream().write(header(1, 1, 0, 1024));
        neighbour.close();
        assertEquals(CloseReason.GONE, events.awaitClosed(connection));
    }

    @Test
    void whatComesBehindTheHandshakeInOnePieceIsRead() throws Exception {
        try (SSLSocket hasty = Stranger.withEd25519().connect(door.bound().port())) {
            // the first write follows the handshake's last flight without a pause
            hasty.getOutputStream().write(header(1, 0, 0, 0));
            assertEquals(7, events.awaitFrames(1).get(0).type());
        }
    }

    @Test
    void whoListensOnOneLoopbackAddressDialsFromIt() throws Exception {
        RecordingEvents otherEvents = new RecordingEvents();
        try (TlsTransport other = new TlsTransport()) {
            TestContext otherPeer = TestContext.fresh(LIMITS, otherEvents);
            other.listen(new PeerAddress("tls", "127.0.7.1", 0, Optional.empty()), otherPeer);
            other.dial(door.bound(), otherPeer, otherEvents, 20_000);
            assertEquals("127.0.7.1", events.awaitUp(1).remote().host());
        }
    }

    @Test
    void whoListensEverywhereIsReachedOnLoopbackAndDialsFromWhereTheSystemSays() throws Exception {
        RecordingEvents otherEvents = new RecordingEvents();
        try (TlsTransport other = new TlsTransport()) {
            TestContext otherPeer = TestContext.fresh(LIMITS, otherEvents);
            PeerAddress everywhere = other.listen(new PeerAddress("tls", "0.0.0.0", 0, Optional.empty()), otherPeer)
                    .bound();
            assertEquals("0.0.0.0", everywhere.host());
            PeerAddress reached = new PeerAddress("tls", "localhost", everywhere.port(), everywhere.id());
            transport.dial(reached, peer, events, 20_000);
            assertEquals(otherPeer.id(), events.awaitUp(1).peer());
            other.dial(door.bound(), otherPeer, otherEvents, 20_000);
            assertEquals("127.0.0.1", events.awaitUp(2).remote().host());
        }
    }

    @Test
    void aNameThatNobodyKnowsIsUnreachable() {
        transport.dial(new PeerAddress("tls", "no-such-host.invalid", 1, Optional.empty()), peer, events, 20_000);
        assertEquals(CloseReason.UNREACHABLE, events.awaitFailed(0));
    }

    @Test
    void anAddressThatIsNotOursIsRefusedInOneLine() {
        PeerAddress foreign = new PeerAddress("tls", "192.0.2.1", 7081, Optional.empty());
        IOException refused = assertThrows(IOException.class, () -> transport.listen(foreign, peer));
        assertEquals(1, refused.getMessage().lines().count());
        assertEquals(
                "cannot listen at port 7081 on 192.0.2.1 (Cannot assign requested address); choose another with"
                        + " --listen",
                refused.getMessage());
    }
}
