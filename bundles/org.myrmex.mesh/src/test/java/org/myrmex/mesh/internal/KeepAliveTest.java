package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Who sleeps is found out, and who wakes up does not lose everybody at once. */
class KeepAliveTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private static boolean linked(VirtualPeer peer) {
        return !peer.peer().view().links().isEmpty();
    }

    private static void link(VirtualPeers world, VirtualPeer a, VirtualPeer b) {
        world.run(SECOND);
        a.peer().connect(b.door());
        world.run(MINUTE);
        assertTrue(linked(a) && linked(b));
    }

    @Test
    void aNeighbourWhoseMachineSleepsIsFoundWithinAMinute() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            link(world, a, b);
            b.freeze(true);
            world.run(29 * SECOND);
            assertTrue(linked(a));
            world.run(31 * SECOND);
            assertTrue(!linked(a));
            b.freeze(false);
            world.run(15 * SECOND);
            assertTrue(linked(a) && linked(b), "it is dialled again");
        }
    }

    @Test
    void aSleepOfTheWholeMachineOrAJumpOfItsClockCostsNoLink() {
        for (long seconds = 20; seconds < 10_000; seconds *= 2) {
            try (VirtualPeers world = new VirtualPeers(seconds)) {
                VirtualPeer a = world.start("a");
                VirtualPeer b = world.start("b");
                link(world, a, b);
                LinkCount ofA = LinkCount.of(a);
                LinkCount ofB = LinkCount.of(b);
                world.sleep(seconds * SECOND);
                world.run(2 * MINUTE);
                assertEquals(0, ofA.ever + ofA.now + ofB.ever + ofB.now, "after " + seconds + " s");
            }
        }
    }

    @Test
    void onAnotherNetworkALinkThatDoesNotAnswerIsGivenUpWithinThreeSecondsAndOneThatAnswersStays() throws Exception {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            VirtualPeer c = world.start("c");
            link(world, a, b);
            link(world, a, c);
            assertEquals(2, a.peer().view().links().size());
            b.freeze(true);
            a.interfaces(InetAddress.getByName("192.0.2.7"));
            world.run(Surroundings.LOOK_MICROS + KeepAlive.SHORT_DOUBT_MICROS);
            assertEquals(1, a.peer().view().links().size());
            assertTrue(linked(c));
        }
    }

    @Test
    void whoWasSlowBeforeMayBeSlowOnAnotherNetworkToo() {
        assertEquals(KeepAlive.SHORT_DOUBT_MICROS, KeepAlive.patience(20_000));
        assertEquals(4 * SECOND, KeepAlive.patience(500_000));
        assertEquals(KeepAlive.DOUBT_MICROS, KeepAlive.patience(3_000_000));
        assertEquals(KeepAlive.DOUBT_MICROS, KeepAlive.patience(0), "nothing is known yet");
    }

    @Test
    void whoWakesUpAndFindsNobodyGivesTheLinkUp() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            link(world, a, b);
            b.freeze(true);
            world.sleep(10 * MINUTE);
            world.run(SECOND);
            assertTrue(linked(a), "one more ping");
            world.run(MINUTE);
            assertTrue(!linked(a));
        }
    }
}
