package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.List;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.SpeedExperiment;
import picocli.CommandLine.Option;

/** {@code lab speed}. */
final class SpeedOptions extends ExperimentOptions {
    private static final int MOST_SIZES = 10;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            split = ",",
            description = "nodes of each mesh, 3 to 200,000, several with commas (1000,10000,100000)")
    List<Integer> nodes = List.of(1_000, 10_000, 100_000);

    @Option(names = "--degree", paramLabel = "N", description = "links a node, on average, 2 to 50 (5)")
    double degree = 5;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "at least so many are counted for each size, 1,000 to 100,000,000 (1000000)")
    long messages = 1_000_000;

    @Override
    String purpose() {
        return "messages and events per CPU second of the lab itself, and the memory of an idle node";
    }

    @Override
    int nodes() {
        return nodes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        for (int size : nodes) {
            within("--nodes", size, 3, 200_000);
        }
        within("the number of sizes", nodes.size(), 1, MOST_SIZES);
        within("--degree", degree, 2, 50);
        within("--messages", (double) messages, 1_000, 100_000_000);
        return new SpeedExperiment(nodes, degree, messages, new JvmMeter());
    }
}
