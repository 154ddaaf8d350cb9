package org.myrmex.example.counting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.plugin.PlainMetrics;
import org.myrmex.testkit.routing.RoutingContract;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/** A decorator keeps the contract of what it decorates, and does the same in the same order. */
class CountingContractTest {
    private static RoutingProtocolFactory counting(Counts counts) {
        return new CountingRoutingFactory(new MuteRoutingFactory(), counts);
    }

    @Nested
    class OverMute extends RoutingContract {
        @Override
        protected RoutingProtocolFactory factory() {
            return counting(new Counts(new PlainMetrics()));
        }
    }

    @Test
    void theTraceIsThatOfTheRoutingBelow() {
        Counts counts = new Counts(new PlainMetrics());
        assertEquals(trace(new MuteRoutingFactory()), trace(counting(counts)));
        assertEquals(1, counts.of(Counted.QUERIES_SENT));
        assertEquals(2, counts.of(Counted.QUERIES_DELIVERED), "the relay and the far end");
        assertEquals(1, counts.of(Counted.ANSWERS_SENT));
        assertEquals(1, counts.of(Counted.ANSWERS_DELIVERED));
        assertEquals(4, counts.of(Counted.FRAMES_SENT));
        assertEquals(4, counts.of(Counted.FRAMES_RECEIVED));
        assertEquals(counts.of(Counted.BYTES_SENT), counts.of(Counted.BYTES_RECEIVED));
    }

    /** A query over a relay, and its answer. */
    private static String trace(RoutingProtocolFactory routing) {
        VirtualNetwork network = new VirtualNetwork(routing, RoutingLimits.DEFAULT, 4);
        VirtualNode asker = network.add("asker");
        VirtualNode relay = network.add("relay");
        VirtualNode owner = network.add("owner");
        network.link(asker, relay, 5_000);
        network.link(relay, owner, 5_000);
        var query = asker.query(asker.open());
        network.settle();
        owner.answer(owner.open(), query);
        network.settle();
        return network.trace();
    }
}
