package org.myrmex.lab.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.VirtualLink;

/** Bandwidth, turns, credits, and what becomes of frames that cannot go. */
class FlowCarrierTest {
    private static final long RATE = 1_000_000;
    /** So short that all but a frame or two waits where turns are taken. */
    private static final int SHORT = 1;

    private Bench bench;

    @AfterEach
    void everyBodyIsReleased() {
        bench.network.settle();
        assertEquals(0, bench.network.bodies().alive(), "bodies that somebody still holds");
    }

    private static Stream<Bandwidth> bandwidths() {
        return Stream.of(Bandwidth.uplink(RATE), Bandwidth.link(RATE), new Bandwidth(RATE, 3 * RATE, 100_000, SHORT));
    }

    @ParameterizedTest
    @MethodSource("bandwidths")
    void theBandwidthOfALinkIsWhatWasSet(Bandwidth bandwidth) {
        bench = new Bench(2).link(0, 1, Bench.DELAY_MICROS);
        Bench.Flow flow = bench.flow(0, 1);
        bench.carrier.shape(bandwidth);
        long begun = bench.network.now();
        flow.send(30);
        bench.network.settle();
        long micros = flow.arrivals.get(29) - begun - Bench.DELAY_MICROS;
        assertEquals(RATE, 30 * Bench.WIRE_BYTES * 1e6 / micros, 0.02 * RATE, "bytes/s");
    }

    @Test
    void twoLinksShareTheirNodesUplink() {
        bench = new Bench(3).link(0, 1, Bench.DELAY_MICROS).link(0, 2, Bench.DELAY_MICROS);
        Bench.Flow one = bench.flow(0, 1);
        Bench.Flow two = bench.flow(0, 2);
        bench.carrier.shape(Bandwidth.uplink(RATE));
        long begun = bench.network.now();
        one.send(20);
        two.send(20);
        bench.network.settle();
        int whole = 40 * Bench.WIRE_BYTES;
        assertEquals(whole, (int) (two.arrivals.get(19) - begun), 0.02 * whole, "µs at 1 byte/µs");
        assertEquals(one.until(begun + whole / 2), two.until(begun + whole / 2), 1, "arrived at half time");
    }

    @Test
    void twoFlowsOfALinkTakeTurns() {
        bench = new Bench(2).link(0, 1, Bench.DELAY_MICROS);
        Bench.Flow first = bench.flow(0, 1);
        Bench.Flow second = bench.flow(0, 1);
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(Bandwidth.WINDOW_BYTES, SHORT));
        long begun = bench.network.now();
        first.send(20);
        second.send(20);
        bench.network.settle();
        long half = begun + 20 * Bench.WIRE_BYTES;
        // two were under way before the second flow came
        assertEquals(
                first.until(half), second.until(half), 3, "arrived at half time, though all of one was sent first");
        assertEquals(20, second.arrivals.size());
    }

    @Test
    void creditsBoundWhatWaitsInARelay() {
        bench = new Bench(4)
                .link(0, 2, Bench.DELAY_MICROS)
                .link(1, 2, Bench.DELAY_MICROS)
                .link(2, 3, Bench.DELAY_MICROS);
        Bench.Flow one = bench.flow(0, 3);
        Bench.Flow two = bench.flow(1, 3);
        int window = 4 * Exchange.BLOCK_BYTES;
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(window, SHORT));
        one.send(30);
        two.send(30);
        int most = 0;
        for (int i = 0; i < 1_000; i++) {
            bench.network.run(1_000);
            most = Math.max(most, bench.carrier.queuedBytes(bench.node(2)));
        }
        assertTrue(most <= 2 * window, "a window for each flow, not " + most);
        assertTrue(most > window, "twice as much comes as can go, so it must fill: " + most);
        assertEquals(0, bench.carrier.dropped());
        bench.network.settle();
        assertEquals(30, one.arrivals.size());
        assertEquals(30, two.arrivals.size());
    }

    @Test
    void flowsAroundARingDoNotWaitForEachOther() {
        int nodes = 5;
        bench = new Bench(nodes);
        for (int i = 0; i < nodes; i++) {
            bench.link(i, (i + 1) % nodes, Bench.DELAY_MICROS);
        }
        Bench.Flow[] flows = new Bench.Flow[nodes];
        for (int i = 0; i < nodes; i++) {
            flows[i] = bench.flow(i, (i + 2) % nodes);
        }
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(2 * Exchange.BLOCK_BYTES, SHORT));
        for (Bench.Flow flow : flows) {
            flow.send(25);
        }
        bench.network.settle();
        for (Bench.Flow flow : flows) {
            assertEquals(25, flow.arrivals.size());
        }
    }

    @Test
    void whatWaitsTwoSecondsIsDropped() {
        bench = new Bench(2).link(0, 1, Bench.DELAY_MICROS);
        Bench.Flow flow = bench.flow(0, 1);
        // 1.7 s a block: one is written, one is in the connection, the third is taken after 1.7 s, the fourth too late
        bench.carrier.shape(Bandwidth.uplink(10_000).queues(Bandwidth.WINDOW_BYTES, SHORT));
        flow.send(6);
        bench.network.run(30_000_000);
        assertEquals(3, flow.arrivals.size());
        assertEquals(3, bench.carrier.dropped());
    }

    @Test
    void aRelayWithMoreThanItCanPassOnDropsSomeAndGoesOn() {
        bench = new Bench(10).link(8, 9, Bench.DELAY_MICROS);
        List<Bench.Flow> flows = new ArrayList<>();
        for (int source = 0; source < 4; source++) {
            bench.link(source, 4 + source, Bench.DELAY_MICROS).link(4 + source, 8, Bench.DELAY_MICROS);
            for (int i = 0; i < 4; i++) {
                flows.add(bench.flow(source, 9));
            }
        }
        bench.carrier.shape(Bandwidth.uplink(RATE));
        flows.forEach(flow -> flow.send(40));
        bench.world.settle();
        int arrived = flows.stream().mapToInt(flow -> flow.arrivals.size()).sum();
        assertTrue(arrived > 0 && arrived < 16 * 40, arrived + " arrived");
    }

    @Test
    void aFullQueueTakesNoMore() {
        bench = new Bench(2).link(0, 1, Bench.DELAY_MICROS);
        Bench.Flow flow = bench.flow(0, 1);
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(Bandwidth.WINDOW_BYTES, SHORT));
        int fits = FlowSender.MAX_QUEUED_BYTES / Bench.WIRE_BYTES;
        flow.send(fits + 12);
        bench.network.settle();
        assertEquals(fits + 2, flow.arrivals.size(), "the queue, one being written and one in the connection");
        assertEquals(10, bench.carrier.dropped());
    }

    @Test
    void whatDidNotLeaveADeadLinkFindsAnotherWay() {
        bench = new Bench(3).link(0, 1, Bench.DELAY_MICROS);
        Bench.Flow flow = bench.flow(0, 1);
        VirtualLink direct = bench.node(0).ports().get(0).link();
        bench.link(0, 2, Bench.DELAY_MICROS).link(2, 1, Bench.DELAY_MICROS);
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(Bandwidth.WINDOW_BYTES, SHORT));
        flow.send(6);
        bench.network.run(1_000);
        bench.network.cut(direct);
        bench.network.settle();
        assertEquals(4, flow.arrivals.size(), "all but the one on the wire and the one that the connection had taken");
        assertEquals(1, bench.carrier.dropped());
    }

    @Test
    void aRelaysCreditComesBackThoughItsLinkDied() {
        bench = new Bench(4)
                .link(0, 1, Bench.DELAY_MICROS)
                .link(1, 2, Bench.DELAY_MICROS)
                .link(2, 3, Bench.DELAY_MICROS);
        Bench.Flow flow = bench.flow(0, 3);
        VirtualLink used = bench.node(1).ports().get(1).link();
        bench.link(1, 3, Bench.DELAY_MICROS);
        bench.carrier.shape(Bandwidth.uplink(RATE).queues(2 * Exchange.BLOCK_BYTES, SHORT));
        flow.send(30);
        bench.network.run(60_000);
        bench.network.cut(used);
        bench.network.settle();
        assertTrue(flow.arrivals.size() >= 26, "arrived: " + flow.arrivals.size());
    }

    @Test
    void aLinkThatLosesSingleFramesIsRefused() {
        bench = new Bench(2);
        bench.network.link(bench.node(0), bench.node(1), new LinkQuality(0, 0, 0.1, LinkQuality.Order.KEPT));
        bench.carrier.shape(Bandwidth.uplink(RATE));
        VirtualAddress own = bench.node(0).open();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> bench.node(0).query(own));
        assertTrue(refused.getMessage().contains("loses frames"), refused.getMessage());
        // the run is over: what it held stays held
        bench = new Bench(0);
    }
}
