package org.myrmex.lab.internal;

import java.nio.file.Path;
import org.myrmex.lab.experiment.Capacity;
import org.myrmex.lab.experiment.CapacitySettings;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine.Option;

/** What may be typed after {@code lab capacity}. */
final class CapacityOptions extends ExperimentOptions {
    private static final int MOST_NODES = 10_000;
    private static final int MOST_SLOTS = 100;
    private static final int MOST_RELAYS = 20;
    private static final int MOST_RATE = 100_000;
    private static final int MOST_WINDOW = 256;
    private static final int MOST_DEGREE = 50;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_DOWNLOADS = 10_000;
    private static final long MICROS = 1_000_000;

    @Option(names = "--nodes", paramLabel = "N", description = "nodes, up to 10,000 (1000)")
    int nodes = CapacitySettings.DEFAULT.nodes();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "downloads of the wanted rate that an uplink carries, 1 to 100 (3)")
    int slots = CapacitySettings.DEFAULT.slots();

    @Option(
            names = "--relays",
            paramLabel = "N",
            description = "between source and downloader, on even paths, 0 to 20 (4)")
    int relays = CapacitySettings.DEFAULT.relays();

    @Option(
            names = "--rate",
            paramLabel = "KB/S",
            description = "what makes a download worth its while, in 1,000 bytes/s, 1 to 100,000 (5)")
    int rate = (int) (CapacitySettings.DEFAULT.rate() / 1_000);

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "blocks that a download asks for ahead, 1 for stop-and-wait, up to 256 (8)")
    int window = CapacitySettings.DEFAULT.window();

    @Option(names = "--degree", paramLabel = "N", description = "links a node of the random mesh, 2 to 50 (5)")
    double degree = CapacitySettings.DEFAULT.degree();

    @Option(
            names = "--patience",
            paramLabel = "S",
            description = "seconds without a block before a fresh route is asked for, 1 to 3,600 (120)")
    int patienceSeconds = (int) (CapacitySettings.DEFAULT.patienceMicros() / MICROS);

    @Option(names = "--warm-up", paramLabel = "S", description = "seconds before each measurement, 0 to 3,600 (60)")
    int warmUpSeconds = (int) (CapacitySettings.DEFAULT.warmUpMicros() / MICROS);

    @Option(names = "--measure", paramLabel = "S", description = "seconds of each measurement, 1 to 3,600 (60)")
    int measureSeconds = (int) (CapacitySettings.DEFAULT.measureMicros() / MICROS);

    @Override
    String purpose() {
        return "how many downloads a network carries: the seed's arithmetic, and the same simulated";
    }

    @Override
    int nodes() {
        return nodes;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--slots", slots, 1, MOST_SLOTS);
        within("--relays", relays, 0, MOST_RELAYS);
        within("--nodes", nodes, CapacitySettings.leastNodes(relays), MOST_NODES);
        within("--rate", rate, 1, MOST_RATE);
        within("--window", window, 1, MOST_WINDOW);
        within("--patience", patienceSeconds, 1, MOST_SECONDS);
        within("--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        within("--measure", measureSeconds, 1, MOST_SECONDS);
        if (!(degree >= 2 && degree <= MOST_DEGREE)) {
            throw new LabException("--degree is 2 to " + MOST_DEGREE + ", not " + degree + "; correct it");
        }
        long downloads = (long) nodes * slots / (relays + 1);
        if (downloads > MOST_DOWNLOADS) {
            throw new LabException("--nodes, --slots and --relays make " + downloads + " downloads, more than "
                    + MOST_DOWNLOADS + "; ask for fewer nodes or slots");
        }
        return new Capacity(new CapacitySettings(
                nodes,
                slots,
                relays,
                rate * 1_000L,
                window,
                degree,
                patienceSeconds * MICROS,
                warmUpSeconds * MICROS,
                measureSeconds * MICROS));
    }
}
