package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        dialAs(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), events);
        return events.awaitUp(0);
    }

    private void dialAs(KeyPair key, RecordingEvents told) {
        TestContext context = new TestContext(key, TransportLimits.DEFAULT, told);
        transport.dial(PeerAddress.parse(peer.uri()), context, told, 10_000);
    }

    /** A frame whose body is all zero. */
    private static Frame frame(int type, byte[] header, int bodyBytes) {
        return new Frame(type, 0, ByteBuffer.wrap(header), Body.of(new byte[bodyBytes]));
    }

    private static Frame hello() {
        return hello(1, "mute/1");
    }

    private static Frame hello(int version, String routing) {
        Hello hello = new Hello(version, version, List.of(routing), 256 * 1024, 1, 0, false);
        return new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello.encode()));
    }

    /** What a hostile neighbour does, and what he is told. */
    private record Misdeed(String name, CloseReason told, Frame... frames) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Misdeed> misdeeds() {
        byte[] none = new byte[0];
        return Stream.of(
                new Misdeed("nothing", CloseReason.HELLO_TIMEOUT),
                new Misdeed("no hello first", CloseReason.BAD_HELLO, frame(FrameTypes.ROUTING, new byte[84], 2048)),
                new Misdeed("garbage for a hello", CloseReason.BAD_HELLO, frame(FrameTypes.HELLO, none, 3)),
                new Misdeed("an unknown routing", CloseReason.NO_COMMON_ROUTING, hello(1, "other/1")),
                new Misdeed("an unknown version", CloseReason.NO_COMMON_VERSION, hello(7, "mute/1")),
                new Misdeed("an unknown type", CloseReason.MALFORMED_FRAME, hello(), frame(99, none, 0)),
                new Misdeed(
                        "a routing header of garbage",
                        CloseReason.PROTOCOL_ERROR,
                        hello(),
                        frame(FrameTypes.ROUTING, new byte[84], 2048)),
                new Misdeed(
                        "credits of garbage", CloseReason.MALFORMED_FRAME, hello(), frame(FrameTypes.CREDIT, none, 2)),
                new Misdeed(
                        "a neighbour message of garbage",
                        CloseReason.MALFORMED_FRAME,
                        hello(),
                        frame(FrameTypes.NEIGHBOUR, new byte[3], 512)));
    }

    @ParameterizedTest
    @MethodSource("misdeeds")
    void isCutOffWithANamedReason(Misdeed misdeed) throws Exception {
        Connection connection = dial();
        assertEquals(misdeed.frames().length, connection.send(List.of(misdeed.frames())));
        events.awaitClosed(connection);
        assertEquals(Optional.of(misdeed.told()), told());
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
    void whoMisbehavedIsNotLetInAgainAtOnce() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        dialAs(key, events);
        Connection connection = events.awaitUp(0);
        connection.send(List.of(frame(FrameTypes.HELLO, new byte[0], 3)));
        events.awaitClosed(connection);

        RecordingEvents again = new RecordingEvents();
        dialAs(key, again);
        assertEquals(CloseReason.HANDSHAKE_FAILED, again.awaitTurnedAway());
        assertTrue(again.frames().isEmpty(), "it is not even told why");
    }

    @Test
    void whoAnnouncesMoreThanAHelloIsCutOffAtItsFirstBytes() throws Exception {
        try (Socket socket = new Socket(peer.host, peer.port())) {
            socket.getOutputStream().write(new byte[] {22, 3, 1, 0x40, 0});
            socket.setSoTimeout(10_000);
            assertTrue(endsWithoutAFrame(socket), "the peer closes it");
        }
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
