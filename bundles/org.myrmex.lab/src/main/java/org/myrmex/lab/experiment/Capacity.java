package org.myrmex.lab.experiment;

import java.util.List;

/**
 * How many downloads a network carries: what can be reckoned (seed 000), and what comes out when blocks, requests and credits
 * take their turns on the uplinks.
 */
public final class Capacity implements Experiment {
    private static final int FEW_NODES = 100;
    /** Downloads on the mesh that have begun at each measurement, in sixths. */
    private static final List<Integer> SIXTHS = List.of(1, 3, 6);

    private static final long FAST_BYTES_PER_SECOND = 1 << 20;
    private static final long SLOW_BYTES_PER_SECOND = 16 << 10;
    private static final int RUNS = 7;

    private final CapacitySettings settings;

    public Capacity(CapacitySettings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome run(Conditions given, Progress progress) throws LabException {
        // searches come before the measurements: nothing hangs on what is sealed in them
        Conditions conditions = given.fakeUnlessTold();
        CapacityReport report = new CapacityReport(settings, conditions);
        int nodes = settings.nodes();
        long rate = settings.rate();
        int most = Arithmetic.taxed(nodes, settings.slots(), settings.relays());

        progress.at("even paths", 0, RUNS, "runs");
        Paths even = Paths.even(nodes, settings.slots(), settings.relays());
        report.taxed(most, alone(report, conditions, even, settings, settings.uplink(), rate));

        progress.at("all download", 1, RUNS, "runs");
        long balance = Arithmetic.balance(settings.uplink(), settings.relays());
        Paths everybody = Paths.even(nodes, settings.relays() + 1, settings.relays());
        report.everybody(balance, alone(report, conditions, everybody, settings, settings.uplink(), balance));

        for (int relays = 0; relays < 2; relays++) {
            progress.at("few nodes", 2 + relays, RUNS, "runs");
            int count = Arithmetic.busy(FEW_NODES, relays);
            report.few(
                    FEW_NODES,
                    relays,
                    count,
                    alone(report, conditions, Paths.chains(count, relays), settings, rate, rate));
        }
        report.shares();

        progress.at("stop-and-wait", 4, RUNS, "runs");
        report.stopAndWait(alone(report, conditions, even, settings.withWindow(1), settings.uplink(), rate));

        progress.at("random mesh", 5, RUNS, "runs");
        mesh(conditions, most, report);

        progress.at("chains", 6, RUNS, "runs");
        report.chain(ChainCheck.run(conditions, FAST_BYTES_PER_SECOND));
        report.chain(ChainCheck.run(conditions, SLOW_BYTES_PER_SECOND));
        progress.at("done", RUNS, RUNS, "runs");
        return report.outcome();
    }

    /** One network, all its downloads at once. */
    private static Load.Result alone(
            CapacityReport report,
            Conditions conditions,
            Paths paths,
            CapacitySettings settings,
            long uplink,
            long rate)
            throws LabException {
        Load load = new Load(conditions, paths, settings.manner(), uplink);
        // as many blocks at a lower rate: a window of them has to come round twice before all moves steadily
        double longer = (double) settings.rate() / rate;
        Load.Result result = load.more(paths.pairs().size(), rate, (long) (settings.warmUpMicros() * longer), (long)
                (settings.measureMicros() * longer));
        report.traced(load.world());
        return result;
    }

    private void mesh(Conditions conditions, int most, CapacityReport report) throws LabException {
        Paths paths = Paths.random(
                settings.nodes(),
                settings.degree(),
                most,
                new World(conditions, settings.nodes()).chance("random mesh"));
        Load load = new Load(conditions, paths, settings.manner(), settings.uplink());
        report.meshBegins(paths.mesh());
        for (int sixths : SIXTHS) {
            int begun = load.downloads().begun().size();
            int more = (int) ((long) most * sixths / 6) - begun;
            report.mesh(load.more(more, settings.rate(), settings.warmUpMicros(), settings.measureMicros()));
        }
        report.traced(load.world());
    }
}
