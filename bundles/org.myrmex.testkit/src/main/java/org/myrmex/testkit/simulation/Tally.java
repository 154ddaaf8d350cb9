package org.myrmex.testkit.simulation;

/** How often each value of an enum came. */
@SuppressWarnings(
        "EnumOrdinal") // Two for each of 100,000 nodes: boxed counts in a map would cost more than the routing.
final class Tally<E extends Enum<E>> {
    private final int[] counts;

    Tally(Class<E> type) {
        counts = new int[type.getEnumConstants().length];
    }

    void count(E value) {
        counts[value.ordinal()]++;
    }

    int of(E value) {
        return counts[value.ordinal()];
    }
}
