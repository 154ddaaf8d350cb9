package org.myrmex.lab.experiment;

import java.util.List;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.TopologyKind;

/**
 * What {@link Robustness} is told.
 *
 * @param topologies those that are compared, at least one
 * @param nodes of each mesh, before anything happens to it
 * @param degree links a node, on average
 * @param rules how nodes choose neighbours afterwards
 * @param randomShare share of the nodes that is removed at random, below 1
 * @param hubShare share of the nodes that is removed, those with most links first, below 1
 * @param newcomerShare newcomers within a minute, as a share of the nodes
 * @param askers searches whose mean is told
 */
public record RobustnessSettings(
        List<TopologyKind> topologies,
        int nodes,
        double degree,
        NeighbourRules rules,
        double randomShare,
        double hubShare,
        double newcomerShare,
        int askers) {
    /** As the research's figures of early Gnutella: 30 % at random, 4 % of the highest degree. */
    public static RobustnessSettings of(List<TopologyKind> topologies, int nodes, double degree, NeighbourRules rules) {
        return new RobustnessSettings(topologies, nodes, degree, rules, 0.30, 0.04, 0.50, 10);
    }
}
