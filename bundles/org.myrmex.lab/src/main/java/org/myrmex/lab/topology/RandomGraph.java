package org.myrmex.lab.topology;

import java.util.SplittableRandom;

/**
 * Every node has as many links as every other, and who they lead to is chance: stubs are shuffled and paired. A pair that
 * would be a link twice or to itself swaps ends with a random link; in a graph that is nearly complete a few links may be
 * missing instead. Parts are joined by a swap too, so no node's number of links changes.
 */
final class RandomGraph {
    private static final int SWAPS = 200;

    private final SplittableRandom chance;
    private final Graph graph;
    private final int[] stubs;

    private RandomGraph(int nodes, double degree, SplittableRandom chance) {
        this.chance = chance;
        this.graph = new Graph(nodes);
        this.stubs = stubs(nodes, Math.min(degree, nodes - 1));
    }

    static Graph make(int nodes, double degree, SplittableRandom chance) {
        RandomGraph made = new RandomGraph(nodes, degree, chance);
        made.shuffle();
        made.pair();
        Repair.joinBySwaps(made.graph, chance);
        return made.graph;
    }

    /** Nodes with one link more than others, where the degree is no whole number, lie evenly between them. */
    private static int[] stubs(int nodes, double degree) {
        int[] stubs = new int[(int) Math.round(nodes * degree) / 2 * 2];
        for (int i = 0; i < stubs.length; i++) {
            stubs[i] = i % nodes;
        }
        return stubs;
    }

    private void shuffle() {
        for (int i = stubs.length - 1; i > 0; i--) {
            swap(i, chance.nextInt(i + 1));
        }
    }

    private void pair() {
        for (int i = 0; i < stubs.length; i += 2) {
            if (!graph.link(stubs[i], stubs[i + 1])) {
                repair(i);
            }
        }
    }

    /** Ends a - a and x - y become a - x and a - y: with a pair that comes later the later one is tried anew. */
    private void repair(int at) {
        for (int tries = 0; tries < SWAPS; tries++) {
            int other = chance.nextInt(stubs.length / 2) * 2;
            if (other > at) {
                swap(at + 1, other + 1);
                if (graph.link(stubs[at], stubs[at + 1])) {
                    return;
                }
            } else if (other < at && exchange(at, other)) {
                return;
            }
        }
    }

    private boolean exchange(int at, int other) {
        int a = stubs[at];
        int b = stubs[at + 1];
        int x = stubs[other];
        int y = stubs[other + 1];
        if (a == x || b == y || graph.linked(a, x) || graph.linked(b, y) || !graph.unlink(x, y)) {
            return false;
        }
        graph.link(a, x);
        if (!graph.link(b, y)) {
            graph.unlink(a, x);
            graph.link(x, y);
            return false;
        }
        swap(at + 1, other);
        return true;
    }

    private void swap(int i, int j) {
        int stub = stubs[i];
        stubs[i] = stubs[j];
        stubs[j] = stub;
    }
}
