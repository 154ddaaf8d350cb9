package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.api.transport.CloseReason.BAD_CERTIFICATE;
import static org.myrmex.api.transport.CloseReason.GONE;
import static org.myrmex.api.transport.CloseReason.HANDSHAKE_FAILED;
import static org.myrmex.api.transport.CloseReason.UNWANTED;
import static org.myrmex.api.transport.CloseReason.WRONG_PEER;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.secure.SecureChannel;

/** Who is refused, and with which word of ours: each stranger dials us, and we dial it. Real sockets, Bouncy Castle's engine. */
final class HandshakeMatrixTest {
    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, 128 * 1024, 20_000, 4, 8);
    private static final long DIAL_MILLIS = 20_000;
    private static final PeerId SOMEBODY = PeerId.of(new byte[32]);
    private static final CloseReason NOT_IN_THIS_ROLE = null;

    private interface Making {
        Stranger make() throws GeneralSecurityException;
    }

    /** A stranger, and our reason when it dials us and when we dial it. */
    private enum Who {
        WHO_IS_NOT_THE_ONE_IN_THE_ADDRESS(Stranger::withEd25519, NOT_IN_THIS_ROLE, WRONG_PEER),
        WHO_TAKES_US_FOR_ANOTHER(() -> pinning(SOMEBODY), GONE, NOT_IN_THIS_ROLE),
        WHO_IS_NOT_WANTED(Stranger::withEd25519, UNWANTED, NOT_IN_THIS_ROLE),
        WHO_SHOWS_NO_CERTIFICATE(Stranger::withNothing, BAD_CERTIFICATE, HANDSHAKE_FAILED),
        WHO_ASKS_FOR_NO_CERTIFICATE(HandshakeMatrixTest::incurious, NOT_IN_THIS_ROLE, HANDSHAKE_FAILED),
        WHO_SPEAKS_TLS_1_2(() -> speaking("TLSv1.2", "x25519", "secp256r1"), HANDSHAKE_FAILED, HANDSHAKE_FAILED),
        WHO_KNOWS_X25519_ALONE(() -> speaking("TLSv1.3", "x25519"), HANDSHAKE_FAILED, HANDSHAKE_FAILED),
        WHO_HAS_AN_RSA_KEY(Stranger::withRsa, BAD_CERTIFICATE, HANDSHAKE_FAILED),
        WHO_HAS_AN_ECDSA_KEY(Stranger::withEcdsa, BAD_CERTIFICATE, HANDSHAKE_FAILED),
        WHO_SHOWS_A_CHAIN_OF_TWO(Stranger::withChainOfTwo, BAD_CERTIFICATE, BAD_CERTIFICATE);

        @SuppressWarnings("ImmutableEnumChecker") // A reference to a method.
        private final Making making;

        private final CloseReason dialsUs;
        private final CloseReason weDial;

        Who(Making making, CloseReason dialsUs, CloseReason weDial) {
            this.making = making;
            this.dialsUs = dialsUs;
            this.weDial = weDial;
        }
    }

    private static Stranger pinning(PeerId id) throws GeneralSecurityException {
        Stranger stranger = Stranger.withEd25519();
        stranger.pin = Optional.of(id);
        return stranger;
    }

    private static Stranger incurious() throws GeneralSecurityException {
        Stranger stranger = Stranger.withEd25519();
        stranger.asks = false;
        return stranger;
    }

    private static Stranger speaking(String protocol, String... groups) throws GeneralSecurityException {
        Stranger stranger = Stranger.withEd25519();
        stranger.protocols = new String[] {protocol};
        stranger.groups = groups;
        return stranger;
    }

    private final RecordingEvents events = new RecordingEvents();
    private final TestContext fresh = TestContext.fresh(LIMITS, events);
    private Optional<PeerId> unwanted = Optional.empty();
    private final TestContext peer = new TestContext(fresh.linkKey(), LIMITS, events, this::refusal);
    private final TlsTransport transport = new TlsTransport();
    private Listening door;

    private Optional<CloseReason> refusal(PeerAddress from) {
        return unwanted.isPresent() && from.id().equals(unwanted) ? Optional.of(UNWANTED) : Optional.empty();
    }

    @BeforeEach
    void listen() throws IOException {
        door = transport.listen(new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), peer);
    }

    @AfterEach
    void stop() {
        transport.close();
        assertEquals(List.of(), events.breaches());
    }

    private static Stream<Who> whoDialsUs() {
        return Stream.of(Who.values()).filter(who -> who.dialsUs != NOT_IN_THIS_ROLE);
    }

    @ParameterizedTest
    @MethodSource("whoDialsUs")
    void dialsUsAndIsRefused(Who who) throws Exception {
        Stranger stranger = who.making.make();
        if (who == Who.WHO_IS_NOT_WANTED) {
            unwanted = Optional.of(stranger.id());
        }
        try (SSLSocket socket = stranger.connect(door.bound().port())) {
            // in TLS 1.3 a client learns only by reading that its certificate was refused
            assertThrows(IOException.class, () -> {
                socket.startHandshake();
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("closed");
                }
            });
        }
        assertEquals(who.dialsUs, events.awaitFailed(0));
        assertEquals(List.of(), events.ups());
    }

    private static Stream<Who> whomWeDial() {
        return Stream.of(Who.values()).filter(who -> who.weDial != NOT_IN_THIS_ROLE);
    }

    @ParameterizedTest
    @MethodSource("whomWeDial")
    void isDialledByUsAndLeft(Who who) throws Exception {
        Stranger stranger = who.making.make();
        Optional<PeerId> pin = who == Who.WHO_IS_NOT_THE_ONE_IN_THE_ADDRESS ? Optional.of(SOMEBODY) : Optional.empty();
        try (SSLServerSocket socket = stranger.listen()) {
            CompletableFuture<Optional<IOException>> served =
                    CompletableFuture.supplyAsync(() -> serve(stranger, socket));
            transport.dial(new PeerAddress("tls", "127.0.0.1", socket.getLocalPort(), pin), peer, events, DIAL_MILLIS);
            assertEquals(who.weDial, events.awaitFailed(0));
            assertTrue(served.get(DIAL_MILLIS, TimeUnit.MILLISECONDS).isPresent(), "it never had a link with us");
            assertEquals(List.of(), events.ups());
        }
    }

    private static Optional<IOException> serve(Stranger stranger, SSLServerSocket door) {
        try (SSLSocket socket = stranger.accept(door)) {
            socket.startHandshake();
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }

    @Test
    void aStrangerThatKeepsEveryRuleComesIn() throws Exception {
        Stranger stranger = pinning(peer.id());
        try (SSLSocket socket = stranger.connect(door.bound().port())) {
            socket.startHandshake();
            assertEquals("TLS_AES_256_GCM_SHA384", socket.getSession().getCipherSuite());
            assertEquals(stranger.id(), events.awaitUp(0).peer());
        }
        assertEquals(CloseReason.GONE, events.awaitClosed(events.awaitUp(0)));
    }

    @Test
    void whatIsAgreedUponStandsOnTheWire() throws Exception {
        SecureChannel dialler = TlsTransport.KIND
                .apply(TestContext.fresh(LIMITS, events).linkKey())
                .dialling(id -> Optional.empty());
        ByteBuffer said = ByteBuffer.allocate(dialler.maxFlightBytes());
        dialler.shakeHands(ByteBuffer.allocate(0), said);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), door.bound().port())) {
            socket.setSoTimeout((int) DIAL_MILLIS);
            byte[] hello = new byte[said.flip().remaining()];
            said.get(hello);
            socket.getOutputStream().write(hello);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertEquals(22, in.readByte(), "a handshake's record");
            in.readShort();
            byte[] answer = in.readNBytes(in.readUnsignedShort());
            String hex = HexFormat.of().formatHex(answer);
            assertEquals("02", hex.substring(0, 2), "a ServerHello");
            // RFC 8446 4.1.3: version, random and the session id of 32 bytes, then the suite and no compression
            assertEquals("130200", hex.substring(2 * (4 + 2 + 32 + 33), 2 * (4 + 2 + 32 + 33 + 3)));
            // 4.2.8: extension 51 of 1124 bytes begins with the group; 0x11EC is X25519MLKEM768, of 1120 bytes
            assertTrue(hex.contains("0033" + "0464" + "11ec" + "0460"), hex);
            // 4.2.1: extension 43 holds the version, 0x0304
            assertTrue(hex.contains("002b" + "0002" + "0304"), hex);
        }
        assertEquals(CloseReason.GONE, events.awaitFailed(0));
    }
}
