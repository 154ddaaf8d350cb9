package org.myrmex.lab.experiment;

import java.util.Optional;
import java.util.SplittableRandom;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.seal.FakeSealing;
import org.myrmex.lab.seal.RealSealing;
import org.myrmex.lab.seal.Sealing;
import org.myrmex.lab.watch.Invariants;
import org.myrmex.lab.watch.LastEvents;
import org.myrmex.testkit.simulation.Application;
import org.myrmex.testkit.simulation.Carrier;
import org.myrmex.testkit.simulation.Seeds;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/** One simulated network under watch: whatever goes wrong in it comes out as a {@link Violation}. */
public final class World {
    private static final Application NOBODY = (node, message, hops) -> {};
    private static final int EVENTS_FOR_A_NODE = 64;

    private final Conditions conditions;
    private final VirtualNetwork network;
    private final Sealing sealing;
    private final LastEvents lastEvents = new LastEvents();
    private final Invariants invariants;

    /** @param nodes about how many there will be: caps hang on it */
    public World(Conditions conditions, int nodes, Carrier carrier) {
        this.conditions = conditions;
        this.sealing = sealing(conditions, nodes);
        int maxEvents =
                (int) Math.min(Integer.MAX_VALUE / 2, VirtualNetwork.MAX_EVENTS + (long) EVENTS_FOR_A_NODE * nodes);
        this.network = new VirtualNetwork(
                conditions.routing(), RoutingLimits.DEFAULT, conditions.seed(), maxEvents, carrier, sealing.crypto());
        this.invariants = new Invariants(
                network,
                conditions.checks() == Conditions.Checks.ALL ? Invariants.Depth.ALL : Invariants.Depth.SAMPLED);
        network.observe(lastEvents);
        network.observe(invariants);
    }

    public World(Conditions conditions, int nodes) {
        this(conditions, nodes, Carrier.AT_ONCE);
    }

    public Conditions conditions() {
        return conditions;
    }

    public VirtualNetwork network() {
        return network;
    }

    public Sealing sealing() {
        return sealing;
    }

    /** Adds a node that runs the conditions' routing and that nobody uses yet. */
    public VirtualNode add(String name) {
        return idle(network.add(name));
    }

    /** Adds a node that runs something else: an adversary, say. What it does breaks no invariant. */
    public VirtualNode add(String name, RoutingProtocolFactory other) {
        invariants.excuse(network.nodes().size());
        return idle(network.add(name, other));
    }

    /** Chance for a part of the experiment: it hangs on the seed and the part's name alone. */
    public SplittableRandom chance(String part) {
        return Seeds.of(conditions.seed(), part);
    }

    /** Until nothing is in flight. */
    public void settle() {
        watched(network::settle);
    }

    /** Lets time pass. */
    public void run(long micros) {
        watched(() -> network.run(micros));
    }

    /** Anything that makes routings act, such as a link that comes up. */
    public void watched(Runnable action) {
        try {
            action.run();
        } catch (Violation seen) {
            throw seen;
        } catch (RuntimeException failure) {
            throw new Violation(conditions.seed(), lastEvents.lines(), failure);
        }
    }

    private static VirtualNode idle(VirtualNode node) {
        node.application(NOBODY);
        return node;
    }

    private static Sealing sealing(Conditions conditions, int nodes) {
        Conditions.SealingMode mode = Optional.ofNullable(conditions.sealing())
                .orElse(nodes > Conditions.MOST_REAL_NODES ? Conditions.SealingMode.FAKE : Conditions.SealingMode.REAL);
        return switch (mode) {
            case FAKE -> new FakeSealing();
            case REAL -> new RealSealing(Seeds.of(conditions.seed(), "sealing"));
        };
    }
}
