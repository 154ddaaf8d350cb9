package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.Locale;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.MeshExperiment;
import org.myrmex.lab.experiment.MeshSettings;
import org.myrmex.lab.experiment.MeshSettings.Ends;
import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.LinkQuality.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab mesh}. */
@Command(
        footer = "mute keeps to the last first copy: a hop stretch of 1.04 fresh, 1.26 after four kills."
                + " The 1.85 of an earlier study needs --routing mute-random-queue (decision 7).")
final class MeshOptions extends ExperimentOptions {
    private static final int MOST_RUNS = 100;
    private static final int NODES_OF_ALL_RUNS = 100_000;
    private static final int MOST_JITTER_MS = 10_000;

    @Option(names = "--nodes", paramLabel = "N", description = "nodes of a mesh, 3 to 200,000 (100)")
    int nodes = 100;

    @Option(names = "--degree", paramLabel = "N", description = "links a node, on average, 2 to 50 (5)")
    double degree = 5;

    @Option(
            names = "--topology",
            paramLabel = "NAME",
            description = "random, small-world, power-law, host-cache-clustered or radio-range (random)")
    String topology = "random";

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "relays of a route that are killed, one after the other, 0 to 100 (0)")
    int kills;

    @Option(
            names = "--searches",
            paramLabel = "N",
            description = "downloaders in a mesh, each with a source of its own, 1 to 1,000 (1)")
    int searches = 1;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            description = "files of ten requests and blocks that each fetches, afresh after each kill, 1 to 1,000 (1)")
    int transfers = 1;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "meshes, each with the next seed, 1 to 10,000 (100, fewer of more than 1,000 nodes)")
    Integer runs;

    @Option(
            names = "--ends",
            paramLabel = "leaf|member",
            description = "whether downloader and source hang on the mesh by one link, as in MUTE's experiment (leaf)")
    String ends = "leaf";

    @Option(
            names = "--relink",
            paramLabel = "lost-pair|random|none",
            description = "with whom those link who lost a neighbour (lost-pair)")
    String relink = "lost-pair";

    @Option(
            names = "--jitter-ms",
            paramLabel = "MS",
            description = "further delay of a frame, evenly between 0 and this, ms (0)")
    int jitterMs;

    @Option(names = "--loss", paramLabel = "PERCENT", description = "frames that a link loses, 0 to 100 (0)")
    double lossPercent;

    @Option(names = "--reorder", description = "frames may overtake each other, given some jitter")
    boolean reorder;

    @Override
    String purpose() {
        return "links crossed by links needed in random meshes, fresh and after kills, and what a search costs";
    }

    @Override
    int nodes() {
        return ends.equals("leaf") ? nodes + 2 * searches : nodes;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--nodes", nodes, 3, 200_000);
        within("--degree", degree, 2, 50);
        within("--kills", kills, 0, 100);
        within("--searches", searches, 1, 1_000);
        within("--transfers", transfers, 1, 1_000);
        within("--jitter-ms", jitterMs, 0, MOST_JITTER_MS);
        within("--loss", lossPercent, 0, 100);
        int meshes = runs == null ? Math.max(1, Math.min(MOST_RUNS, NODES_OF_ALL_RUNS / nodes)) : runs;
        within("--runs", meshes, 1, 10_000);
        return new MeshExperiment(new MeshSettings(
                nodes,
                degree,
                choice(() -> TopologyKind.labelled(topology)),
                kills,
                searches,
                transfers,
                meshes,
                ends(),
                choice(() -> Relink.labelled(relink)),
                new LinkQuality(0, jitterMs * 1_000L, lossPercent / 100, reorder ? Order.FREE : Order.KEPT)));
    }

    private Ends ends() throws LabException {
        return switch (ends.toLowerCase(Locale.ROOT)) {
            case "leaf" -> Ends.LEAF;
            case "member" -> Ends.MEMBER;
            default -> throw new LabException("--ends is leaf or member, not '" + ends + "'; choose one");
        };
    }
}
