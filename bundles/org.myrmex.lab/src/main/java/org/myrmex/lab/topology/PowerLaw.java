package org.myrmex.lab.topology;

import java.util.SplittableRandom;

/**
 * Barabási and Albert 1999: newcomers link with nodes in proportion to the links that these have, so a few become hubs.
 * Connected as it grows.
 */
final class PowerLaw {
    private PowerLaw() {}

    static Graph make(int nodes, double degree, SplittableRandom chance) {
        Graph graph = new Graph(nodes);
        double each = Math.max(1, Math.min(degree, nodes - 1) / 2);
        int first = Math.min(nodes, (int) Math.ceil(each) + 1);
        // every node stands here once for each of its links: a random place draws in proportion to them
        int[] ends = new int[2 * (first * first + (int) Math.ceil(each * nodes) + nodes)];
        int filled = 0;
        for (int a = 0; a < first; a++) {
            for (int b = a + 1; b < first; b++) {
                graph.link(a, b);
                ends[filled++] = a;
                ends[filled++] = b;
            }
        }
        double owed = 0;
        for (int newcomer = first; newcomer < nodes; newcomer++) {
            owed += each;
            int before = filled;
            while (owed >= 1) {
                int host = ends[chance.nextInt(before)];
                if (graph.link(newcomer, host)) {
                    owed--;
                    ends[filled++] = newcomer;
                    ends[filled++] = host;
                }
            }
        }
        return graph;
    }
}
