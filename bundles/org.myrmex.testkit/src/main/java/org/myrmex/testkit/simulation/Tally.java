package org.myrmex.testkit.simulation;

import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.RoutingEvent;

/** How often a routing noted each kind of event, and released a handle for each reason. */
@SuppressWarnings(
        "EnumOrdinal") // One for each of 100,000 nodes: boxed counts in maps would cost more than the routing.
final class Tally {
    private static final int KINDS = RoutingEvent.Kind.values().length;

    private final int[] counts = new int[KINDS + DropReason.values().length];

    void count(RoutingEvent.Kind kind) {
        counts[kind.ordinal()]++;
    }

    void count(DropReason reason) {
        counts[KINDS + reason.ordinal()]++;
    }

    int of(RoutingEvent.Kind kind) {
        return counts[kind.ordinal()];
    }

    int of(DropReason reason) {
        return counts[KINDS + reason.ordinal()];
    }
}
