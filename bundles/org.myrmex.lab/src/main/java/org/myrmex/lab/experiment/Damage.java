package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.lab.topology.Graph;
import org.myrmex.testkit.simulation.Seeds;

/** Which nodes are removed. */
public enum Damage {
    /** Any: as when people switch off. */
    RANDOM("random"),
    /** Those with the most links: as somebody would who wants to break the mesh. */
    HUBS("hubs");

    private final String label;

    Damage(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @param count how many, at most all */
    List<Integer> choose(Graph graph, int count, long seed) {
        List<Integer> nodes = new ArrayList<>(graph.nodes());
        for (int node = 0; node < graph.nodes(); node++) {
            nodes.add(node);
        }
        // shuffled first, so that among equals of the highest degree chance decides and not the age
        SplittableRandom chance = Seeds.of(seed, "damage " + label);
        for (int i = nodes.size() - 1; i > 0; i--) {
            Integer drawn = nodes.set(chance.nextInt(i + 1), nodes.get(i));
            nodes.set(i, drawn);
        }
        if (this == HUBS) {
            nodes.sort((a, b) -> Integer.compare(graph.degree(b), graph.degree(a)));
        }
        return List.copyOf(nodes.subList(0, count));
    }
}
