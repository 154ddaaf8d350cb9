package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.List;

/** Finds places for the nodes of a network. The same network and seed give the same places everywhere. */
public final class Layout {
    /** Above so many nodes a map would show nothing but a stain. */
    public static final int MOST_NODES = 10_000;

    private Layout() {}

    /**
     * @param edges pairs of indices below {@code nodes}
     * @return a place for each node; none at all above {@link #MOST_NODES}
     */
    public static List<Place> of(int nodes, List<int[]> edges, long seed) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < nodes && nodes <= MOST_NODES; i++) {
            double angle = 2 * StrictMath.PI * i / nodes;
            places.add(new Place(0.5 + 0.5 * StrictMath.cos(angle), 0.5 + 0.5 * StrictMath.sin(angle)));
        }
        return places;
    }
}
