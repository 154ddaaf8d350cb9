package org.myrmex.lab.watch;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.VirtualNode;

/** A random mesh of five links a node under all invariants. */
final class Mesh {
    private final World world;
    private final List<VirtualNode> nodes = new ArrayList<>();

    Mesh(RoutingProtocolFactory routing, long seed, int size) {
        this(routing, seed, size, Conditions.Checks.ALL);
    }

    Mesh(RoutingProtocolFactory routing, long seed, int size, Conditions.Checks checks) {
        this(new Conditions(routing, seed, Conditions.SealingMode.FAKE, checks), size, 0, 0);
    }

    /** With links that lose a share of the frames and let them overtake each other. */
    Mesh(RoutingProtocolFactory routing, long seed, int size, double loss, long jitterMicros) {
        this(Conditions.of(routing, seed), size, loss, jitterMicros);
    }

    private Mesh(Conditions conditions, int size, double loss, long jitterMicros) {
        world = new World(conditions, size);
        Topology topology = TopologyKind.RANDOM.make(size, 5, world.chance("mesh"));
        for (int i = 0; i < size; i++) {
            nodes.add(world.add("n" + i));
        }
        topology.edges()
                .forEach(edge -> link(
                        nodes.get(edge.a()),
                        nodes.get(edge.b()),
                        new LinkQuality(edge.delayMicros(), jitterMicros, loss, LinkQuality.Order.FREE)));
    }

    World world() {
        return world;
    }

    List<VirtualNode> nodes() {
        return nodes;
    }

    void link(VirtualNode a, VirtualNode b, LinkQuality quality) {
        world.watched(() -> world.network().link(a, b, quality));
    }

    /** Every node asks in turn, so many times. */
    void everybodyAsks(int times) {
        for (int i = 0; i < times; i++) {
            for (VirtualNode node : nodes) {
                asks(node);
            }
        }
    }

    void asks(VirtualNode node) {
        world.watched(() -> node.query(node.open()));
        world.settle();
    }
}
