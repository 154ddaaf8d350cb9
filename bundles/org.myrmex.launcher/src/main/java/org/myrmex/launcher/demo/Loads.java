package org.myrmex.launcher.demo;

import java.util.List;
import java.util.Map;

/**
 * How many routing messages each node has received since it started, duplicates included.
 *
 * @param counts by node; one that left keeps its last
 */
record Loads(Map<String, Count> counts) {

    /** @param queryCopies copies of searches among the received */
    record Count(long received, long queryCopies) {
        static final Count NONE = new Count(0, 0);
    }

    long received(String node) {
        return counts.getOrDefault(node, Count.NONE).received();
    }

    long receivedSince(Loads before, String node) {
        return received(node) - before.received(node);
    }

    long queryCopiesSince(Loads before, List<String> nodes) {
        return queryCopies(nodes) - before.queryCopies(nodes);
    }

    private long queryCopies(List<String> nodes) {
        return nodes.stream()
                .mapToLong(node -> counts.getOrDefault(node, Count.NONE).queryCopies())
                .sum();
    }
}
