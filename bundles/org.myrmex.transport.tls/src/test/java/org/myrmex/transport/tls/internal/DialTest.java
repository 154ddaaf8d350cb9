package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
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

/** A name of several addresses, one of which is a black hole: it takes no connection and says nothing. */
final class DialTest {
    private static final TransportLimits LIMITS = TransportLimits.DEFAULT;
    private static final long DIAL_MILLIS = 10_000;

    private final RecordingEvents accepted = new RecordingEvents();
    private final RecordingEvents dialled = new RecordingEvents();
    private final TlsTransport far = new TlsTransport();
    private final TlsTransport near = new TlsTransport();
    private final List<Socket> queue = new ArrayList<>();
    private final InetAddress light;
    private final InetAddress dark;
    private final InetAddress closed;
    private ServerSocket hole;
    private Listening door;

    DialTest() throws IOException {
        light = InetAddress.getLoopbackAddress();
        dark = InetAddress.getByName("127.0.0.2");
        closed = InetAddress.getByName("127.0.0.3");
    }

    @BeforeEach
    void listen() throws IOException {
        door = far.listen(
                new PeerAddress("tls", "127.0.0.1", 0, Optional.empty()), TestContext.fresh(LIMITS, accepted));
        // nobody accepts here, and what the system keeps waiting is full: it drops whoever comes
        hole = new ServerSocket(door.bound().port(), 1, dark);
        boolean open = true;
        while (open) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(new InetSocketAddress(dark, door.bound().port()), 200);
            } catch (SocketTimeoutException full) {
                open = false;
            }
            assertTrue(queue.size() < 16, "the black hole is not full");
        }
    }

    @AfterEach
    void stop() throws IOException {
        near.close();
        far.close();
        hole.close();
        for (Socket socket : queue) {
            socket.close();
        }
        assertEquals(List.of(), dialled.breaches());
    }

    /** Dials a name that the resolver would say these addresses of. */
    private void dial(long timeoutMillis, InetAddress... addresses) {
        Events events = new Events(dialled, LIMITS);
        LinkKey key = LinkKey.of(TestContext.fresh(LIMITS, dialled).linkKey(), TlsTransport.KIND);
        near.handshakes().execute(() -> {
            Dial dial = new Dial(near, key.channels(), door.bound(), events, SelectorLoop.nanosFromNow(timeoutMillis));
            near.handshakes().add(dial);
            dial.resolved(List.of(addresses));
        });
    }

    @Test
    void theNextAddressIsTriedWhenOneDoesNotAnswer() {
        dial(DIAL_MILLIS, dark, light);
        dialled.awaitUp(0);
        accepted.awaitUp(0);
    }

    @Test
    void theNextAddressIsTriedAtOnceWhenOneRefuses() {
        // with a wait for each of them it would take two seconds each time, however quick the machine
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5 && best >= 1_750; i++) {
            long from = System.nanoTime();
            dial(DIAL_MILLIS, closed, closed, closed, closed, closed, closed, closed, light);
            dialled.awaitUp(i);
            best = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        }
        assertTrue(best < 1_750, "up after " + best + " ms at best");
    }

    @Test
    void theOneThatAnswersLateCountsAsLongAsThereIsTime() throws IOException {
        dial(DIAL_MILLIS, dark, closed);
        // there is room again: the system asks anew after a second
        hole.accept().close();
        hole.accept().close();
        assertEquals(List.of(), dialled.failures());
        try (Socket late = hole.accept()) {
            late.setSoTimeout((int) DIAL_MILLIS);
            assertTrue(late.getInputStream().read() >= 0, "the handshake begins");
        }
        assertEquals(CloseReason.GONE, dialled.awaitFailed(0));
    }

    @Test
    void oneDeadlineIsForAllOfThem() {
        long from = System.nanoTime();
        dial(600, dark, dark, dark, dark);
        assertEquals(CloseReason.UNREACHABLE, dialled.awaitFailed(0));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        assertTrue(millis >= 600 && millis < 5_000, "given up after " + millis + " ms");
        assertEquals(1, dialled.failures().size());
    }
}
