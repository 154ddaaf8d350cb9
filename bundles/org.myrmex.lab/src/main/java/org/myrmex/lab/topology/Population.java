package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNode;
import org.myrmex.testkit.simulation.VirtualPort;

/**
 * Lets nodes of a simulated network come and go, and makes the links that the rules propose. Of node n here the number in
 * the network is the same as long as nobody else adds nodes.
 */
public final class Population {
    /** How long it takes until somebody has noticed a loss and dialled another. */
    public static final long REACTION_MICROS = 1_000_000;

    private final World world;
    private final NeighbourRules rules;
    private final LongFunction<LinkQuality> quality;
    private final SplittableRandom chance;
    private final Members members;
    private final List<VirtualNode> nodes = new ArrayList<>();
    /** Links of a partition, which come back; never more than there were links. */
    private final List<Topology.Edge> cutEdges = new ArrayList<>();

    /** Adds all nodes and links of a topology to a world. */
    public Population(World world, Topology topology, NeighbourRules rules) {
        this(world, topology, rules, LinkQuality::delay);
    }

    /** @param quality of a link of some delay, microseconds */
    public Population(World world, Topology topology, NeighbourRules rules, LongFunction<LinkQuality> quality) {
        this.world = world;
        this.quality = quality;
        this.rules = rules;
        this.chance = world.chance("population");
        this.members = new Members(topology.graph(), rules.maxLinks());
        for (int i = 0; i < topology.nodes(); i++) {
            nodes.add(world.add("n" + i));
        }
        world.watched(() -> topology.edges().forEach(this::connect));
    }

    public Members members() {
        return members;
    }

    public VirtualNode node(int number) {
        return nodes.get(number);
    }

    /** Live nodes, in the order of their numbers. */
    public List<VirtualNode> alive() {
        List<VirtualNode> alive = new ArrayList<>();
        for (int node : members.alive()) {
            alive.add(nodes.get(node));
        }
        return alive;
    }

    /** Ends nodes at once. @return what others lost, for {@link #relink} */
    public List<Members.Loss> kill(Collection<Integer> doomed) {
        List<Members.Loss> losses = new ArrayList<>();
        world.watched(() -> {
            for (int node : doomed) {
                if (members.isAlive(node)) {
                    world.network().kill(nodes.get(node));
                    losses.add(members.kill(node));
                }
            }
        });
        return losses;
    }

    /** Those who lost links do what the rules say. @return links that came up */
    public int relink(List<Members.Loss> losses) {
        int came = 0;
        for (Members.Loss loss : losses) {
            came += make(rules.afterLoss(members, loss, chance));
            loss.bereft().forEach(members::announce);
        }
        return came;
    }

    /** Adds a node; it has no links before it seeks some. @return its number */
    public int join() {
        int node = members.add();
        nodes.add(world.add("n" + node));
        return node;
    }

    /** Starts a dead node once more; it has no links before it seeks some. */
    public void revive(int node) {
        if (!members.isAlive(node)) {
            world.watched(() -> world.network().revive(nodes.get(node)));
            members.revive(node);
        }
    }

    /** A live node with fewer links than it wants looks for some, and tells the host cache of itself. @return links that came up */
    public int seek(int node) {
        if (!members.isAlive(node)) {
            return 0;
        }
        int came = make(rules.joining(members, node, chance));
        members.announce(node);
        return came;
    }

    /**
     * From now on nodes come and go: each stays for a while and is away for a while, both exponentially distributed.
     *
     * @param untilMicros when it ends, microseconds since 1970
     */
    public void churn(long meanSessionMicros, long meanAbsenceMicros, long untilMicros) {
        for (int node : members.alive()) {
            leaveLater(node, meanSessionMicros, meanAbsenceMicros, untilMicros);
        }
    }

    /** Cuts the network in two: all links between the sides go, and none comes up between them before {@link #heal}. */
    public void partition(IntPredicate isFarSide) {
        world.watched(() -> {
            for (int node = 0; node < nodes.size(); node++) {
                members.side(node, isFarSide.test(node));
            }
            for (int node = 0; node < nodes.size(); node++) {
                for (int other : members.graph().neighbours(node)) {
                    if (isFarSide.test(node) && !isFarSide.test(other)) {
                        cut(node, other);
                    }
                }
            }
        });
    }

    /** Ends the partition: links that it cut come up again where both ends live and have a free slot. @return how many */
    public int heal() {
        int[] came = {0};
        for (int node = 0; node < nodes.size(); node++) {
            members.side(node, false);
        }
        world.watched(() -> {
            for (Topology.Edge edge : cutEdges) {
                if (members.mayLink(edge.a(), edge.b())) {
                    members.link(new NeighbourRules.Proposal(edge.a(), edge.b(), NeighbourRules.Proposal.Why.LOSS));
                    connect(edge);
                    came[0]++;
                }
            }
        });
        cutEdges.clear();
        return came[0];
    }

    /** A time with this mean, exponentially distributed; the same on every machine. */
    static long exponential(long mean, SplittableRandom chance) {
        return Math.round(-mean * StrictMath.log(1 - chance.nextDouble()));
    }

    private void leaveLater(int node, long session, long absence, long until) {
        at(exponential(session, chance), until, () -> {
            List<Members.Loss> losses = kill(List.of(node));
            at(REACTION_MICROS, Long.MAX_VALUE, () -> relink(losses));
            at(exponential(absence, chance), until, () -> {
                revive(node);
                seek(node);
                leaveLater(node, session, absence, until);
            });
        });
    }

    private void at(long inMicros, long until, Runnable action) {
        long when = world.network().now() + inMicros;
        if (when <= until) {
            world.network().at(when, action);
        }
    }

    private int make(List<NeighbourRules.Proposal> proposals) {
        world.watched(() -> {
            for (NeighbourRules.Proposal proposal : proposals) {
                members.link(proposal);
                connect(new Topology.Edge(proposal.a(), proposal.b(), TopologyKind.delay(chance)));
            }
        });
        return proposals.size();
    }

    private void connect(Topology.Edge edge) {
        world.network().link(nodes.get(edge.a()), nodes.get(edge.b()), quality.apply(edge.delayMicros()));
    }

    private void cut(int a, int b) {
        for (VirtualPort port : nodes.get(a).ports()) {
            if (port.beyond().node() == nodes.get(b)) {
                VirtualLink link = port.link();
                cutEdges.add(new Topology.Edge(a, b, link.quality().delayMicros()));
                members.unlink(a, b);
                world.network().cut(link);
            }
        }
    }
}
