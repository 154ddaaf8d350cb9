package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.testkit.simulation.Seeds;

/**
 * What a mesh stands: many nodes gone at once, its hubs gone, and many newcomers at once. Each blow meets a fresh mesh, so
 * that none is weakened by another.
 */
public final class Robustness implements Experiment {
    private static final long TRIALS = 4;

    private final RobustnessSettings settings;

    public Robustness(RobustnessSettings settings) {
        this.settings = settings;
    }

    /** All blows to one kind of mesh. */
    record Trial(TopologyKind kind, Topology topology, List<Removal.Result> removals, List<Inrush.Result> inrushes) {}

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        List<Trial> trials = new ArrayList<>();
        for (TopologyKind kind : settings.topologies()) {
            trials.add(trial(
                    kind,
                    conditions.fakeUnlessTold(),
                    (label, done, total, unit) -> progress.at(
                            label,
                            TRIALS * trials.size() + done,
                            total * settings.topologies().size(),
                            unit)));
        }
        return new RobustnessReport(settings, conditions, trials).outcome();
    }

    private Trial trial(TopologyKind kind, Conditions conditions, Progress progress) throws LabException {
        Topology topology =
                kind.make(settings.nodes(), settings.degree(), Seeds.of(conditions.seed(), "topology " + kind.label()));
        Removal removal = new Removal(settings, topology, kind.label(), conditions.seed());
        List<Removal.Result> removals = new ArrayList<>();
        removals.add(removal.run(conditions, Damage.RANDOM, settings.randomShare()));
        progress.at(kind.label(), 1, TRIALS, "trials");
        removals.add(removal.run(conditions, Damage.HUBS, settings.hubShare()));
        progress.at(kind.label(), 2, TRIALS, "trials");
        List<Inrush.Result> inrushes = new ArrayList<>();
        // where nobody takes more than he wants himself, newcomers find hardly a free slot
        for (int maxLinks :
                new int[] {settings.rules().maxLinks(), settings.rules().wanted()}) {
            inrushes.add(Inrush.run(conditions, settings, topology, maxLinks));
            progress.at(kind.label(), 2L + inrushes.size(), TRIALS, "trials");
        }
        return new Trial(kind, topology, removals, inrushes);
    }
}
