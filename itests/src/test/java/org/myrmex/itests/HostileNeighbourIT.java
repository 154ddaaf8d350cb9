package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.testkit.transport.FrameCopy;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.TlsTransport;

/** A peer cuts off neighbours that break the protocol, says why, and goes on serving the others. */
class HostileNeighbourIT {
    private static final Hello GOOD = new Hello(1, 1, List.of("mute/1"), 256 * 1024);

    @TempDir
    static Path folder;

    private static TestPeer peer;
    private static TestPeer friend;

    private TlsTransport transport;
    private RecordingEvents events;

    @BeforeAll
    static void startPeers() throws Exception {
        peer = TestPeer.start("127.0.2.1", folder);
        friend = TestPeer.start("127.0.3.1", folder, "--peer", peer.uri());
        peer.awaitLinks(1);
    }

    @AfterAll
    static void endPeers() {
        friend.close();
        peer.close();
    }

    @BeforeEach
    void start() {
        transport = new TlsTransport();
        events = new RecordingEvents();
    }

    @AfterEach
    void end() throws Exception {
        transport.close();
        assertEquals(1, Json.number(peer.say("status", "--json"), "links"), "the friend alone is still linked");
    }

    private Connection dial() throws Exception {
        TestContext context = new TestContext(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), TransportLimits.DEFAULT, events);
        transport.dial(PeerAddress.parse(peer.uri()), context, events, 10_000);
        return events.awaitUp(0);
    }

    private static Frame frame(int type, int flow, byte[] header, byte[] body) {
        return new Frame(type, flow, ByteBuffer.wrap(header), Body.of(body));
    }

    private static Frame hello(Hello hello) {
        return frame(FrameTypes.HELLO, 0, new byte[0], hello.encode());
    }

    /** What a hostile neighbour does, and what he is told. */
    enum Misdeed {
        NO_HELLO_FIRST(CloseReason.BAD_HELLO, List.of(frame(FrameTypes.ROUTING, 0, new byte[84], new byte[2048]))),
        GARBAGE_FOR_A_HELLO(
                CloseReason.BAD_HELLO, List.of(frame(FrameTypes.HELLO, 0, new byte[0], new byte[] {1, 2, 3}))),
        AN_UNKNOWN_ROUTING(
                CloseReason.NO_COMMON_ROUTING, List.of(hello(new Hello(1, 1, List.of("other/1"), 256 * 1024)))),
        AN_UNKNOWN_VERSION(
                CloseReason.NO_COMMON_VERSION, List.of(hello(new Hello(7, 9, List.of("mute/1"), 256 * 1024)))),
        NOTHING(CloseReason.HELLO_TIMEOUT, List.of()),
        AN_UNKNOWN_TYPE(CloseReason.MALFORMED_FRAME, List.of(hello(GOOD), frame(99, 0, new byte[0], new byte[0]))),
        A_ROUTING_HEADER_OF_GARBAGE(
                CloseReason.PROTOCOL_ERROR,
                List.of(hello(GOOD), frame(FrameTypes.ROUTING, 0, new byte[84], new byte[2048]))),
        CREDITS_OF_GARBAGE(
                CloseReason.MALFORMED_FRAME,
                List.of(hello(GOOD), frame(FrameTypes.CREDIT, 0, new byte[0], new byte[] {1, 9}))),
        A_NEIGHBOUR_MESSAGE_OF_GARBAGE(
                CloseReason.MALFORMED_FRAME,
                List.of(hello(GOOD), frame(FrameTypes.NEIGHBOUR, 0, new byte[3], new byte[512])));

        private final CloseReason told;
        private final List<Frame> frames;

        Misdeed(CloseReason told, List<Frame> frames) {
            this.told = told;
            this.frames = frames;
        }
    }

    @ParameterizedTest
    @EnumSource(Misdeed.class)
    void isCutOffWithANamedReason(Misdeed misdeed) throws Exception {
        Connection connection = dial();
        assertEquals(misdeed.frames.size(), connection.send(misdeed.frames));
        events.awaitClosed(connection);
        assertEquals(Optional.of(misdeed.told), told());
    }

    /** The reason in the last frame that came. */
    private Optional<CloseReason> told() {
        List<FrameCopy> frames = events.awaitFrames(1);
        FrameCopy last = frames.get(frames.size() - 1);
        return last.type() == FrameTypes.CLOSE && last.body().remaining() == 2
                ? Optional.of(CloseReason.of(last.body().get(1)))
                : Optional.empty();
    }

    @Test
    void aFloodOfGarbageBytesBesideTheHandshakeChangesNothing() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(peer.host, peer.port())) {
                byte[] garbage = new byte[4096];
                random.nextBytes(garbage);
                socket.getOutputStream().write(garbage);
                socket.setSoTimeout(10_000);
                assertTrue(endsWithoutAFrame(socket), "the peer closes it");
            }
        }
        assertTrue(Files.isDirectory(peer.home()));
    }

    /** A TLS alert may come first; then the end. */
    private static boolean endsWithoutAFrame(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length < 64;
        } catch (IOException reset) {
            return true;
        }
    }
}
