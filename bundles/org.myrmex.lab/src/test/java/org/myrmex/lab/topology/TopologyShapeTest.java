package org.myrmex.lab.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.report.Place;

/** What each kind of mesh is known for. */
final class TopologyShapeTest {
    private static final int NODES = 2000;

    @Test
    void neighboursInASmallWorldKnowEachOther() {
        double smallWorld = clustering(graph(TopologyKind.SMALL_WORLD));
        double random = clustering(graph(TopologyKind.RANDOM));
        assertTrue(smallWorld > 0.3, "small world " + smallWorld);
        assertTrue(random < 0.02, "random " + random);
    }

    @Test
    void aSmallWorldIsNotMuchWiderThanARandomOne() {
        int smallWorld = farthest(graph(TopologyKind.SMALL_WORLD));
        int ring = NODES / 5;
        assertTrue(smallWorld < ring / 8, "farthest node " + smallWorld + " hops away, in a ring " + ring);
    }

    @Test
    void powerLawHasHubsAndManyNodesWithFewLinks() {
        Graph graph = graph(TopologyKind.POWER_LAW);
        int[] degrees = degrees(graph);
        int median = degrees[NODES / 2];
        assertTrue(degrees[NODES - 1] > 50, "the largest hub has " + degrees[NODES - 1]);
        assertTrue(median <= 4, "the median node has " + median);
        // Barabási and Albert: the share of nodes with more than k links falls as 1 / k², so it quarters when k doubles
        double ratio = (double) above(degrees, 8) / above(degrees, 16);
        assertEquals(4, ratio, 1.2);
    }

    @Test
    void aHostCacheMakesALongChainOfClustersWithNoMoreLinksThanAllowed() {
        Graph graph = graph(TopologyKind.HOST_CACHE);
        assertTrue(degrees(graph)[NODES - 1] <= 5);
        assertTrue(clustering(graph) > 0.5, "clustering " + clustering(graph));
        assertTrue(farthest(graph) > NODES / 6, "farthest node " + farthest(graph));
    }

    @Test
    void whoIsInRadioRangeIsLinkedAndWhoIsLinkedIsNearButForAFewWithBetterAerials() {
        Topology made = TopologyKind.RADIO_RANGE.make(NODES, 5, new SplittableRandom(1));
        Graph graph = made.graph();
        double[] lengths = made.edges().stream()
                .mapToDouble(edge -> length(made, edge.a(), edge.b()))
                .sorted()
                .toArray();
        double range = lengths[NODES * 5 / 2 - 1];
        for (int a = 0; a < NODES; a++) {
            for (int b = a + 1; b < NODES; b++) {
                assertTrue(graph.linked(a, b) || length(made, a, b) >= range, a + " and " + b + " hear each other");
            }
        }
        long aerials = Arrays.stream(lengths).filter(length -> length > range).count();
        assertTrue(aerials < NODES / 10, aerials + " longer links");
    }

    @Test
    void aRadioLinkTakesLongerWhenItIsLonger() {
        Topology made = TopologyKind.RADIO_RANGE.make(100, 5, new SplittableRandom(1));
        for (Topology.Edge edge : made.edges()) {
            for (Topology.Edge other : made.edges()) {
                double more = length(made, edge.a(), edge.b()) - length(made, other.a(), other.b());
                assertTrue(more <= 0 || edge.delayMicros() >= other.delayMicros());
            }
        }
    }

    @Test
    void otherDelaysLieBetweenFiveAndFifteenMilliseconds() {
        Topology made = TopologyKind.RANDOM.make(NODES, 5, new SplittableRandom(1));
        double mean = made.edges().stream()
                .mapToLong(Topology.Edge::delayMicros)
                .average()
                .orElseThrow();
        assertTrue(made.edges().stream().allMatch(edge -> edge.delayMicros() >= 5_000 && edge.delayMicros() <= 15_000));
        assertEquals(10_000, mean, 200);
    }

    @Test
    void theLastNodeWithALinkMoreOrLessDoesNotBreakARandomOne() {
        // five nodes of three links each cannot be: one node has two
        Topology made = TopologyKind.RANDOM.make(5, 3, new SplittableRandom(1));
        assertEquals(7, made.edges().size());
    }

    private static Graph graph(TopologyKind kind) {
        return kind.make(NODES, 5, new SplittableRandom(1)).graph();
    }

    private static double length(Topology made, int a, int b) {
        Place one = made.places().get(a);
        Place other = made.places().get(b);
        return StrictMath.hypot(one.x() - other.x(), one.y() - other.y());
    }

    private static int[] degrees(Graph graph) {
        int[] degrees = new int[graph.nodes()];
        Arrays.setAll(degrees, graph::degree);
        Arrays.sort(degrees);
        return degrees;
    }

    private static long above(int[] degrees, int links) {
        return Arrays.stream(degrees).filter(degree -> degree > links).count();
    }

    /** Share of the pairs of neighbours that are linked, mean over the nodes (Watts and Strogatz). */
    private static double clustering(Graph graph) {
        double sum = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int[] neighbours = graph.neighbours(node);
            int linked = 0;
            for (int a : neighbours) {
                for (int b : neighbours) {
                    linked += graph.linked(a, b) ? 1 : 0;
                }
            }
            sum += neighbours.length < 2 ? 0 : (double) linked / (neighbours.length * (neighbours.length - 1));
        }
        return sum / graph.nodes();
    }

    /** Hops from node 0 to whoever is farthest. */
    private static int farthest(Graph graph) {
        int[] hops = new int[graph.nodes()];
        Arrays.fill(hops, -1);
        hops[0] = 0;
        int[] queue = new int[graph.nodes()];
        int end = 1;
        int most = 0;
        for (int at = 0; at < end; at++) {
            for (int next : graph.neighbours(queue[at])) {
                if (hops[next] < 0) {
                    hops[next] = hops[queue[at]] + 1;
                    most = hops[next];
                    queue[end++] = next;
                }
            }
        }
        return most;
    }
}
