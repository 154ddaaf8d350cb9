package org.myrmex.launcher.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scents of every peer at a moment. Only who stands outside, as this demonstration does, can put them together to a
 * route: each peer knows the next hop alone.
 *
 * @param tables node → virtual address → its scent there
 */
record Scents(Map<String, Map<String, Scent>> tables) {

    /**
     * One entry.
     *
     * @param next the neighbour that it points at
     * @param ageSeconds since a message strengthened it
     */
    record Scent(String next, double ageSeconds) {}

    /**
     * The way that messages from one end to the other take. An address's owner has no scent for it, so the addresses
     * whose scents lead from here to a standstill there are that end's own. It answers every query under a new one;
     * the one that was strengthened last here is the one that spoke last.
     */
    Optional<List<String>> way(String from, String to) {
        return tables.getOrDefault(from, Map.of()).entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().ageSeconds()))
                .map(entry -> walk(entry.getKey(), from))
                .filter(way -> way.get(way.size() - 1).equals(to))
                .findFirst();
    }

    /** Follows one address until somebody has no scent for it, or it would go round in a circle. */
    private List<String> walk(String address, String from) {
        List<String> way = new ArrayList<>(List.of(from));
        String at = from;
        while (true) {
            Scent scent = tables.getOrDefault(at, Map.of()).get(address);
            if (scent == null || way.contains(scent.next())) {
                return way;
            }
            at = scent.next();
            way.add(at);
        }
    }
}
