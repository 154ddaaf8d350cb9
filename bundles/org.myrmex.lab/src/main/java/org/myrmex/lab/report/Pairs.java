package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which nodes of a connected network are to be how far from each other on a map: their distance in links. In large networks
 * each node heeds its neighbours and some pivots that stand for the nodes near them (Ortmann, Klimenta, Brandes: A Sparse
 * Stress Model, 2016).
 */
final class Pairs {
    /** Up to so many nodes all pairs are looked at: 125,000 of them. */
    private static final int ALL_PAIRS = 500;

    private static final int MOST_PIVOTS = 100;
    /** Nodes times pivots: what bounds the time of large networks. */
    private static final int MOST_WITH_PIVOTS = 120_000;

    final int[] a;
    final int[] b;
    /** In links. */
    final double[] distance;
    /** How much a heeds b. */
    final double[] weightA;
    /** How much b heeds a. */
    final double[] weightB;

    private int count;

    /** A node that stands for those nearer to it than to other pivots. */
    private record Pivot(int node, int[] distances) {}

    private Pairs(int most) {
        a = new int[most];
        b = new int[most];
        distance = new double[most];
        weightA = new double[most];
        weightB = new double[most];
    }

    static Pairs of(Graph graph) {
        return graph.nodes() <= ALL_PAIRS ? all(graph) : sparse(graph);
    }

    int count() {
        return count;
    }

    private static Pairs all(Graph graph) {
        int n = graph.nodes();
        Pairs pairs = new Pairs(n * (n - 1) / 2);
        for (int i = 0; i < n; i++) {
            int[] distances = graph.distancesFrom(i);
            for (int j = i + 1; j < n; j++) {
                double weight = 1.0 / distances[j] / distances[j];
                pairs.add(i, j, distances[j], weight, weight);
            }
        }
        return pairs;
    }

    private static Pairs sparse(Graph graph) {
        int[] pivotOf = new int[graph.nodes()];
        List<Pivot> pivots = pivots(graph, pivotOf);
        List<int[]> edges = graph.edges();
        Pairs pairs = new Pairs(edges.size() + pivots.size() * graph.nodes());
        edges.forEach(edge -> pairs.add(edge[0], edge[1], 1, 1, 1));
        for (int p = 0; p < pivots.size(); p++) {
            int[] distances = pivots.get(p).distances();
            int[] within = within(distances, pivotOf, p);
            for (int i = 0; i < distances.length; i++) {
                if (distances[i] > 1) {
                    double weight = (double) within[distances[i] / 2] / distances[i] / distances[i];
                    pairs.add(i, pivots.get(p).node(), distances[i], weight, 0);
                }
            }
        }
        return pairs;
    }

    /** Nodes that are far from one another, the first being node 0. */
    private static List<Pivot> pivots(Graph graph, int[] pivotOf) {
        List<Pivot> pivots = new ArrayList<>();
        int[] nearest = new int[graph.nodes()];
        Arrays.fill(nearest, Integer.MAX_VALUE);
        int most = Math.min(MOST_PIVOTS, 1 + MOST_WITH_PIVOTS / graph.nodes());
        int next = 0;
        while (pivots.size() < most && nearest[next] > 0) {
            int[] distances = graph.distancesFrom(next);
            for (int i = 0; i < distances.length; i++) {
                if (distances[i] < nearest[i]) {
                    nearest[i] = distances[i];
                    pivotOf[i] = pivots.size();
                }
            }
            pivots.add(new Pivot(next, distances));
            for (int i = 0; i < nearest.length; i++) {
                next = nearest[i] > nearest[next] ? i : next;
            }
        }
        return pivots;
    }

    /** How many of a pivot's own nodes are within 0, 1, 2, ... links of it. */
    private static int[] within(int[] distances, int[] pivotOf, int pivot) {
        int[] within = new int[Arrays.stream(distances).max().orElse(0) + 1];
        for (int i = 0; i < distances.length; i++) {
            if (pivotOf[i] == pivot) {
                within[distances[i]]++;
            }
        }
        for (int i = 1; i < within.length; i++) {
            within[i] += within[i - 1];
        }
        return within;
    }

    private void add(int one, int other, double links, double weightOne, double weightOther) {
        a[count] = one;
        b[count] = other;
        distance[count] = links;
        weightA[count] = weightOne;
        weightB[count] = weightOther;
        count++;
    }
}
