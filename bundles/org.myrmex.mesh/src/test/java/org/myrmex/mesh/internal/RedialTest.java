package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;

/** Who comes back soon is found soon; who stays away, or throws us out each time, is asked more and more rarely. */
class RedialTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private static boolean linked(VirtualPeer peer) {
        return !peer.peer().view().links().isEmpty();
    }

    private static int attempts(VirtualPeer peer, VirtualPeer to) {
        for (MeshView.Dial dial : peer.peer().view().dialling()) {
            if (dial.address().host().equals(to.door().host())) {
                return dial.attempts();
            }
        }
        return 0;
    }

    @Test
    void aNeighbourThatComesBackWithinAMinuteIsFoundWithinSeconds() {
        for (long seed = 0; seed < 20; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = world.start("a");
                VirtualPeer b = world.start("b");
                world.run(SECOND);
                a.peer().connect(b.door());
                world.run(2 * MINUTE);
                assertTrue(linked(a));
                b.stop();
                world.run(world.chance().nextLong(MINUTE));
                b.start();
                assertTrue(world.runUntil(20 * SECOND, () -> linked(a)), "seed " + seed);
            }
        }
    }

    @Test
    void whoStaysAwayIsDialledEveryFiveMinutesAtLast() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer there = world.start("there");
            VirtualPeer away = world.start("away");
            away.stop();
            world.run(SECOND);
            a.peer().connect(there.door());
            a.peer().connect(away.door());
            world.run(60 * MINUTE);
            int first = attempts(a, away);
            world.run(120 * MINUTE);
            int later = attempts(a, away) - first;
            assertTrue(later >= 16 && later <= 40, "in two hours: " + later);
            away.start();
            assertTrue(world.runUntil(8 * MINUTE, () -> a.peer().view().links().size() == 2));
        }
    }

    @Test
    void alonePeersDialEachMinuteAndAllOfThemWhenOneAnswers() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            VirtualPeer c = world.start("c");
            b.stop();
            c.stop();
            world.run(SECOND);
            a.peer().connect(b.door());
            a.peer().connect(c.door());
            world.run(120 * MINUTE);
            b.start();
            c.start();
            assertTrue(world.runUntil(90 * SECOND, () -> linked(a)));
            assertTrue(world.runUntil(8 * SECOND, () -> a.peer().view().links().size() == 2));
        }
    }

    @Test
    void aLinkThatEndsWithinSecondsEachTimeIsNoSuccess() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            VirtualPeer moody = world.start("moody");
            world.run(SECOND);
            a.peer().connect(b.door());
            LinkCount ofA = LinkCount.of(a);
            a.peer().connect(moody.door());
            world.every(2 * SECOND, moody::swapTransport);
            world.run(60 * MINUTE);
            assertTrue(ofA.ever < 40, "links in an hour: " + ofA.ever);
        }
    }

    @Test
    void whereEveryLinkBreaksAllAreDialledAgainWithinSeconds() {
        try (VirtualPeers world = new VirtualPeers(5)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            VirtualPeer c = world.start("c");
            world.run(SECOND);
            a.peer().connect(b.door());
            a.peer().connect(c.door());
            world.every(6 * SECOND, () -> a.connections().forEach(a.transport()::cut));
            world.run(10 * MINUTE);
            LinkCount ofA = LinkCount.of(a);
            world.run(MINUTE);
            assertTrue(ofA.ever >= 16, "links in a minute: " + ofA.ever);
        }
    }

    /** Never says what became of a dial. */
    private static final class Silent implements Transport {
        private int dials;

        @Override
        public String scheme() {
            return "silent";
        }

        @Override
        public Listening listen(PeerAddress address, TransportContext context) {
            throw new IllegalStateException("nobody listens here");
        }

        @Override
        public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
            dials++;
        }
    }

    @Test
    void aDialThatNobodyEverReportsOnIsGivenUp() {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer a = world.start("a");
            Silent silent = new Silent();
            a.peer().addTransport(silent, 0);
            world.run(SECOND);
            a.peer().connect(PeerAddress.parse("silent://somewhere:1"));
            world.run(50 * SECOND);
            assertEquals(1, silent.dials);
            world.run(20 * SECOND);
            assertEquals(2, silent.dials);
        }
    }
}
