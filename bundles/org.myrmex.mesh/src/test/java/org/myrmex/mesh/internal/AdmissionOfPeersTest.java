package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Goodbye;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** Who misbehaves, or is no friend, gets no link for a while, whichever side dials. */
class AdmissionOfPeersTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** Somebody with a key who sends what he likes. */
    private static final class Rogue extends Outsider {
        private final TestContext context = TestContext.fresh(TransportLimits.DEFAULT, this);
        private final List<CloseReason> told = new ArrayList<>();
        private int ups;

        @Override
        public void up(Connection connection) {
            ups++;
            Frame garbage = new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(new byte[] {99}));
            assertEquals(1, connection.send(List.of(garbage)));
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            for (Frame frame : frames) {
                Goodbye.decode(frame.body().view()).ifPresent(told::add);
                frame.body().release();
            }
        }
    }

    @Test
    void whoSendsNonsenseIsKeptOutForAMinuteThenForTwo() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            world.run(SECOND);
            Rogue rogue = new Rogue();
            MemoryTransport transport = new MemoryTransport(world.network());
            // a dial each second
            world.every(SECOND, () -> transport.dial(a.door(), rogue.context, rogue, 1_000));
            world.run(30 * SECOND);
            assertEquals(1, rogue.ups);
            assertEquals(List.of(CloseReason.BAD_HELLO), rogue.told);
            assertEquals(1, a.peer().view().counters().get("bans"));
            world.run(MINUTE);
            assertEquals(2, rogue.ups);
            world.run(MINUTE);
            assertEquals(2, rogue.ups);
            world.run(MINUTE);
            assertEquals(3, rogue.ups);
            assertEquals(3, a.peer().view().counters().get("bans_total"));
        }
    }

    private static PeerSettings withFriends(String host, Set<VirtualPeer> friends) {
        TreeSet<PeerId> ids = new TreeSet<>();
        friends.forEach(friend -> ids.add(friend.peer().id()));
        return new PeerSettings(
                List.of(PeerAddress.parse("memory://" + host + ":1")),
                "mute",
                Set.of(),
                0,
                0,
                32,
                0,
                new AdmissionRules(ids, 8, 4),
                LinkPace.FREE,
                TransportLimits.DEFAULT);
    }

    @Test
    void withAListOfFriendsNobodyElseIsANeighbourWhoeverDials() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer friend = world.start("friend");
            VirtualPeer inbound = world.start("inbound");
            VirtualPeer outbound = world.start("outbound");
            VirtualPeer a = world.start(withFriends("a", Set.of(friend)), new MuteRoutingFactory());
            world.run(SECOND);
            friend.peer().connect(a.door());
            inbound.peer().connect(a.door());
            a.peer().connect(outbound.door());
            world.run(MINUTE);
            assertEquals(1, a.peer().view().links().size());
            assertEquals(1, friend.peer().view().links().size());
            assertTrue(inbound.peer().view().links().isEmpty());
            assertTrue(outbound.peer().view().links().isEmpty());
            assertEquals(
                    Optional.of("UNWANTED"), a.peer().view().dialling().get(0).lastFailure());
        }
    }
}
