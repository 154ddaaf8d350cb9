package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who is linked to whom, packed: what a layout asks again and again. Loops and second links between two are left out. */
final class Graph {
    private final int nodes;
    /** Where the neighbours of a node begin; one more for the end. */
    private final int[] begin;

    private final int[] neighbours;

    private Graph(int nodes, int[] begin, int[] neighbours) {
        this.nodes = nodes;
        this.begin = begin;
        this.neighbours = neighbours;
    }

    /** @param edges pairs of indices below {@code nodes} */
    static Graph of(int nodes, List<int[]> edges) {
        long[] arcs = new long[2 * edges.size()];
        int count = 0;
        for (int[] edge : edges) {
            int a = Math.min(edge[0], edge[1]);
            int b = Math.max(edge[0], edge[1]);
            if (a < 0 || b >= nodes) {
                throw new IllegalArgumentException("an edge " + edge[0] + " - " + edge[1] + " among " + nodes
                        + " nodes; edges are pairs of indices");
            }
            if (a != b) {
                arcs[count++] = (long) a << 32 | b;
                arcs[count++] = (long) b << 32 | a;
            }
        }
        long[] sorted = Arrays.stream(arcs, 0, count).sorted().distinct().toArray();
        int[] begin = new int[nodes + 1];
        int[] neighbours = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            begin[(int) (sorted[i] >> 32) + 1] = i + 1;
            neighbours[i] = (int) sorted[i];
        }
        for (int i = 1; i <= nodes; i++) {
            begin[i] = Math.max(begin[i], begin[i - 1]);
        }
        return new Graph(nodes, begin, neighbours);
    }

    int nodes() {
        return nodes;
    }

    int[] neighbours(int node) {
        return Arrays.copyOfRange(neighbours, begin[node], begin[node + 1]);
    }

    /** Each link once. */
    List<int[]> edges() {
        List<int[]> edges = new ArrayList<>(neighbours.length / 2);
        for (int a = 0; a < nodes; a++) {
            for (int i = begin[a]; i < begin[a + 1]; i++) {
                if (a < neighbours[i]) {
                    edges.add(new int[] {a, neighbours[i]});
                }
            }
        }
        return edges;
    }

    /** In links; -1 where there is no way. */
    int[] distancesFrom(int start) {
        int[] distance = new int[nodes];
        Arrays.fill(distance, -1);
        int[] queue = new int[nodes];
        int queued = 1;
        queue[0] = start;
        distance[start] = 0;
        for (int next = 0; next < queued; next++) {
            int node = queue[next];
            for (int i = begin[node]; i < begin[node + 1]; i++) {
                int other = neighbours[i];
                if (distance[other] < 0) {
                    distance[other] = distance[node] + 1;
                    queue[queued++] = other;
                }
            }
        }
        return distance;
    }

    /** The parts between which there is no way, the largest first; each lists its nodes in order. */
    List<int[]> parts() {
        int[] part = new int[nodes];
        Arrays.fill(part, -1);
        int[] stack = new int[nodes];
        List<Integer> sizes = new ArrayList<>();
        for (int start = 0; start < nodes; start++) {
            if (part[start] < 0) {
                sizes.add(fill(start, sizes.size(), part, stack));
            }
        }
        List<int[]> members = new ArrayList<>();
        sizes.forEach(size -> members.add(new int[size]));
        int[] next = new int[sizes.size()];
        for (int node = 0; node < nodes; node++) {
            members.get(part[node])[next[part[node]]++] = node;
        }
        members.sort((a, b) -> Integer.compare(b.length, a.length));
        return members;
    }

    /** The network of some nodes alone; they are numbered anew, in the order given. */
    Graph only(int[] members) {
        int[] index = new int[nodes];
        Arrays.fill(index, -1);
        for (int i = 0; i < members.length; i++) {
            index[members[i]] = i;
        }
        List<int[]> kept = new ArrayList<>();
        for (int node : members) {
            for (int i = begin[node]; i < begin[node + 1]; i++) {
                if (index[neighbours[i]] > index[node]) {
                    kept.add(new int[] {index[node], index[neighbours[i]]});
                }
            }
        }
        return of(members.length, kept);
    }

    private int fill(int start, int number, int[] part, int[] stack) {
        int size = 0;
        int depth = 1;
        stack[0] = start;
        part[start] = number;
        while (depth > 0) {
            int node = stack[--depth];
            size++;
            for (int i = begin[node]; i < begin[node + 1]; i++) {
                if (part[neighbours[i]] < 0) {
                    part[neighbours[i]] = number;
                    stack[depth++] = neighbours[i];
                }
            }
        }
        return size;
    }
}
