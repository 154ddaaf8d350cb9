package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.testkit.outbox.CountedBodies;

/** A transport goes on for a moment after its mesh: a handshake ends, a read is handed over. */
class LateConnectionTest {
    private static final PeerId STRANGER = PeerId.of(new byte[32]);

    /** Gives the test what the peer gave it. */
    private static final class Handed implements Transport, Listening {
        private ConnectionEvents accepted;

        @Override
        public String scheme() {
            return "memory";
        }

        @Override
        public Listening listen(PeerAddress address, TransportContext context) {
            accepted = context.accepted();
            return this;
        }

        @Override
        public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
            events.failed(address, CloseReason.UNREACHABLE);
        }

        @Override
        public PeerAddress bound() {
            return PeerAddress.parse("memory://late:1");
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    private static final class Noted implements Connection {
        private final List<CloseReason> closed = new ArrayList<>();

        @Override
        public PeerId peer() {
            return STRANGER;
        }

        @Override
        public PeerAddress remote() {
            return new PeerAddress("memory", "stranger", 0, Optional.empty());
        }

        @Override
        public boolean dialledByUs() {
            return false;
        }

        @Override
        public boolean pinned() {
            return false;
        }

        @Override
        public Realm realm() {
            return Realm.LOOPBACK;
        }

        @Override
        public int send(List<Frame> frames) {
            return frames.size();
        }

        @Override
        public int queuedBytes() {
            return 0;
        }

        @Override
        public void pauseReading(boolean pause) {
            // nothing is read
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason);
        }
    }

    @Test
    void itIsClosedAndItsFramesAreGivenBack() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("late");
            Handed transport = new Handed();
            a.removeTransport();
            a.peer().addTransport(transport, 0);
            world.run(1_000_000);
            a.peer().close();
            Noted connection = new Noted();
            CountedBodies bodies = new CountedBodies();
            transport.accepted.up(connection);
            transport.accepted.received(
                    connection, List.of(new Frame(FrameTypes.ROUTING, 1, ByteBuffer.allocate(0), bodies.make(1024))));
            assertEquals(List.of(CloseReason.STOPPED), connection.closed);
            assertEquals(0, bodies.alive());
        }
    }
}
