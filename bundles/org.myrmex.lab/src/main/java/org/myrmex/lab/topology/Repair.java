package org.myrmex.lab.topology;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes one connected graph out of parts. */
final class Repair {
    private Repair() {}

    /**
     * Joins every further part with the largest: a link of each is taken away and their ends are linked crosswise, so every
     * node keeps its number of links. The part's link lies on a circle, so the part stays whole. A part without a circle
     * gets a further link instead, from its node with the fewest to a node with few.
     */
    static void joinBySwaps(Graph graph, SplittableRandom chance) {
        int[] component = graph.components();
        int[] sizes = sizes(component);
        if (sizes.length == 1) {
            return;
        }
        int largest = largest(sizes);
        int[][] spare = spareLinks(graph, component, sizes.length);
        int[] fewest = fewestLinks(graph, component, sizes.length);
        for (int part = 0; part < sizes.length; part++) {
            if (part == largest) {
                continue;
            }
            int x = nodeOf(largest, component, chance);
            if (spare[part] == null || graph.degree(x) == 0) {
                graph.link(fewest[part], x);
            } else {
                int y = graph.neighbour(x, chance.nextInt(graph.degree(x)));
                graph.unlink(x, y);
                graph.unlink(spare[part][0], spare[part][1]);
                graph.link(x, spare[part][0]);
                graph.link(y, spare[part][1]);
            }
        }
    }

    /** How many nodes each part has. */
    static int[] sizes(int[] component) {
        int[] sizes = new int[Arrays.stream(component).max().orElse(-1) + 1];
        Arrays.stream(component).filter(part -> part >= 0).forEach(part -> sizes[part]++);
        return sizes;
    }

    /** The part with the most nodes, the first of several. */
    private static int largest(int[] sizes) {
        int largest = 0;
        for (int part = 1; part < sizes.length; part++) {
            largest = sizes[part] > sizes[largest] ? part : largest;
        }
        return largest;
    }

    private static int nodeOf(int part, int[] component, SplittableRandom chance) {
        int node = chance.nextInt(component.length);
        while (component[node] != part) {
            node = chance.nextInt(component.length);
        }
        return node;
    }

    /** A link in each part that closes a circle; null in a part without one. */
    private static int[][] spareLinks(Graph graph, int[] component, int parts) {
        int[][] spare = new int[parts][];
        int[] parent = new int[graph.nodes()];
        Arrays.setAll(parent, i -> i);
        for (int a = 0; a < graph.nodes(); a++) {
            for (int b : graph.neighbours(a)) {
                if (a < b && !unite(parent, a, b)) {
                    spare[component[a]] = new int[] {a, b};
                }
            }
        }
        return spare;
    }

    /** @return false when the two were one already */
    static boolean unite(int[] parent, int a, int b) {
        int rootA = root(parent, a);
        int rootB = root(parent, b);
        parent[rootA] = rootB;
        return rootA != rootB;
    }

    static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]]; // halves the way for whoever comes next
            at = parent[at];
        }
        return at;
    }

    private static int[] fewestLinks(Graph graph, int[] component, int parts) {
        int[] fewest = new int[parts];
        Arrays.fill(fewest, -1);
        for (int node = 0; node < graph.nodes(); node++) {
            int part = component[node];
            if (fewest[part] < 0 || graph.degree(node) < graph.degree(fewest[part])) {
                fewest[part] = node;
            }
        }
        return fewest;
    }
}
