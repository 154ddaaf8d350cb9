package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.myrmex.api.routing.RoutingProtocolFactory;

/** The routings of the chosen name that are there, best first; those of other names are nobody's concern. Loop thread only. */
final class Routings {
    private final String chosen;
    private final List<Ranked> ranked = new ArrayList<>();

    private record Ranked(RoutingProtocolFactory factory, int ranking) {}

    Routings(String chosen) {
        this.chosen = chosen;
    }

    void add(RoutingProtocolFactory factory, int ranking) {
        if (factory.name().equals(chosen)) {
            ranked.add(new Ranked(factory, ranking));
            // stable: of equals the first stays
            ranked.sort(Comparator.comparingInt(Ranked::ranking).reversed());
        }
    }

    void remove(RoutingProtocolFactory factory) {
        ranked.removeIf(one -> one.factory() == factory);
    }

    List<RoutingProtocolFactory> best() {
        return ranked.stream().map(Ranked::factory).toList();
    }
}
