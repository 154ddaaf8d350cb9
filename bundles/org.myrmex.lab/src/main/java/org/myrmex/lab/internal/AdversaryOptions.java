package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.List;
import org.myrmex.lab.experiment.AdversaryExperiment;
import org.myrmex.lab.experiment.AdversarySettings;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.hostile.Kind;
import picocli.CommandLine.Option;

/** Options of {@code lab adversary}. */
final class AdversaryOptions extends ExperimentOptions {
    private static final int MIN_NODES = 10;
    private static final int MAX_NODES = 10_000;
    private static final int MAX_DEGREE = 100;
    private static final double MAX_SHARE = 0.5;
    private static final int MAX_SEARCHES = 10_000;

    @Option(names = "--nodes", paramLabel = "N", description = "how many nodes the mesh has, 10 to 10,000 (200)")
    int nodes = 200;

    @Option(names = "--degree", paramLabel = "N", description = "links a node, on average, 2 to 100 (5)")
    double degree = 5;

    @Option(
            names = "--share",
            paramLabel = "F",
            description = "share of the nodes that are adversaries, 0 to 0.5 (0.1)")
    double share = 0.1;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "free-rider, black-hole, replayer, garbler, forger, flooder, spies or all (all)")
    String kind = "all";

    @Option(
            names = "--searches",
            paramLabel = "N",
            description = "searches of each run, every one with a short transfer, 1 to 10,000 (50)")
    int searches = 50;

    @Override
    String purpose() {
        return "nodes that run altered protocols: what they break, draw and learn";
    }

    @Override
    int nodes() {
        return nodes;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--nodes", nodes, MIN_NODES, MAX_NODES);
        within("--degree", degree, 2, MAX_DEGREE);
        if (!(share >= 0 && share <= MAX_SHARE)) {
            throw new LabException("--share is 0 to " + MAX_SHARE + ", not " + share + "; choose a value between");
        }
        within("--searches", searches, 1, MAX_SEARCHES);
        return new AdversaryExperiment(new AdversarySettings(nodes, degree, share, kinds(), searches));
    }

    private List<Kind> kinds() throws LabException {
        if (kind.equals("all")) {
            return List.of(Kind.values());
        }
        return List.of(choice(() -> Kind.labelled(kind)));
    }
}
