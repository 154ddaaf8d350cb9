package org.myrmex.mesh.flow;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Values by a 64-bit name in flat arrays, without an object for each name: it is asked for every frame. Open addressing, half
 * empty at least, so that a search is short; with names that somebody chose to collide it is still bounded by the size.
 */
final class FlowTable<V> {
    private final long[] names;
    private final int[] homes;
    private final V[] values;
    private final int mask;
    private int size;

    /** @param most values that it will hold */
    @SuppressWarnings("unchecked") // only values of this type are put in
    FlowTable(int most) {
        int slots = Integer.highestOneBit(Math.max(1, most - 1)) << 2;
        names = new long[slots];
        homes = new int[slots];
        values = (V[]) new Object[slots];
        mask = slots - 1;
    }

    int size() {
        return size;
    }

    /** Null when it is not there. */
    V get(long name, int hash) {
        for (int at = hash & mask; values[at] != null; at = (at + 1) & mask) {
            if (names[at] == name) {
                return values[at];
            }
        }
        return null;
    }

    /** A name that is not there yet. */
    void add(long name, int hash, V value) {
        int at = hash & mask;
        while (values[at] != null) {
            at = (at + 1) & mask;
        }
        names[at] = name;
        homes[at] = hash & mask;
        values[at] = value;
        size++;
    }

    void forEach(Consumer<V> action) {
        for (V value : values) {
            if (value != null) {
                action.accept(value);
            }
        }
    }

    void removeIf(Predicate<V> unwanted) {
        for (int at = 0; at < values.length; at++) {
            // another may have moved here, and is asked too
            while (values[at] != null && unwanted.test(values[at])) {
                remove(at);
            }
        }
    }

    /** Closes the gap: what stands behind it and would be looked for before it moves forward. */
    private void remove(int freed) {
        int gap = freed;
        for (int at = (gap + 1) & mask; values[at] != null; at = (at + 1) & mask) {
            int wayFromHome = (at - homes[at]) & mask;
            int wayFromGap = (at - gap) & mask;
            if (wayFromHome >= wayFromGap) {
                names[gap] = names[at];
                homes[gap] = homes[at];
                values[gap] = values[at];
                gap = at;
            }
        }
        values[gap] = null;
        size--;
    }
}
