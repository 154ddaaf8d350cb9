package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** Who is cut off, and when: our end is a whole transport, the other end is a {@link Stranger} or no TLS at all. */
final class HandshakeTest {
    private static final TransportLimits LIMITS = limits(20_000);
    private static final long DIAL_MILLIS = 20_000;

    private final RecordingEvents events = new RecordingEvents();
    private final TestContext peer = TestContext.fresh(LIMITS, events);
    private final TlsTransport transport = new TlsTransport();
    private Listening door;

    @BeforeEach
    void listen() throws IOException {
        door = transport.listen(new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), peer);
    }

    @AfterEach
    void stop() {
        transport.close();
        assertEquals(List.of(), events.breaches());
    }

    private static TransportLimits limits(int handshakeTimeoutMillis) {
        return new TransportLimits(512, 16_896, 128 * 1024, handshakeTimeoutMillis, 2, 8);
    }

    /** Another door of the same transport, which does not wait long. */
    private int hastyPort() throws IOException {
        TestContext hasty = new TestContext(peer.linkKey(), limits(400), events);
        return transport
                .listen(new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), hasty)
                .bound()
                .port();
    }

    private int port() {
        return door.bound().port();
    }

    private static void serve(Stranger stranger, SSLServerSocket door) {
        try (SSLSocket socket = stranger.accept(door)) {
            socket.startHandshake();
            assertTrue(socket.getInputStream().read() < 0, "nobody speaks");
        } catch (IOException expected) {
            // refused by one side or the other: our own transport says why
        }
    }

    private static SecureChannels channels(TestContext of) {
        return TlsTransport.KIND.apply(of.linkKey());
    }

    @Test
    void aServerThatRefusesOurCertificateClosesWithAReason() throws Exception {
        Stranger stranger = Stranger.withEd25519();
        PeerId id = stranger.id();
        stranger.pin = Optional.of(id);
        try (SSLServerSocket socket = stranger.listen()) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(stranger, socket));
            PeerAddress address = new PeerAddress("tls", "127.0.0.1", socket.getLocalPort(), Optional.of(id));
            transport.dial(address, peer, events, DIAL_MILLIS);
            // our side of the handshake is over before the server looks at our certificate
            Connection connection = events.awaitUp(0);
            assertEquals(CloseReason.HANDSHAKE_FAILED, events.awaitClosed(connection));
            served.get();
        }
    }

    @Test
    void garbageIsRefusedAtOnce() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(CloseReason.HANDSHAKE_FAILED, events.awaitFailed(0));
            assertTrue(isCutOff(socket));
        }
    }

    @Test
    void aRecordLongerThanTlsAllowsIsRefusedAtOnce() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            byte[] flood = new byte[70_000];
            flood[0] = 22;
            flood[1] = 3;
            flood[2] = 1;
            flood[3] = (byte) 0xFF;
            flood[4] = (byte) 0xFF;
            socket.getOutputStream().write(flood, 0, 20_000);
            assertEquals(CloseReason.HANDSHAKE_FAILED, events.awaitFailed(0));
        }
    }

    @Test
    void whoHangsUpIsGone() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), port()).close();
        assertEquals(CloseReason.GONE, events.awaitFailed(0));
    }

    @Test
    void whoSaysNothingIsCutOff() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hastyPort())) {
            assertEquals(CloseReason.HANDSHAKE_TIMEOUT, events.awaitFailed(0));
            assertTrue(isCutOff(socket));
        }
    }

    /** Nothing is said to it, and it ends. */
    private static boolean isCutOff(Socket socket) throws IOException {
        socket.setSoTimeout((int) DIAL_MILLIS);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aHandshakeByteAfterByteIsCutOffAllTheSame() throws Exception {
        byte[] hello = helloOfAClient();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hastyPort())) {
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> drip(socket, hello));
            assertEquals(CloseReason.HANDSHAKE_TIMEOUT, events.awaitFailed(0));
            assertTrue(written.get() < hello.length);
        }
    }

    private byte[] helloOfAClient() throws ChannelRefusedException {
        ChannelPair pair = new ChannelPair(channels(TestContext.fresh(LIMITS, events)), channels(peer));
        pair.shakeHands();
        return pair.saidByClient.toByteArray();
    }

    private static int drip(Socket socket, byte[] bytes) {
        int written = 0;
        try {
            for (byte b : bytes) {
                socket.getOutputStream().write(b);
                written++;
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException cutOff) {
            return written;
        }
        return written;
    }

    @Test
    void onlySoManyHandshakesAtATime() throws Exception {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), port());
                Socket two = new Socket(InetAddress.getLoopbackAddress(), port());
                Socket three = new Socket(InetAddress.getLoopbackAddress(), port())) {
            assertEquals(CloseReason.TOO_MANY, events.awaitFailed(0));
            assertTrue(isCutOff(one), "the eldest of the silent goes");
            assertTrue(two.isConnected() && three.isConnected());
        }
        assertEquals(CloseReason.GONE, events.awaitFailed(2));
        try (SSLSocket stranger = Stranger.withEd25519().connect(port())) {
            stranger.startHandshake();
            events.awaitUp(0);
        }
    }
}
