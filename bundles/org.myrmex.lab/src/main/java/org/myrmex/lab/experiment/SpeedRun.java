package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/** One mesh on the meter: searches, each followed by a file of a hundred blocks. */
final class SpeedRun {
    private static final int PAIRS = 100;

    private final Meter meter;
    private final World world;
    private final int links;
    private final long idleBytes;
    private final SplittableRandom chance;
    private final Work searches = new Work();
    private final Work transfers = new Work();

    /** Messages and the processor time that they took. */
    static final class Work {
        private long messages;
        private long cpuNanos;

        double perCpuSecond() {
            return messages * 1e9 / cpuNanos;
        }
    }

    /** @param idleNodeBytes of a node with its links and its routing, before the first message */
    record Figures(int nodes, int links, long events, Work searches, Work transfers, long idleNodeBytes, String trace) {
        long messages() {
            return searches.messages + transfers.messages;
        }

        double messagesPerCpuSecond() {
            return messages() * 1e9 / (searches.cpuNanos + transfers.cpuNanos);
        }

        double eventsPerCpuSecond() {
            return events * 1e9 / (searches.cpuNanos + transfers.cpuNanos);
        }
    }

    SpeedRun(Conditions conditions, int nodes, double degree, Meter meter) {
        this.meter = meter;
        Topology topology = TopologyKind.RANDOM.make(nodes, degree, new SplittableRandom(conditions.seed()));
        long before = meter.liveBytes();
        this.world = new World(conditions, nodes);
        this.links = topology.edges().size();
        List<VirtualNode> made = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            made.add(world.add("n" + i));
        }
        world.watched(() -> topology.edges()
                .forEach(edge -> world.network().link(made.get(edge.a()), made.get(edge.b()), edge.delayMicros())));
        this.idleBytes = (meter.liveBytes() - before) / nodes;
        this.chance = world.chance("speed");
    }

    Figures run(long messages) {
        VirtualNetwork network = world.network();
        while (network.messages() < messages) {
            List<VirtualNode> nodes = network.nodes();
            VirtualNode downloader = nodes.get(chance.nextInt(nodes.size()));
            VirtualNode source = nodes.get(chance.nextInt(nodes.size()));
            if (downloader != source) {
                Exchange exchange = new Exchange(world, downloader, source);
                measure(searches, exchange::search);
                measure(transfers, () -> {
                    for (int i = 0; i < PAIRS; i++) {
                        exchange.pair();
                    }
                });
            }
        }
        return new Figures(
                network.nodes().size(), links, network.events(), searches, transfers, idleBytes, network.trace());
    }

    private void measure(Work work, Runnable action) {
        long messages = world.network().messages();
        long cpuNanos = meter.cpuNanos();
        action.run();
        work.cpuNanos += meter.cpuNanos() - cpuNanos;
        work.messages += world.network().messages() - messages;
    }
}
