package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;

/** Whatever the level, java.util.logging hears no address of a connection, not from Bouncy Castle either. */
final class SilenceTest {
    private static final String ADDRESS = "127.0.53.1";
    private static final long DIAL_MILLIS = 20_000;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Handler ear = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord said) {
            heard.add(formatter.format(said));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        ear.setLevel(Level.ALL);
        root.addHandler(ear);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void stop() {
        root.removeHandler(ear);
        root.setLevel(before);
    }

    @Test
    void handshakesThatSucceedAndFailAreNotTalkedAbout() throws Exception {
        Logger.getLogger("org.bouncycastle.tls").finest("the test hears this");
        assertEquals(1, heard.size());
        RecordingEvents events = new RecordingEvents();
        TestContext one = TestContext.fresh(TransportLimits.DEFAULT, events);
        TestContext other = TestContext.fresh(TransportLimits.DEFAULT, events);
        try (TlsTransport transport = new TlsTransport()) {
            Listening door = transport.listen(new PeerAddress("tls", ADDRESS, 0, Optional.empty()), one);
            transport.dial(door.bound(), other, events, DIAL_MILLIS);
            events.awaitUp(1);
            PeerAddress wrong = door.bound().withId(other.id());
            TestContext third = TestContext.fresh(TransportLimits.DEFAULT, events);
            transport.dial(wrong, third, events, DIAL_MILLIS);
            events.awaitFailed(1);
            garbage(door.bound().port());
            events.awaitFailed(2);
            List<CloseReason> reasons = List.of(events.awaitFailed(0), events.awaitFailed(1), events.awaitFailed(2));
            assertTrue(reasons.contains(CloseReason.WRONG_PEER), reasons.toString());
            String port = String.valueOf(door.bound().port());
            List<String> telling = heard.stream()
                    .filter(line -> line.contains(ADDRESS) || line.contains(port))
                    .toList();
            assertEquals(List.of(), telling);
        }
    }

    private static void garbage(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName(ADDRESS), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // an alert, then the end
            }
        } catch (SocketException reset) {
            // an end too
        }
    }
}
