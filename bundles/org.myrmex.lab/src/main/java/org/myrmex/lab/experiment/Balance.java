package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.RoutingProtocolFactory;

/**
 * How evenly two routings use routes that are all alike. Both do the same work with the same seeds, under every
 * {@link BalanceSettings.Case}: with delays that are all equal and with jitter, which alone can make another copy the first
 * one; with one search and with several, since a flow learns routes only when something is laid out to all.
 */
public final class Balance implements Experiment {
    private final BalanceSettings settings;

    public Balance(BalanceSettings settings) {
        this.settings = settings;
    }

    /** All runs of one routing under one case, in order of their seeds. */
    record Series(BalanceSettings.Case what, String routing, List<BalanceFigures> runs) {}

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        Conditions usual = conditions.fakeUnlessTold();
        List<Series> all = new ArrayList<>();
        List<String> traces = new ArrayList<>();
        long total = 2L * settings.cases().size() * settings.runs();
        for (BalanceSettings.Case what : settings.cases()) {
            for (RoutingProtocolFactory routing : List.of(conditions.routing(), settings.beside())) {
                List<BalanceFigures> runs = new ArrayList<>();
                for (int i = 0; i < settings.runs(); i++) {
                    progress.at("balance", (long) all.size() * settings.runs() + i, total, "runs");
                    Conditions own = usual.withRouting(routing).withSeed(conditions.seed() + i);
                    BalanceRun run = new BalanceRun(own, settings, what);
                    runs.add(run.run());
                    traces.add(run.trace());
                }
                all.add(new Series(what, routing.name(), runs));
            }
        }
        return new BalanceReport(settings, conditions, all, Traces.joined(traces)).outcome();
    }
}
