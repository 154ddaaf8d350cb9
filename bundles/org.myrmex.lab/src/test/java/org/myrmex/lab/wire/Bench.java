package org.myrmex.lab.wire;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.lab.workload.Switchboard;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/** A few nodes that send each other blocks over shaped links. */
final class Bench {
    static final long DELAY_MICROS = 1_000;
    /** Of a block: link header 16, routing header 84, body. */
    static final int WIRE_BYTES = 16 + 84 + Exchange.BLOCK_BYTES;

    final FlowCarrier carrier = new FlowCarrier();
    final World world = new World(Conditions.of(new MuteRoutingFactory(), 1), 10, carrier);
    final VirtualNetwork network = world.network();
    private final Switchboard switchboard = new Switchboard();
    private final List<VirtualNode> nodes = new ArrayList<>();

    Bench(int count) {
        for (int i = 0; i < count; i++) {
            nodes.add(world.add("node " + i));
        }
    }

    VirtualNode node(int number) {
        return nodes.get(number);
    }

    Bench link(int a, int b, long delayMicros) {
        network.link(node(a), node(b), delayMicros);
        return this;
    }

    /** A flow from one node to another, which knows already where to go. */
    Flow flow(int from, int to) {
        return new Flow(node(from), node(to));
    }

    final class Flow {
        private final VirtualNode source;
        private final VirtualAddress own;
        private final VirtualAddress target;
        final List<Long> arrivals = new ArrayList<>();

        private Flow(VirtualNode source, VirtualNode sink) {
            this.source = source;
            this.own = source.open();
            this.target = sink.open();
            // its scent leads back
            sink.send(target, own, Exchange.REQUEST_BYTES, SendOptions.DEFAULT);
            network.settle();
            switchboard.line(target, (node, message, hops) -> arrivals.add(network.now()));
            sink.application(switchboard);
        }

        void send(int blocks) {
            for (int i = 0; i < blocks; i++) {
                source.send(own, target, Exchange.BLOCK_BYTES, SendOptions.DEFAULT);
            }
        }

        /** Arrivals not later than this. */
        int until(long micros) {
            return (int) arrivals.stream().filter(at -> at <= micros).count();
        }
    }
}
