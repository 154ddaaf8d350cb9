package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;

/** A routing that comes later with the same name and a higher ranking takes over, and hands back when it goes. */
class RoutingTakeoverTest extends MemoryPeers {
    private static final int HIGHER = 1000;
    private static final int FRAMES = 50;

    /** MUTE's routing with a count of the frames that reach it. */
    private static final class Decorator implements RoutingProtocolFactory {
        private final RoutingProtocolFactory below = mute();
        private final AtomicInteger received = new AtomicInteger();
        private final boolean starts;
        private int made;

        Decorator(boolean starts) {
            this.starts = starts;
        }

        @Override
        public String name() {
            return below.name();
        }

        @Override
        public String wire() {
            return below.wire();
        }

        @Override
        public int stateVersion() {
            return below.stateVersion();
        }

        @Override
        public RoutingProtocol create(
                long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
            made++;
            if (!starts) {
                throw new NoClassDefFoundError("as a bundle that lacks a class");
            }
            RoutingProtocol routing = below.create(now, limits, random, saved, outbox);
            return (RoutingProtocol) Proxy.newProxyInstance(
                    RoutingProtocol.class.getClassLoader(),
                    new Class<?>[] {RoutingProtocol.class},
                    (self, method, args) -> {
                        if (method.getName().equals("received")) {
                            received.incrementAndGet();
                        }
                        try {
                            return method.invoke(routing, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    private void assertAllArrive(Conversation talk, int first) throws InterruptedException {
        for (int i = first; i < first + FRAMES; i++) {
            assertEquals(i, number(talk.inbox().next()));
        }
    }

    @Test
    void theHigherOneTakesOverAndHandsBackWithoutALostFrameOrABroadcast() throws InterruptedException {
        Peer a = peer("a");
        Peer b = peer("b");
        Peer c = peer("c");
        link(a, b);
        link(b, c);
        Conversation talk = converse(a, c);
        send(a, talk.asker(), talk.answerer(), 0, FRAMES);
        assertAllArrive(talk, 0);
        long broadcasts = b.view().counters().get("routing_broadcast_total");
        Decorator decorator = new Decorator(true);
        b.addRouting(decorator, HIGHER);
        send(a, talk.asker(), talk.answerer(), FRAMES, FRAMES);
        assertAllArrive(talk, FRAMES);
        int counted = decorator.received.get();
        assertTrue(counted >= FRAMES, "it ran: " + counted);
        b.removeRouting(decorator);
        send(a, talk.asker(), talk.answerer(), 2 * FRAMES, FRAMES);
        assertAllArrive(talk, 2 * FRAMES);
        assertEquals(counted, decorator.received.get(), "it runs no more");
        assertEquals(Optional.of("mute"), b.view().routing());
        assertEquals(broadcasts, b.view().counters().get("routing_broadcast_total"), "scents were handed over twice");
    }

    @Test
    void aLoopThatIsFullOfFramesLosesNoneToATakeover() throws InterruptedException {
        Peer a = peer("a");
        Peer b = peer("b");
        Peer c = peer("c");
        link(a, b);
        link(b, c);
        Conversation talk = converse(a, c);
        for (int round = 0; round < 10; round++) {
            Decorator decorator = new Decorator(true);
            send(a, talk.asker(), talk.answerer(), 2 * round * FRAMES, FRAMES);
            b.addRouting(decorator, HIGHER);
            send(a, talk.asker(), talk.answerer(), (2 * round + 1) * FRAMES, FRAMES);
            b.removeRouting(decorator);
            assertAllArrive(talk, 2 * round * FRAMES);
            assertAllArrive(talk, (2 * round + 1) * FRAMES);
        }
        for (Peer peer : java.util.List.of(a, b, c)) {
            await("all handles closed", () -> peer.view().counters().get("open_handles") == 0);
        }
    }

    @Test
    void oneOfTheSameOrALowerRankingWaits() {
        Peer a = peer("a");
        Decorator same = new Decorator(true);
        Decorator lower = new Decorator(true);
        a.addRouting(same, 0);
        a.addRouting(lower, -1);
        assertEquals(Optional.of("mute"), a.view().routing());
        assertEquals(0, same.made + lower.made);
    }

    @Test
    void oneThatDoesNotStartLeavesTheFormerRunningAndIsNotTriedAgain() throws InterruptedException {
        Peer a = peer("a");
        Peer c = peer("c");
        link(a, c);
        Conversation talk = converse(a, c);
        long broadcasts = a.view().counters().get("routing_broadcast_total");
        Decorator broken = new Decorator(false);
        a.addRouting(broken, HIGHER);
        a.addRouting(mute(), -1);
        send(a, talk.asker(), talk.answerer(), 0, FRAMES);
        assertAllArrive(talk, 0);
        assertEquals(1, broken.made);
        assertEquals(broadcasts, a.view().counters().get("routing_broadcast_total"));
        a.removeRouting(broken);
        assertEquals(Optional.of("mute"), a.view().routing());
    }
}
