package org.myrmex.lab.experiment;

import java.util.List;
import org.myrmex.lab.hostile.Kind;

/**
 * What the experiment with adversaries is asked.
 *
 * @param nodes of the random mesh, 10 to 10,000
 * @param degree links a node, on average, 2 to 100
 * @param share of the nodes that are adversaries, 0 to 0.5
 * @param kinds of adversaries, each in a run of its own
 * @param searches one after the other, each between two honest nodes by chance and with a short transfer
 */
public record AdversarySettings(int nodes, double degree, double share, List<Kind> kinds, int searches) {
    /** Pairs of a request and a block in each transfer. */
    public static final int PAIRS = 4;

    public AdversarySettings {
        kinds = List.copyOf(kinds);
    }
}
