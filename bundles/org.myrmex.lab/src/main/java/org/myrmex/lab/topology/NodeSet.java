package org.myrmex.lab.topology;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Numbers of nodes of which a random one can be drawn at once, however many there are. */
final class NodeSet {
    private static final int ABSENT = -1;

    private int[] nodes = new int[16];
    private int[] places = {};
    private int size;

    int size() {
        return size;
    }

    boolean contains(int node) {
        return node < places.length && places[node] != ABSENT;
    }

    void set(int node, boolean in) {
        if (in && !contains(node)) {
            add(node);
        } else if (!in && contains(node)) {
            remove(node);
        }
    }

    /** Empty when the set is. */
    OptionalInt draw(SplittableRandom chance) {
        return size == 0 ? OptionalInt.empty() : OptionalInt.of(nodes[chance.nextInt(size)]);
    }

    /** In rising order. */
    int[] sorted() {
        int[] sorted = Arrays.copyOf(nodes, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private void add(int node) {
        if (node >= places.length) {
            int before = places.length;
            places = Arrays.copyOf(places, Math.max(node + 1, 2 * before));
            Arrays.fill(places, before, places.length, ABSENT);
        }
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        places[node] = size;
        nodes[size++] = node;
    }

    private void remove(int node) {
        int last = nodes[--size];
        nodes[places[node]] = last;
        places[last] = places[node];
        places[node] = ABSENT;
    }
}
