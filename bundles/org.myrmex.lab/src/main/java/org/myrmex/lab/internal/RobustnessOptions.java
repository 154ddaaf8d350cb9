package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.List;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.Robustness;
import org.myrmex.lab.experiment.RobustnessSettings;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.TopologyKind;
import picocli.CommandLine.Option;

/** What may be typed after {@code lab robustness}. */
final class RobustnessOptions extends ExperimentOptions {
    /** A run of all blows to one mesh of this size takes minutes. */
    private static final int MOST_NODES = 100_000;

    private static final int MOST_DEGREE = 64;
    private static final int MOST_ASKERS = 1_000;

    @Option(names = "--nodes", paramLabel = "N", description = "nodes of each mesh, 10 to 100000 (1000)")
    int nodes = 1_000;

    @Option(names = "--degree", paramLabel = "LINKS", description = "links a node, on average, 2 to 64 (5)")
    double degree = 5;

    @Option(
            names = "--topology",
            paramLabel = "KIND",
            description = "random, small-world, power-law, host-cache-clustered, radio-range, or all (all)")
    String topology = "all";

    @Option(
            names = "--max-links",
            paramLabel = "LINKS",
            description = "most links that a node takes later, at least as many as it wants (twice as many)")
    Integer maxLinks;

    @Option(
            names = "--far-peers",
            paramLabel = "LINKS",
            description = "links of a newcomer that lead to random far peers; the others come from the host cache (2)")
    int farPeers = 2;

    @Option(
            names = "--relink",
            paramLabel = "RULE",
            description = "who links anew after a loss: lost-pair (those who lost the same node, with each other),"
                    + " random or none (lost-pair)")
    String relink = "lost-pair";

    @Option(names = "--remove-random", paramLabel = "PERCENT", description = "removed at random, 0 to 95 (30)")
    double removeRandom = 30;

    @Option(names = "--remove-hubs", paramLabel = "PERCENT", description = "removed of the highest degree, 0 to 95 (4)")
    double removeHubs = 4;

    @Option(
            names = "--newcomers",
            paramLabel = "PERCENT",
            description = "newcomers within a minute, in percent of the nodes, 0 to 400 (50)")
    double newcomers = 50;

    @Option(names = "--askers", paramLabel = "N", description = "searches whose mean is told, 1 to 1000 (10)")
    int askers = 10;

    @Override
    String purpose() {
        return "takes nodes at random and hubs away, lets newcomers rush in: what stays connected and findable";
    }

    @Override
    int nodes() {
        return (int) Math.ceil(nodes * (1 + newcomers / 100));
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--nodes", nodes, 10, MOST_NODES);
        within("--degree", degree, 2, Math.min(MOST_DEGREE, nodes - 1));
        within("--remove-random", removeRandom, 0, 95);
        within("--remove-hubs", removeHubs, 0, 95);
        within("--newcomers", newcomers, 0, 400);
        within("--askers", askers, 1, MOST_ASKERS);
        int wanted = (int) Math.ceil(degree);
        within("--far-peers", farPeers, 0, wanted);
        int most = maxLinks == null ? 2 * wanted : maxLinks;
        within("--max-links", most, wanted, 1_000);
        List<TopologyKind> kinds = topology.equals("all")
                ? List.of(TopologyKind.values())
                : List.of(choice(() -> TopologyKind.labelled(topology)));
        NeighbourRules rules =
                new NeighbourRules(wanted, most, farPeers, choice(() -> NeighbourRules.Relink.labelled(relink)));
        return new Robustness(new RobustnessSettings(
                kinds, nodes, degree, rules, removeRandom / 100, removeHubs / 100, newcomers / 100, askers));
    }
}
