package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.lab.report.Place;

/**
 * Nodes at random places in a square, linked with whoever is in range; the range is the one that gives the wanted number of
 * links. Parts out of range of each other are joined by the shortest link from each to the nearest other, as somebody with a
 * better aerial would. A link's delay grows with its length.
 */
final class RadioRange {
    private static final long NEAR_MICROS = 5_000;
    /** Over the whole range: so the mean is like that of the other topologies. */
    private static final long FAR_MICROS = 10_000;

    private final int nodes;
    private final Place[] places;
    private final int cells;
    private final int[] first;
    private final int[] byCell;
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(int a, int b, double length) {}

    private RadioRange(int nodes, SplittableRandom chance) {
        this.nodes = nodes;
        this.places = new Place[nodes];
        for (int i = 0; i < nodes; i++) {
            places[i] = new Place(chance.nextDouble(), chance.nextDouble());
        }
        this.cells = Math.max(1, (int) Math.sqrt(nodes / 4.0));
        this.first = new int[cells * cells + 1];
        this.byCell = new int[nodes];
        sort();
    }

    static Topology make(int nodes, double degree, SplittableRandom chance) {
        RadioRange made = new RadioRange(nodes, chance);
        double range = made.linkInRange(Math.min(degree, nodes - 1));
        made.join();
        List<Topology.Edge> edges = made.pairs.stream()
                .map(pair -> new Topology.Edge(
                        pair.a(), pair.b(), NEAR_MICROS + Math.round(FAR_MICROS * pair.length() / range)))
                .toList();
        return new Topology(nodes, edges, List.of(made.places));
    }

    /** The shortest pairs, as many as links are wanted. @return the longest of them */
    private double linkInRange(double degree) {
        int wanted = Math.max(1, (int) Math.round(nodes * degree / 2));
        // half as far again as in a square without borders, and farther until there are enough
        for (double reach = 1.5 * Math.sqrt(degree / (Math.PI * nodes)); pairs.size() < wanted; reach *= 1.5) {
            pairs.clear();
            for (int node = 0; node < nodes; node++) {
                addPairs(node, reach);
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::length));
        pairs.subList(wanted, pairs.size()).clear();
        return Math.max(pairs.get(wanted - 1).length(), Double.MIN_NORMAL);
    }

    private void addPairs(int node, double reach) {
        int around = (int) Math.ceil(reach * cells);
        int x = cell(places[node].x());
        int y = cell(places[node].y());
        for (int row = Math.max(0, y - around); row <= Math.min(cells - 1, y + around); row++) {
            for (int column = Math.max(0, x - around); column <= Math.min(cells - 1, x + around); column++) {
                for (int i = first[row * cells + column]; i < first[row * cells + column + 1]; i++) {
                    int other = byCell[i];
                    if (node < other && length(node, other) <= reach) {
                        pairs.add(new Pair(node, other, length(node, other)));
                    }
                }
            }
        }
    }

    /** Each round every part but the largest gets its shortest link outwards, so there are at most half as many after it. */
    private void join() {
        int[] parent = new int[nodes];
        Arrays.setAll(parent, i -> i);
        pairs.forEach(pair -> Repair.unite(parent, pair.a(), pair.b()));
        for (boolean more = true; more; ) {
            more = false;
            for (Pair pair : shortestOutwards(parent)) {
                if (pair != null && Repair.unite(parent, pair.a(), pair.b())) {
                    pairs.add(pair);
                    more = true;
                }
            }
        }
    }

    private Pair[] shortestOutwards(int[] parent) {
        int[] sizes = new int[nodes];
        int largest = 0;
        for (int node = 0; node < nodes; node++) {
            int root = Repair.root(parent, node);
            sizes[root]++;
            largest = sizes[root] > sizes[largest] ? root : largest;
        }
        Pair[] shortest = new Pair[nodes];
        for (int node = 0; node < nodes; node++) {
            int root = Repair.root(parent, node);
            if (root != largest) {
                shortest[root] = nearestOutside(node, root, parent, shortest[root]);
            }
        }
        return shortest;
    }

    /** Cell by cell in growing squares, until nothing nearer can come. */
    private Pair nearestOutside(int node, int root, int[] parent, Pair known) {
        Pair nearest = known;
        int x = cell(places[node].x());
        int y = cell(places[node].y());
        for (int around = 0; around < cells; around++) {
            if (nearest != null && (around - 1.0) / cells > nearest.length()) {
                break;
            }
            for (int row = Math.max(0, y - around); row <= Math.min(cells - 1, y + around); row++) {
                int step = row == y - around || row == y + around ? 1 : Math.max(1, 2 * around);
                for (int column = x - around; column <= x + around; column += step) {
                    if (column >= 0 && column < cells) {
                        nearest = nearestIn(row * cells + column, node, root, parent, nearest);
                    }
                }
            }
        }
        return nearest;
    }

    private Pair nearestIn(int cell, int node, int root, int[] parent, Pair known) {
        Pair nearest = known;
        for (int i = first[cell]; i < first[cell + 1]; i++) {
            int other = byCell[i];
            double length = length(node, other);
            if ((nearest == null || length < nearest.length()) && Repair.root(parent, other) != root) {
                nearest = new Pair(Math.min(node, other), Math.max(node, other), length);
            }
        }
        return nearest;
    }

    private void sort() {
        for (Place place : places) {
            first[cellOf(place) + 1]++;
        }
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
        int[] next = first.clone();
        for (int node = 0; node < nodes; node++) {
            byCell[next[cellOf(places[node])]++] = node;
        }
    }

    private int cellOf(Place place) {
        return cell(place.y()) * cells + cell(place.x());
    }

    private int cell(double coordinate) {
        return (int) (coordinate * cells);
    }

    private double length(int a, int b) {
        double x = places[a].x() - places[b].x();
        double y = places[a].y() - places[b].y();
        return Math.sqrt(x * x + y * y);
    }
}
