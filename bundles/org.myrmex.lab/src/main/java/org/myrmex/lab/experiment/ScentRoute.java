package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * The way that the scents of all nodes show together, which no node can see.
 *
 * @param nodes names, from where it begins to where it ends
 */
record ScentRoute(List<String> nodes, End end) {
    /** How a route ends. */
    enum End {
        /** At the owner of the address. */
        ARRIVED("arrived"),
        /** At a node that has no scent of the address: it would ask everybody. */
        NO_SCENT("no scent"),
        /** Where it was before. */
        LOOP("loop");

        private final String label;

        End(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Follows the strongest scent of an address. */
    static ScentRoute of(VirtualNode from, VirtualNode to, VirtualAddress address) {
        List<String> names = new ArrayList<>(List.of(from.name()));
        TreeSet<Integer> crossed = new TreeSet<>(List.of(from.number()));
        VirtualNode here = from;
        while (here != to) {
            here = next(here, address);
            if (here == null) {
                return new ScentRoute(names, End.NO_SCENT);
            }
            names.add(here.name());
            if (!crossed.add(here.number())) {
                return new ScentRoute(names, End.LOOP);
            }
        }
        return new ScentRoute(names, End.ARRIVED);
    }

    String text() {
        String way = String.join("-", nodes);
        return switch (end) {
            case ARRIVED -> way;
            case NO_SCENT -> way + ", which has no scent";
            case LOOP -> way + ", a loop";
        };
    }

    private static VirtualNode next(VirtualNode here, VirtualAddress address) {
        return here.routes().stream()
                .filter(scent -> scent.address().equals(address) && here.port(scent.next()) != null)
                .max(Comparator.comparingDouble(RouteView::weight))
                .map(scent -> here.port(scent.next()).beyond().node())
                .orElse(null);
    }
}
