package org.myrmex.lab.internal;

import java.nio.file.Path;
import org.myrmex.lab.experiment.Balance;
import org.myrmex.lab.experiment.BalanceSettings;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine.Option;

/** What may be typed after {@code lab balance}. */
final class BalanceOptions extends ExperimentOptions {
    private static final int MOST_ROUTES = 50;
    private static final int MOST_RELAYS = 20;
    private static final int MOST_FLOWS = 100;
    private static final int MOST_SEARCHES = 1_000;
    private static final int MOST_PAIRS = 100_000;
    private static final int MOST_RUNS = 100_000;
    private static final int MOST_MILLIS = 10_000;
    private static final int MICROS = 1_000;

    @Option(
            names = "--beside",
            paramLabel = "NAME",
            description = "the routing protocol to compare with (mute-random-queue)")
    String beside = "mute-random-queue";

    @Option(names = "--routes", paramLabel = "N", description = "equal routes, 2 to 50 (4)")
    int routes = 4;

    @Option(names = "--relays", paramLabel = "N", description = "relays on each route, 1 to 20 (2)")
    int relays = 2;

    @Option(names = "--flows", paramLabel = "N", description = "pairs of addresses that take turns, 1 to 100 (4)")
    int flows = 4;

    @Option(
            names = "--searches",
            paramLabel = "N",
            description = "searches of a flow where it asks several times, 2 to 1,000 (20)")
    int searches = 20;

    @Option(names = "--pairs", paramLabel = "N", description = "requests and blocks of each flow, 1 to 100,000 (100)")
    int pairs = 100;

    @Option(names = "--delay-ms", paramLabel = "MS", description = "delay of each link, 0 to 10,000 ms (10)")
    int delayMillis = 10;

    @Option(
            names = "--jitter-ms",
            paramLabel = "MS",
            description = "most further delay of a message, drawn evenly, 1 to 10,000 ms (5)")
    int jitterMillis = 5;

    @Option(names = "--runs", paramLabel = "N", description = "runs, each with the next seed, 1 to 100,000 (100)")
    int runs = 100;

    @Override
    String purpose() {
        return "how evenly two routings use equal routes";
    }

    @Override
    int nodes() {
        return routes * relays + 2;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--routes", routes, 2, MOST_ROUTES);
        within("--relays", relays, 1, MOST_RELAYS);
        within("--flows", flows, 1, MOST_FLOWS);
        within("--searches", searches, 2, MOST_SEARCHES);
        within("--pairs", pairs, 1, MOST_PAIRS);
        within("--delay-ms", delayMillis, 0, MOST_MILLIS);
        within("--jitter-ms", jitterMillis, 1, MOST_MILLIS);
        within("--runs", runs, 1, MOST_RUNS);
        if (beside.equals(routing)) {
            throw new LabException("--beside names the routing " + beside + " again; choose another");
        }
        return new Balance(new BalanceSettings(
                routings.named(beside),
                routes,
                relays,
                flows,
                searches,
                pairs,
                (long) delayMillis * MICROS,
                (long) jitterMillis * MICROS,
                runs));
    }
}
