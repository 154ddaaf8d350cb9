package org.myrmex.lab.topology;

import java.util.SplittableRandom;

/**
 * Watts and Strogatz 1998: a ring in which each node is linked with its next ones, then one link in ten gets another far end.
 * Neighbours of one node mostly know each other, and still few hops lead everywhere. Parts, which are rare, are joined by
 * swaps.
 */
final class SmallWorld {
    /** Share of the links that lead somewhere at random: the middle of the range in which the paper's worlds are small. */
    static final double REWIRED = 0.1;

    private SmallWorld() {}

    static Graph make(int nodes, double degree, SplittableRandom chance) {
        Graph graph = new Graph(nodes);
        double each = Math.min(degree, nodes - 1) / 2;
        double owed = 0;
        for (int node = 0; node < nodes; node++) {
            owed += each;
            for (int step = 1; owed >= 1; step++) {
                owed--;
                int end = (node + step) % nodes;
                if (chance.nextDouble() < REWIRED) {
                    end = chance.nextInt(nodes);
                }
                if (!graph.link(node, end)) {
                    graph.link(node, (node + step) % nodes);
                }
            }
        }
        Repair.joinBySwaps(graph, chance);
        return graph;
    }
}
