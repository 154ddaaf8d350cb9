package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** Who lacks neighbours says so to those whom it asks to take it in, once, and to nobody else. */
class HelloOfOneWhoLacksTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** Takes part as far as the greeting, and reads every hello. */
    private static final class Watcher extends Outsider {
        private static final PeerAddress DOOR = PeerAddress.parse("memory://watcher:1");

        private final List<Hello> hellos = new ArrayList<>();
        private final TestContext context = TestContext.fresh(TransportLimits.DEFAULT, this);
        private final MemoryTransport transport;
        private long token = 7;
        private boolean isSilent;

        Watcher(VirtualPeers world) {
            transport = new MemoryTransport(world.network());
        }

        @Override
        public void up(Connection connection) {
            super.up(connection);
            if (connection.dialledByUs()) {
                say(connection, 0);
            }
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            for (Frame frame : frames) {
                if (frame.type() == FrameTypes.HELLO) {
                    Hello hello = Hello.decode(frame.body().view()).orElseThrow();
                    hellos.add(hello);
                    if (!connection.dialledByUs() && !isSilent) {
                        answer(connection, hello);
                    }
                } else if (frame.type() == FrameTypes.PING) {
                    pong(connection, frame);
                }
                frame.body().release();
            }
        }

        private void answer(Connection connection, Hello theirs) {
            if (theirs.renews() == 0) {
                token++;
            }
            say(connection, theirs.renews() == 0 ? 0 : theirs.token());
        }

        private void say(Connection connection, long renews) {
            byte[] hello = new Hello(
                            Hello.PROTOCOL_VERSION,
                            Hello.PROTOCOL_VERSION,
                            List.of(new MuteRoutingFactory().wire()),
                            Link.WINDOW_BYTES,
                            token,
                            renews,
                            false)
                    .encode();
            send(connection, FrameTypes.HELLO, hello);
        }

        private static void pong(Connection connection, Frame ping) {
            byte[] body = new byte[ping.body().length()];
            ping.body().view().get(body);
            send(connection, FrameTypes.PONG, body);
        }

        private static void send(Connection connection, int type, byte[] body) {
            connection.send(List.of(new Frame(type, 0, ByteBuffer.allocate(0), Body.of(body))));
        }
    }

    /** MUTE's routing under another name on the wire. */
    private static final class OtherWire implements RoutingProtocolFactory {
        private final RoutingProtocolFactory below = new MuteRoutingFactory();

        @Override
        public String name() {
            return below.name();
        }

        @Override
        public String wire() {
            return "other";
        }

        @Override
        public int stateVersion() {
            return below.stateVersion();
        }

        @Override
        public RoutingProtocol create(
                long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
            return below.create(now, limits, random, saved, outbox);
        }
    }

    private static VirtualPeer start(VirtualPeers world) {
        return world.start(VirtualPeers.settings("here", 5, 5, 1), new MuteRoutingFactory());
    }

    private static long links(VirtualPeer peer) {
        return peer.peer().view().links().size();
    }

    @Test
    void theFirstHelloOfANewDialSaysItAndNoRenewalDoes() throws Exception {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer here = start(world);
            Watcher watcher = new Watcher(world);
            watcher.transport.listen(Watcher.DOOR, watcher.context);
            world.run(SECOND);
            here.peer().connect(Watcher.DOOR);
            assertTrue(world.runUntil(5 * SECOND, () -> links(here) == 1), "a link");
            assertTrue(watcher.hellos.get(0).lacking(), "who is dialled may make room for it");
            world.run(2 * MINUTE);
            List<Hello> later =
                    watcher.hellos.stream().filter(hello -> hello.renews() != 0).toList();
            assertFalse(later.isEmpty(), "renewals");
            assertEquals(0, later.stream().filter(Hello::lacking).count(), "a neighbour cannot watch how it fares");
        }
    }

    @Test
    void theSecondHelloToOneWhoHasNotAnsweredDoesNotSayItAgain() throws Exception {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer here = start(world);
            Watcher watcher = new Watcher(world);
            watcher.isSilent = true;
            watcher.transport.listen(Watcher.DOOR, watcher.context);
            world.run(SECOND);
            here.peer().connect(Watcher.DOOR);
            assertTrue(world.runUntil(5 * SECOND, () -> watcher.hellos.size() == 1), "a hello");
            assertTrue(watcher.hellos.get(0).lacking());
            here.replaceRouting(new OtherWire(), SECOND);
            assertTrue(world.runUntil(3 * SECOND, () -> watcher.hellos.size() == 2), "the other wire is said");
            assertFalse(watcher.hellos.get(1).lacking());
        }
    }

    @Test
    void theAnswerToADialDoesNotSayIt() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer here = start(world);
            Watcher watcher = new Watcher(world);
            world.run(SECOND);
            watcher.transport.dial(here.door(), watcher.context, watcher, 1_000);
            assertTrue(world.runUntil(5 * SECOND, () -> links(here) == 1), "a link");
            world.run(SECOND);
            assertEquals(1, watcher.hellos.size());
            assertFalse(watcher.hellos.get(0).lacking());
        }
    }

    @Test
    void anotherRoutingIsNoReasonToSayIt() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            MuteRoutingFactory first = new MuteRoutingFactory();
            VirtualPeer here = world.start(VirtualPeers.settings("here", 5, 5, 0), first);
            Watcher watcher = new Watcher(world);
            world.run(SECOND);
            watcher.transport.dial(here.door(), watcher.context, watcher, 1_000);
            assertTrue(world.runUntil(5 * SECOND, () -> links(here) == 1), "a link");
            here.replaceRouting(new OtherWire(), SECOND);
            world.run(3 * SECOND);
            assertEquals(2, watcher.hellos.size(), "the neighbour is told what is spoken now");
            assertFalse(watcher.hellos.get(1).lacking());
        }
    }
}
