package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Kinds of meshes. Each makes a connected one in time in proportion to its links, the same for the same chance. */
public enum TopologyKind {
    /** Every node has about as many links, to anybody. */
    RANDOM("random"),
    /** A ring of friends and a few long links. */
    SMALL_WORLD("small-world"),
    /** A few hubs, many nodes with few links: early Gnutella. */
    POWER_LAW("power-law"),
    /** A chain of clusters: what a host cache makes of newcomers. */
    HOST_CACHE("host-cache-clustered"),
    /** Linked with whoever is near. */
    RADIO_RANGE("radio-range");

    /** Delays lie evenly between this … */
    public static final long MIN_DELAY_MICROS = 5_000;
    /** … and this: mean 10 ms, as U(0.5, 1.5) in the research has mean 1. */
    public static final long MAX_DELAY_MICROS = 15_000;

    private final String label;

    TopologyKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException with one line that names the choices */
    public static TopologyKind labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no topology '" + label + "'; choose one of "
                        + Arrays.stream(values()).map(TopologyKind::label).collect(Collectors.joining(", "))));
    }

    /**
     * Makes one.
     *
     * @param nodes at least 2
     * @param degree links a node, on average, at least 2; with a host cache the most that a node has. Of few nodes none has
     *     more than there are others.
     * @throws IllegalArgumentException when one of them is less
     */
    public Topology make(int nodes, double degree, SplittableRandom chance) {
        if (nodes < 2 || !(degree >= 2)) {
            throw new IllegalArgumentException("a topology has at least 2 nodes and 2 links a node, not " + nodes
                    + " and " + degree + "; ask for more");
        }
        return switch (this) {
            case RANDOM -> withDelays(RandomGraph.make(nodes, degree, chance), chance);
            case SMALL_WORLD -> withDelays(SmallWorld.make(nodes, degree, chance), chance);
            case POWER_LAW -> withDelays(PowerLaw.make(nodes, degree, chance), chance);
            case HOST_CACHE -> withDelays(HostCache.make(nodes, degree, chance), chance);
            case RADIO_RANGE -> RadioRange.make(nodes, degree, chance);
        };
    }

    private static Topology withDelays(Graph graph, SplittableRandom chance) {
        List<Topology.Edge> edges = new ArrayList<>(graph.links());
        for (int a = 0; a < graph.nodes(); a++) {
            for (int i = 0; i < graph.degree(a); i++) {
                if (graph.neighbour(a, i) > a) {
                    edges.add(new Topology.Edge(a, graph.neighbour(a, i), delay(chance)));
                }
            }
        }
        return new Topology(graph.nodes(), edges, List.of());
    }

    /** The delay of a link that hangs on nothing, microseconds. */
    public static long delay(SplittableRandom chance) {
        return chance.nextLong(MIN_DELAY_MICROS, MAX_DELAY_MICROS + 1);
    }
}
