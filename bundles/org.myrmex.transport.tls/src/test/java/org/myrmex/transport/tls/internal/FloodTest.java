package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.jsse.JsseChannels;
import org.myrmex.transport.tls.internal.secure.SecureChannel;

/** Many at the door at once: what they may cost, and that somebody honest gets in all the same. */
final class FloodTest {
    private static final int PLACES = 8;
    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, 128 * 1024, 60_000, PLACES, 256);
    private static final long DIAL_MILLIS = 20_000;

    private final RecordingEvents events = new RecordingEvents();
    private final TestContext peer = TestContext.fresh(LIMITS, events);
    private final TlsTransport transport = new TlsTransport();
    private final List<Socket> flood = new ArrayList<>();
    private Listening door;

    @BeforeEach
    void listen() throws IOException {
        door = transport.listen(new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), peer);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : flood) {
            socket.close();
        }
        transport.close();
        assertEquals(List.of(), events.breaches());
    }

    private Socket knock(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), door.bound().port()),
                (int) DIAL_MILLIS);
        flood.add(socket);
        return socket;
    }

    /** What somebody who dials says first; anybody may say it again. */
    private static byte[] hello() throws Exception {
        TestContext somebody = TestContext.fresh(LIMITS, new RecordingEvents());
        SecureChannel channel = new JsseChannels(somebody.linkKey()).dialling(proven -> Optional.empty());
        ByteBuffer said = ByteBuffer.allocate(channel.maxFlightBytes());
        channel.shakeHands(ByteBuffer.allocate(0), said);
        byte[] hello = new byte[said.flip().remaining()];
        said.get(hello);
        return hello;
    }

    private void dialIn() {
        RecordingEvents dialler = new RecordingEvents();
        TlsTransport other = new TlsTransport();
        try {
            other.dial(door.bound(), TestContext.fresh(LIMITS, dialler), dialler, DIAL_MILLIS);
            dialler.awaitUp(0);
        } finally {
            other.close();
        }
    }

    @Test
    void whoIsHonestGetsInWhileSilentOnesFillEveryPlace() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            knock("127.0.9.1");
        }
        dialIn();
        events.awaitUp(0);
        assertEquals(CloseReason.TOO_MANY, events.awaitFailed(0));
        assertEquals(1, events.failures().size(), "one went for the one who came");
    }

    @Test
    void whoIsHonestGetsInWhileSlowOnesOfItsOwnNetworkFillEveryPlace() throws Exception {
        byte[] hello = hello();
        for (int i = 0; i < PLACES; i++) {
            knock("127.0.0.1").getOutputStream().write(hello, 0, hello.length - 1);
        }
        dialIn();
        events.awaitUp(0);
    }

    @Test
    void whoGotAnAnswerIsPushedOutOnlyByItsOwnNetwork() throws Exception {
        Socket first = knock("127.0.8.1");
        first.getOutputStream().write(hello());
        assertTrue(first.getInputStream().read() >= 0, "it is answered");
        for (int i = 0; i < 10 * PLACES; i++) {
            knock("127.0.9.1");
        }
        String left = "tls://127.0.8.1:" + first.getLocalPort();
        events.awaitFailed(9 * PLACES);
        List<String> gone =
                events.failedAddresses().stream().map(PeerAddress::toString).toList();
        assertTrue(!gone.contains(left), "the one of another network stays");
    }

    @Test
    void answersAreGivenAtASteadyRate() throws Exception {
        byte[] hello = hello();
        int many = 72;
        long from = System.nanoTime();
        for (int i = 0; i < many; i++) {
            Socket socket = knock("127.0.9.1");
            socket.getOutputStream().write(hello);
            socket.setSoTimeout((int) DIAL_MILLIS);
            assertTrue(socket.getInputStream().read() >= 0, "it is answered in the end");
            socket.close();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        assertTrue(millis >= (many - 32) * 10 - 50, many + " answers within " + millis + " ms");
    }

    @Test
    void whoSendsEverMoreWithoutEverFinishingIsCutOff() throws Exception {
        Socket socket = knock("127.0.9.1");
        // a hello of 30,000 bytes, in records of 4 KB
        int body = 4_000;
        ByteBuffer record =
                ByteBuffer.allocate(5 + body).put(new byte[] {22, 3, 3}).putShort((short) body);
        record.put(new byte[] {1, 0, 0x75, 0x30});
        socket.getOutputStream().write(record.array());
        record.put(5, new byte[4]);
        try {
            for (int i = 0; i < 15; i++) {
                socket.getOutputStream().write(record.array());
            }
        } catch (IOException cutOff) {
            // as it should be
        }
        assertEquals(CloseReason.OVER_LIMIT, events.awaitFailed(0));
    }
}
