package org.myrmex.lab.topology;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Nodes by number and the links between them: none twice, none to itself. Grows and shrinks. */
public final class Graph {
    private static final int[] NONE = {};

    private int[][] neighbours;
    private int[] degrees;
    private int nodes;
    private int links;

    public Graph(int nodes) {
        this.nodes = nodes;
        neighbours = new int[nodes][];
        Arrays.fill(neighbours, NONE);
        degrees = new int[nodes];
    }

    public int nodes() {
        return nodes;
    }

    public int links() {
        return links;
    }

    /** Adds a node without links. @return its number */
    public int add() {
        if (nodes == neighbours.length) {
            int room = Math.max(8, nodes + nodes / 2);
            neighbours = Arrays.copyOf(neighbours, room);
            Arrays.fill(neighbours, nodes, room, NONE);
            degrees = Arrays.copyOf(degrees, room);
        }
        return nodes++;
    }

    public int degree(int node) {
        return degrees[node];
    }

    /** A neighbour by its place in the order in which the node's links came. */
    public int neighbour(int node, int index) {
        return neighbours[node][index];
    }

    /** All neighbours, in the order in which the links came; a copy. */
    public int[] neighbours(int node) {
        return Arrays.copyOf(neighbours[node], degrees[node]);
    }

    /** The search takes as long as the end with fewer links has links: a hub costs nothing. */
    public boolean linked(int a, int b) {
        return degrees[a] <= degrees[b] ? indexOf(a, b) >= 0 : indexOf(b, a) >= 0;
    }

    /** @return false when there is that link, or it would lead to itself */
    public boolean link(int a, int b) {
        if (a == b || linked(a, b)) {
            return false;
        }
        append(a, b);
        append(b, a);
        links++;
        return true;
    }

    /** @return false when there is no such link */
    public boolean unlink(int a, int b) {
        if (a == b || !linked(a, b)) {
            return false;
        }
        remove(a, b);
        remove(b, a);
        links--;
        return true;
    }

    /** Numbers the parts in which every node reaches every other: in the order of their first nodes, from 0. */
    public int[] components() {
        return components(node -> true);
    }

    /** The same without some nodes: those have -1. */
    public int[] components(IntPredicate there) {
        int[] component = new int[nodes];
        Arrays.fill(component, -1);
        int[] queue = new int[nodes];
        int next = 0;
        for (int first = 0; first < nodes; first++) {
            if (component[first] < 0 && there.test(first)) {
                fill(first, next++, component, queue, there);
            }
        }
        return component;
    }

    /** Links of a shortest path; empty when there is none. */
    public OptionalInt distance(int from, int to) {
        int[] distance = new int[nodes];
        Arrays.fill(distance, -1);
        int[] queue = new int[nodes];
        int end = 0;
        queue[end++] = from;
        distance[from] = 0;
        for (int at = 0; at < end; at++) {
            int node = queue[at];
            if (node == to) {
                return OptionalInt.of(distance[node]);
            }
            for (int i = 0; i < degrees[node]; i++) {
                int other = neighbours[node][i];
                if (distance[other] < 0) {
                    distance[other] = distance[node] + 1;
                    queue[end++] = other;
                }
            }
        }
        return OptionalInt.empty();
    }

    private void fill(int first, int number, int[] component, int[] queue, IntPredicate there) {
        int end = 0;
        queue[end++] = first;
        component[first] = number;
        for (int at = 0; at < end; at++) {
            int node = queue[at];
            for (int i = 0; i < degrees[node]; i++) {
                int other = neighbours[node][i];
                if (component[other] < 0 && there.test(other)) {
                    component[other] = number;
                    queue[end++] = other;
                }
            }
        }
    }

    private int indexOf(int node, int other) {
        for (int i = 0; i < degrees[node]; i++) {
            if (neighbours[node][i] == other) {
                return i;
            }
        }
        return -1;
    }

    private void append(int node, int other) {
        if (degrees[node] == neighbours[node].length) {
            neighbours[node] = Arrays.copyOf(neighbours[node], Math.max(6, 2 * degrees[node]));
        }
        neighbours[node][degrees[node]++] = other;
    }

    /** The others stay in order. */
    private void remove(int node, int other) {
        int index = indexOf(node, other);
        int[] row = neighbours[node];
        System.arraycopy(row, index + 1, row, index, --degrees[node] - index);
    }
}
