package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** One public network with as many ids as it likes, each of them proven. */
class CrowdTest {
    private static final long SECOND = 1_000_000;
    /** More than there are places for those who have not said hello. */
    private static final int CROWD = 80;

    /** One of them: it says nothing until it is told to. */
    private static final class Guest implements ConnectionEvents, TransportContext {
        private final KeyPair key;
        private final List<Connection> connections = new ArrayList<>();

        Guest() throws GeneralSecurityException {
            key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }

        void sayHello() {
            byte[] hello = new Hello(
                            Hello.PROTOCOL_VERSION,
                            Hello.PROTOCOL_VERSION,
                            List.of(new MuteRoutingFactory().wire()),
                            256 * 1024,
                            7,
                            0)
                    .encode();
            connections.forEach(connection ->
                    connection.send(List.of(new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello)))));
        }

        @Override
        public void up(Connection connection) {
            connections.add(connection);
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            frames.forEach(frame -> frame.body().release());
        }

        @Override
        public void writable(Connection connection) {
            // it has little to say
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            connections.remove(connection);
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            // another one may have more luck
        }

        @Override
        public KeyPair linkKey() {
            return key;
        }

        @Override
        public TransportLimits limits() {
            return TransportLimits.DEFAULT;
        }

        @Override
        public ConnectionEvents accepted() {
            return this;
        }
    }

    private static List<Guest> crowd(VirtualPeers world, VirtualPeer host)
            throws GeneralSecurityException, IOException {
        List<Guest> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Guest guest = new Guest();
            MemoryTransport transport = new MemoryTransport(world.network());
            transport.listen(PeerAddress.parse("memory://203.0.113." + (i + 1) + ":1"), guest);
            transport.dial(host.door(), guest, guest, 1_000);
            crowd.add(guest);
        }
        return crowd;
    }

    @Test
    void aNetworkThatSaysNothingKeepsNobodyElseOut() throws GeneralSecurityException, IOException {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer honest = world.start("honest");
            world.run(SECOND);
            crowd(world, a);
            world.run(SECOND);
            assertEquals(
                    AdmissionRules.DEFAULT.unfinishedPerNetwork(),
                    a.peer().view().counters().get("unfinished_connections").intValue());
            honest.peer().connect(a.door());
            world.run(SECOND);
            assertEquals(1, a.peer().view().links().size());
        }
    }

    @Test
    void aNetworkThatSaysHelloAtOnceGetsNoMoreLinksThanOneAfterTheOther() throws GeneralSecurityException, IOException {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer a = world.start("a");
            world.run(SECOND);
            List<Guest> crowd = crowd(world, a);
            world.run(SECOND);
            assertFalse(crowd.stream().allMatch(guest -> guest.connections.isEmpty()));
            crowd.forEach(Guest::sayHello);
            world.run(SECOND);
            assertEquals(
                    AdmissionRules.DEFAULT.linksPerNetwork(),
                    a.peer().view().links().size());
        }
    }
}
