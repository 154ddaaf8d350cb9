package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.fixture.Fixture;

/**
 * MUTE's experiment, or any of that kind: somebody searches, then fetches in pairs of request and block, while nodes die and
 * links come; the messages that each node received are counted after each step (mute-net.sourceforge.net, experiments).
 */
public final class MuteExperiment implements Experiment {
    private final Fixture fixture;

    public MuteExperiment(Fixture fixture) {
        this.fixture = fixture;
    }

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        MuteRun run = new MuteRun(fixture, conditions, progress);
        List<MuteRun.Row> rows = new ArrayList<>();
        for (Fixture.Step step : fixture.steps()) {
            rows.add(run.run(step, "step " + (rows.size() + 1)));
        }
        MuteReport report = new MuteReport(fixture, conditions, rows, run.trace());
        return new Outcome(report.json(), report.text(), List.of(report.table()), report.pictures());
    }
}
