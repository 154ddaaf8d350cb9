package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * A network and who downloads from whom in it.
 *
 * @param mesh who is linked with whom
 * @param pairs in the order in which they begin
 */
record Paths(Topology mesh, List<Pair> pairs) {
    /** One-way delay of a link where none is drawn, microseconds. */
    static final long DELAY_MICROS = 20_000;

    /** Numbers of nodes. */
    record Pair(int downloader, int source) {}

    /**
     * Every path has the same relays and every uplink the same load: rings with a download from every few nodes, so many links
     * on. The other way round is three times as long, so that no routing takes it.
     */
    static Paths even(int nodes, int slots, int relays) {
        int links = relays + 1;
        int rings = nodes / CapacitySettings.leastNodes(relays);
        List<Topology.Edge> edges = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (int ring = 0; ring < rings; ring++) {
            int first = (int) ((long) ring * nodes / rings);
            int size = (int) ((long) (ring + 1) * nodes / rings) - first;
            for (int i = 0; i < size; i++) {
                edges.add(new Topology.Edge(first + i, first + (i + 1) % size, DELAY_MICROS));
            }
            int count = Arithmetic.taxed(size, slots, relays);
            for (int i = 0; i < count; i++) {
                int source = (int) ((long) i * size / count);
                pairs.add(new Pair(first + (source + links) % size, first + source));
            }
        }
        return new Paths(new Topology(nodes, edges, List.of()), pairs);
    }

    /** Every node does one thing: chains of a downloader, its relays and its source. */
    static Paths chains(int count, int relays) {
        List<Topology.Edge> edges = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        int length = relays + 2;
        for (int chain = 0; chain < count; chain++) {
            int first = chain * length;
            for (int i = first; i < first + relays + 1; i++) {
                edges.add(new Topology.Edge(i, i + 1, DELAY_MICROS));
            }
            pairs.add(new Pair(first, first + length - 1));
        }
        return new Paths(new Topology(count * length, edges, List.of()), pairs);
    }

    /** Anybody from anybody over a random mesh; the routing finds the paths. */
    static Paths random(int nodes, double degree, int count, SplittableRandom chance) {
        Topology mesh = TopologyKind.RANDOM.make(nodes, degree, chance);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int downloader = chance.nextInt(nodes);
            int other = chance.nextInt(nodes - 1);
            pairs.add(new Pair(downloader, other < downloader ? other : other + 1));
        }
        return new Paths(mesh, pairs);
    }

    /** Makes it. @return the nodes by number */
    List<VirtualNode> build(World world) {
        List<VirtualNode> nodes = new ArrayList<>();
        for (int i = 0; i < mesh.nodes(); i++) {
            nodes.add(world.add("node " + i));
        }
        world.watched(() -> mesh.edges()
                .forEach(edge -> world.network().link(nodes.get(edge.a()), nodes.get(edge.b()), edge.delayMicros())));
        return nodes;
    }
}
