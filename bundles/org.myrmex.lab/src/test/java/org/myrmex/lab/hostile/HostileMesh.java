package org.myrmex.lab.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.VirtualNode;

/** A random mesh of five links a node with adversaries in it, under all invariants. */
final class HostileMesh {
    final World world;
    final Adversaries adversaries;
    final List<VirtualNode> honest = new ArrayList<>();
    final List<VirtualNode> hostile = new ArrayList<>();
    private final SplittableRandom chance;

    HostileMesh(RoutingProtocolFactory routing, long seed, int size, double share, List<Kind> kinds) {
        world = new World(Conditions.of(routing, seed), size);
        adversaries = new Adversaries(world, kinds, size, share);
        chance = world.chance("test");
        Topology topology = TopologyKind.RANDOM.make(size, 5, world.chance("mesh"));
        List<VirtualNode> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            VirtualNode node = adversaries.add("n" + i);
            nodes.add(node);
            (adversaries.isHonest(node) ? honest : hostile).add(node);
        }
        world.watched(() -> topology.edges()
                .forEach(edge -> world.network().link(nodes.get(edge.a()), nodes.get(edge.b()), edge.delayMicros())));
    }

    /** Between two honest nodes by chance, with two blocks. */
    boolean search() {
        int a = chance.nextInt(honest.size());
        int b = (a + 1 + chance.nextInt(honest.size() - 1)) % honest.size();
        Exchange exchange = new Exchange(world, honest.get(a), honest.get(b));
        boolean found = exchange.search();
        boolean fetched = found && exchange.pair() && exchange.pair();
        world.run(250_000);
        return fetched;
    }

    int searches(int times) {
        int done = 0;
        for (int i = 0; i < times; i++) {
            done += search() ? 1 : 0;
        }
        return done;
    }

    /** Share of the queries whose asker the spies name. */
    double precision(int queries) {
        int right = 0;
        for (int i = 0; i < queries; i++) {
            VirtualNode asker = honest.get(chance.nextInt(honest.size()));
            Message query = asker.query(asker.open());
            world.settle();
            right += adversaries.spies().guess(query.id()).equals(Optional.of(asker.peerId())) ? 1 : 0;
        }
        return (double) right / queries;
    }
}
