package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/** Two peers that dial each other keep one connection, both the same, in whatever order their frames arrive. */
class DoubleDialTest {
    private static final long SECOND = 1_000_000;
    private static final int SEEDS = 100;

    private static VirtualPeer start(VirtualPeers world, String host, int maxLinks) {
        List<PeerAddress> doors =
                List.of(PeerAddress.parse("memory://" + host + ":1"), PeerAddress.parse("memory://" + host + ":2"));
        PeerSettings settings = new PeerSettings(
                doors,
                "mute",
                Set.of(),
                0,
                0,
                maxLinks,
                0,
                AdmissionRules.DEFAULT,
                LinkPace.FREE,
                TransportLimits.DEFAULT);
        return world.start(settings, new MuteRoutingFactory());
    }

    private static void assertOneAndTheSame(long seed, VirtualPeer a, VirtualPeer b) {
        List<MeshView.Link> ofA = a.peer().view().links();
        List<MeshView.Link> ofB = b.peer().view().links();
        assertEquals(1, ofA.size(), "links of a, seed " + seed);
        assertEquals(1, ofB.size(), "links of b, seed " + seed);
        assertTrue(ofA.get(0).dialledByUs() != ofB.get(0).dialledByUs(), "the same connection, seed " + seed);
    }

    /** Dials both ways and under both addresses, each at a time that chance gives. */
    private static void dialAll(VirtualPeers world, VirtualPeer a, VirtualPeer b) {
        List<Runnable> dials = new ArrayList<>();
        for (int door = 0; door < 2; door++) {
            int which = door;
            dials.add(() -> a.peer().connect(address(b, which)));
            dials.add(() -> b.peer().connect(address(a, which)));
        }
        dials.forEach(dial -> world.after(world.chance().nextLong(2_000), dial));
    }

    private static PeerAddress address(VirtualPeer peer, int door) {
        PeerAddress first = peer.door();
        return new PeerAddress(first.scheme(), first.host(), first.port() + door, first.id());
    }

    @Test
    void oneLinkComesUpOnceAndStays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = start(world, "a", 32);
                VirtualPeer b = start(world, "b", 32);
                LinkCount ofA = LinkCount.of(a);
                LinkCount ofB = LinkCount.of(b);
                world.run(SECOND);
                dialAll(world, a, b);
                world.run(3 * SECOND);
                assertOneAndTheSame(seed, a, b);
                world.run(60 * SECOND);
                assertOneAndTheSame(seed, a, b);
                assertEquals(1, ofA.ever, "links that a ever had, seed " + seed);
                assertEquals(1, ofB.ever, "links that b ever had, seed " + seed);
            }
        }
    }

    @Test
    void aPeerWithRoomForOneKeepsTheOne() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = start(world, "a", 1);
                VirtualPeer b = start(world, "b", 1);
                world.run(SECOND);
                dialAll(world, a, b);
                world.run(3 * SECOND);
                assertOneAndTheSame(seed, a, b);
            }
        }
    }

    @Test
    void restartsEndInOneLinkAndNeverInTwo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = start(world, "a", 32);
                VirtualPeer b = start(world, "b", 32);
                LinkCount ofA = LinkCount.of(a);
                world.run(SECOND);
                dialAll(world, a, b);
                world.after(world.chance().nextLong(3_000), () -> {
                    b.stop();
                    b.start();
                    b.peer().connect(address(a, 0));
                });
                world.run(30 * SECOND);
                assertOneAndTheSame(seed, a, b);
                assertEquals(1, ofA.most, "links that a had at a time, seed " + seed);
            }
        }
    }
}
