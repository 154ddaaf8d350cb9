package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.mesh.flow.CoverFrame;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/** Whole peers on a test's clock: cover frames, rates, and what becomes of a flood of small frames. */
class PacingTest {
    private static final long SECOND = 1_000_000;

    private static VirtualPeer start(VirtualPeers world, String host, LinkPace pace) {
        PeerSettings free = VirtualPeers.settings(host, 0);
        PeerSettings paced = new PeerSettings(
                free.listen(),
                free.routing(),
                free.transports(),
                free.wantedDegree(),
                free.minLinks(),
                free.maxLinks(),
                free.renewMinutes(),
                free.admission(),
                pace,
                free.limits());
        return world.start(paced, new MuteRoutingFactory());
    }

    private static void link(VirtualPeers world, VirtualPeer from, VirtualPeer to) {
        world.run(SECOND);
        int before = from.peer().view().links().size();
        from.peer().connect(to.door());
        assertTrue(world.runUntil(SECOND, () -> from.peer().view().links().size() > before), "a link");
    }

    private static long sentBytes(VirtualPeer peer) {
        return peer.peer().view().links().stream()
                .mapToLong(MeshView.Link::sentBytes)
                .sum();
    }

    @Test
    void anIdleLinkUnderCoverSendsTheGridAndASearchChangesNothingOfIt() {
        try (VirtualPeers world = new VirtualPeers(11)) {
            VirtualPeer a = start(world, "a", new LinkPace(0, 0, 500_000));
            VirtualPeer b = start(world, "b", new LinkPace(0, 0, 500_000));
            VirtualPeer uncovered = start(world, "c", LinkPace.FREE);
            link(world, a, b);
            link(world, b, uncovered);
            uncovered.peer().addResponder("echo", (query, answers) -> answers.send(query.payload()));
            world.run(SECOND);
            long before = sentBytes(a);
            List<Answer> answers = new ArrayList<>();
            a.peer()
                    .mesh()
                    .open(new EndpointOptions("test"))
                    .query("echo", new byte[1], QueryScope.DEFAULT, answers::add);
            world.run(10 * SECOND);
            assertEquals(1, answers.size(), "over two links under cover, back over one");
            assertEquals(20L * CoverFrame.WIRE_BYTES, sentBytes(a) - before, "twenty slots, and nothing else");
        }
    }

    @Test
    void theRateOfALinkHoldsForAWholePeer() {
        long rate = 256 * 1024;
        try (VirtualPeers world = new VirtualPeers(12)) {
            VirtualPeer a = start(world, "a", new LinkPace(rate, 0, 0));
            VirtualPeer b = start(world, "b", LinkPace.FREE);
            assertEquals(1.0, sentWhilePressed(world, a, b) / (20.0 * rate), 0.02);
        }
    }

    @Test
    void theRateOfAPeerHoldsForAWholePeer() {
        long rate = 256 * 1024;
        try (VirtualPeers world = new VirtualPeers(13)) {
            VirtualPeer a = start(world, "a", new LinkPace(0, rate, 0));
            VirtualPeer b = start(world, "b", LinkPace.FREE);
            assertEquals(1.0, sentWhilePressed(world, a, b) / (20.0 * rate), 0.02);
        }
    }

    /** Bytes that the first sends in 20 s while always some blocks wait. */
    private static long sentWhilePressed(VirtualPeers world, VirtualPeer a, VirtualPeer b) {
        link(world, a, b);
        b.peer().addResponder("echo", (query, answers) -> answers.send(query.payload()));
        b.peer().datagrams().receive(1, (to, sender, body, consumed) -> {
            body.release();
            consumed.run();
        });
        List<Answer> answers = new ArrayList<>();
        Endpoint endpoint = a.peer().mesh().open(new EndpointOptions("test"));
        endpoint.query("echo", new byte[1], QueryScope.DEFAULT, answers::add);
        assertTrue(world.runUntil(SECOND, () -> !answers.isEmpty()), "an answer");
        LocalAddress from = a.peer().datagrams().local(endpoint);
        int[] open = {0};
        world.every(10_000, () -> {
            while (open[0] < 8) {
                open[0]++;
                Body block = MemoryPeers.datagram(16_896, 0);
                a.peer().datagrams().send(from, answers.get(0).from(), block, SendOptions.DEFAULT, () -> open[0]--);
            }
        });
        world.run(2 * SECOND);
        long before = sentBytes(a);
        world.run(20 * SECOND);
        return sentBytes(a) - before;
    }

    @Test
    void whoFloodsWithPingsIsCutOffAndAnsweredWithinLimitsUntilThen() {
        try (VirtualPeers world = new VirtualPeers(14)) {
            VirtualPeer a = start(world, "a", LinkPace.FREE);
            VirtualPeer b = start(world, "b", LinkPace.FREE);
            link(world, a, b);
            long before = sentBytes(b);
            Connection connection = a.connections().get(0);
            for (int i = 0; i < 1_000; i++) {
                connection.send(List.of(ping()));
            }
            world.run(SECOND / 10);
            assertEquals(1, b.peer().view().links().size(), "within its budget");
            assertTrue(sentBytes(b) - before <= 20 * 24, "of a thousand pings it answers few");
            for (int i = 0; i < 200; i++) {
                connection.send(List.of(ping()));
            }
            world.run(SECOND / 10);
            assertEquals(0, b.peer().view().links().size());
        }
    }

    private static Frame ping() {
        return new Frame(FrameTypes.PING, 0, ByteBuffer.allocate(0), Body.of(new byte[Long.BYTES]));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LinkPace.of(-1, 0, "off", 500));
        assertThrows(IllegalArgumentException.class, () -> LinkPace.of(0, 0, "maybe", 500));
        assertThrows(IllegalArgumentException.class, () -> LinkPace.of(0, 0, "on", 50));
        assertEquals(LinkPace.FREE, LinkPace.of(0, 0, "off", 500));
    }
}
