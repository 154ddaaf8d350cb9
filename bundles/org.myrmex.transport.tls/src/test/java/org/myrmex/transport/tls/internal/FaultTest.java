package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.myrmex.transport.tls.internal.tls13.Tls13Channels;

/** What a live connection does when something of this side fails. */
final class FaultTest {
    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, 128 * 1024, 20_000, 8, 8);
    private static final PeerAddress ANYWHERE = new PeerAddress("tls", "127.0.0.1", 0, Optional.empty());
    private static final long PATIENCE_MILLIS = 20_000;

    private final List<TlsTransport> transports = new ArrayList<>();
    private final CountDownLatch forgotten = new CountDownLatch(1);
    private final RecordingEvents events = new RecordingEvents();
    private final RecordingEvents otherEvents = new RecordingEvents();

    @AfterEach
    void stop() {
        transports.forEach(TlsTransport::close);
    }

    private TlsTransport transport(boolean seals) {
        TlsTransport transport = new TlsTransport(key -> new Watched(new Tls13Channels(key), seals));
        transports.add(transport);
        return transport;
    }

    /** Real channels, of which it is known when they are asked to forget; their cipher may fail. */
    private final class Watched implements SecureChannels {
        private final SecureChannels real;
        private final boolean seals;

        Watched(SecureChannels real, boolean seals) {
            this.real = real;
            this.seals = seals;
        }

        @Override
        public PeerId own() {
            return real.own();
        }

        @Override
        public SecureChannel dialling(Judge judge) {
            return watched(real.dialling(judge));
        }

        @Override
        public SecureChannel accepting(Judge judge) {
            return real.accepting(judge);
        }

        private SecureChannel watched(SecureChannel channel) {
            return new SecureChannel() {
                @Override
                public Handshake shakeHands(ByteBuffer received, ByteBuffer toSend) throws ChannelRefusedException {
                    return channel.shakeHands(received, toSend);
                }

                @Override
                public int maxFlightBytes() {
                    return channel.maxFlightBytes();
                }

                @Override
                public PeerId peer() {
                    return channel.peer();
                }

                @Override
                public Opened open(ByteBuffer received, ByteBuffer plain) throws ChannelRefusedException {
                    return channel.open(received, plain);
                }

                @Override
                public int maxRecordBytes() {
                    return channel.maxRecordBytes();
                }

                @Override
                public void seal(List<ByteBuffer> plain, ByteBuffer sealed) throws ChannelRefusedException {
                    // as if the cipher failed: what it throws is made of a buffer that cannot be written to
                    channel.seal(plain, seals ? sealed : sealed.asReadOnlyBuffer());
                }

                @Override
                public int sealedBytes(int plainBytes) {
                    return channel.sealedBytes(plainBytes);
                }

                @Override
                public boolean owes() {
                    return channel.owes();
                }

                @Override
                public void end(ByteBuffer sealed) {
                    channel.end(sealed);
                    forgotten.countDown();
                }
            };
        }
    }

    private Connection dials(TlsTransport from, ConnectionEvents accepted) throws Exception {
        Listening door = transport(true).listen(ANYWHERE, TestContext.fresh(LIMITS, accepted));
        from.dial(door.bound(), TestContext.fresh(LIMITS, new RecordingEvents()), events, PATIENCE_MILLIS);
        return events.awaitUp(0);
    }

    @Test
    void whatCannotBeSealedIsAFaultOfThisSide() throws Exception {
        Connection connection = dials(transport(false), otherEvents);
        Frame frame = new Frame(1, 1, ByteBuffer.allocate(0), Body.of(new byte[8]));
        assertEquals(1, connection.send(List.of(frame)));
        assertEquals(CloseReason.INTERNAL, events.awaitClosed(connection));
        assertEquals(CloseReason.GONE, otherEvents.awaitClosed(otherEvents.awaitUp(0)));
    }

    @Test
    void secretsAreForgottenWhenTheOtherEndVanishes() throws Exception {
        Connection connection = dials(transport(true), otherEvents);
        otherEvents.awaitUp(0).close(CloseReason.STOPPED);
        assertEquals(CloseReason.GONE, events.awaitClosed(connection));
        assertTrue(forgotten.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Test
    void whatIsQueuedIsWrittenWhateverTheReasonToClose() throws Exception {
        Connection connection = dials(transport(true), otherEvents);
        connection.send(List.of(new Frame(3, 1, ByteBuffer.allocate(0), Body.of(new byte[8]))));
        connection.close(CloseReason.GONE);
        assertEquals(3, otherEvents.awaitFrames(1).get(0).type());
    }

    /** As when a bundle goes and its classes with it. */
    private static final class Vanishing implements ConnectionEvents {
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void up(Connection connection) {
            throw new NoClassDefFoundError("gone");
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            frames.forEach(frame -> frame.body().release());
        }

        @Override
        public void writable(Connection connection) {
            // nobody sends
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            closed.countDown();
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            // not here
        }
    }

    @Test
    void anOwnerWhoseClassesAreGoneKeepsNoPlace() throws Exception {
        Vanishing vanishing = new Vanishing();
        Connection connection = dials(transport(true), vanishing);
        assertEquals(CloseReason.GONE, events.awaitClosed(connection));
        assertTrue(vanishing.closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        assertEquals(0, transports.get(1).live());
    }
}
