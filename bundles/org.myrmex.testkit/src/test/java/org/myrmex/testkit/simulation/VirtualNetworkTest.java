package org.myrmex.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** What the network does with routings that misbehave, and that nothing piles up in its queue. */
class VirtualNetworkTest {
    private static final long SECOND = 1_000_000;

    @Test
    void eventsOfOneTimeComeInTheOrderInWhichTheyWerePlanned() {
        EventQueue queue = new EventQueue(1_000);
        List<Integer> removed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            queue.add(i % 7, i);
        }
        while (!queue.isEmpty()) {
            removed.add((int) queue.remove());
        }
        List<Integer> expected = new ArrayList<>();
        for (int time = 0; time < 7; time++) {
            for (int i = time; i < 500; i += 7) {
                expected.add(i);
            }
        }
        assertEquals(expected, removed);
    }

    @Test
    void aRoutingThatIsNeverContentWithItsTickIsNamed() {
        VirtualNetwork network = network(outbox -> new Scripted(outbox) {
            @Override
            public long nextWakeUp() {
                return 0;
            }
        });
        network.add("restless");
        String message = assertThrows(IllegalStateException.class, () -> network.run(SECOND))
                .getMessage();
        assertTrue(message.startsWith("restless wants to be woken"), message);
    }

    @Test
    void wakeUpsThatGoToAndFroBetweenNearAndFarDoNotPileUp() {
        long[] next = {0};
        VirtualNetwork network = network(outbox -> new Scripted(outbox) {
            @Override
            public void tick(long now) {
                next[0] = now + 600 * SECOND;
            }

            @Override
            public long nextWakeUp() {
                return next[0];
            }
        });
        VirtualNode node = network.add("a");
        for (int i = 0; i < 100; i++) {
            next[0] = network.now() + SECOND;
            node.open();
            network.run(2 * SECOND);
        }
        assertTrue(network.waiting() < 4, network.waiting() + " events wait");
    }

    @Test
    void handlesThatAreReleasedLeaveOneEventForAll() {
        VirtualNetwork network = network(outbox -> new Scripted(outbox) {
            @Override
            public void query(long now, Message message, QueryScope scope, Handle handle) {
                outbox.hold(handle);
                outbox.release(handle, DropReason.DONE);
            }
        });
        VirtualNode node = network.add("a");
        for (int i = 0; i < 100; i++) {
            node.query(node.keys(node.open()).address());
        }
        assertTrue(network.waiting() < 3, network.waiting() + " events wait");
        network.run(2 * VirtualNode.MAX_HOLD_MICROS);
        assertEquals(0, node.overdueHandles());
    }

    @Test
    void aHandleThatIsHeldForTooLongIsEndedByForce() {
        VirtualNetwork network = network(outbox -> new Scripted(outbox) {
            @Override
            public void query(long now, Message message, QueryScope scope, Handle handle) {
                outbox.hold(handle);
            }
        });
        VirtualNode node = network.add("a");
        node.query(node.open());
        network.run(VirtualNode.MAX_HOLD_MICROS);
        assertEquals(1, node.heldHandles());
        network.run(SECOND);
        assertEquals(0, node.heldHandles());
        assertEquals(1, node.overdueHandles());
    }

    @Test
    void bothEndsHearOfALinkBeforeOneEndsIt() {
        List<String> heard = new ArrayList<>();
        VirtualNetwork network = network(outbox -> new Scripted(outbox) {
            @Override
            public void linkUp(long now, LinkId link, LinkFacts facts) {
                heard.add("up");
                outbox.closeLink(link, CloseReason.PROTOCOL_ERROR);
            }

            @Override
            public void linkDown(long now, LinkId link, CloseReason why) {
                heard.add("down");
            }
        });
        VirtualNode a = network.add("a");
        VirtualNode b = network.add("b");
        VirtualLink link = network.link(a, b, 1_000);
        assertEquals(List.of("up", "up", "down", "down"), heard);
        assertFalse(link.isUp());
        assertEquals(List.of(), b.ports());
    }

    @Test
    void whatGoesToAndFroForEverIsNoticed() {
        VirtualNetwork network = network(Returning::new);
        VirtualNode a = network.add("a");
        VirtualNode b = network.add("b");
        network.link(a, b, 60 * SECOND);
        a.query(a.open());
        String message =
                assertThrows(IllegalStateException.class, network::settle).getMessage();
        assertTrue(message.contains("still on their way after 10 hours"), message);
    }

    @Test
    void timeDoesNotGoBack() {
        VirtualNetwork network = network(Scripted::new);
        long now = network.now();
        assertThrows(IllegalArgumentException.class, () -> network.run(-1));
        assertThrows(ArithmeticException.class, () -> network.run(Long.MAX_VALUE));
        assertEquals(now, network.now());
    }

    /** Sends what comes back to where it came from. */
    private static final class Returning extends Scripted {
        private LinkId link;

        Returning(Outbox outbox) {
            super(outbox);
        }

        @Override
        public void linkUp(long now, LinkId up, LinkFacts facts) {
            link = up;
        }

        @Override
        public void query(long now, Message message, QueryScope scope, Handle handle) {
            outbox.send(link, ByteBuffer.allocate(4), message.body(), 0, handle);
        }

        @Override
        public void received(long now, LinkId from, ByteBuffer header, Body body, Handle handle) {
            outbox.send(from, ByteBuffer.allocate(4), body, 0, handle);
        }
    }

    private static VirtualNetwork network(Scripted.Maker maker) {
        return new VirtualNetwork(Scripted.factory(maker), RoutingLimits.DEFAULT, 1);
    }
}
