package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.myrmex.lab.hostile.Kind;

/** What nodes that run altered protocols do to a mesh: each kind in a run of its own, beside one with none of them. */
public final class AdversaryExperiment implements Experiment {
    private final AdversarySettings settings;

    public AdversaryExperiment(AdversarySettings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        List<Map<String, Object>> runs = new ArrayList<>();
        runs.add(figures(conditions, Optional.empty(), progress));
        for (Kind kind : settings.kinds()) {
            runs.add(figures(conditions, Optional.of(kind), progress));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "adversary");
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("nodes", settings.nodes());
        json.put("degree", settings.degree());
        json.put("share", settings.share());
        json.put("searches", settings.searches());
        json.put("runs", runs);
        return new Outcome(json, text(conditions, runs), List.of(table(runs)), List.of());
    }

    private Map<String, Object> figures(Conditions conditions, Optional<Kind> kind, Progress progress)
            throws LabException {
        return new AdversaryRun(conditions, settings, kind).run(progress).figures();
    }

    private static Outcome.Table table(List<Map<String, Object>> runs) {
        List<List<Object>> rows = new ArrayList<>();
        runs.forEach(run -> rows.add(new ArrayList<>(run.values())));
        return new Outcome.Table("adversary", List.copyOf(runs.get(0).keySet()), rows);
    }

    private List<String> text(Conditions conditions, List<Map<String, Object>> runs) {
        List<String> text = new ArrayList<>();
        text.add(String.format(
                Locale.ROOT,
                "%s, random mesh of %d nodes with %.1f links each, %.1f %% of them adversaries; %d searches, each with a"
                        + " transfer of %d blocks; seed %d",
                conditions.routing().name(),
                settings.nodes(),
                settings.degree(),
                100 * settings.share(),
                settings.searches(),
                AdversarySettings.PAIRS,
                conditions.seed()));
        text.add(String.format(
                "%-11s %8s %10s %10s %10s %8s %8s %8s  %s",
                "kind", "found", "completed", "overheard", "swallowed", "drawn", "closed", "guessed", "trace"));
        text.add(String.format(
                "%-11s %8s %10s %10s %10s %8s %8s %8s",
                "", "searches", "transfers", "frames", "frames", "messages", "links", "origins"));
        runs.forEach(run -> text.add(line(run)));
        settings.kinds().forEach(kind -> text.add(String.format("%-11s %s", kind.label(), kind.about())));
        text.add(
                "overheard: frames of honest transfers that went to an adversary; guessed: queries whose asker the spies"
                        + " name, each by who handed it to the first of them");
        return text;
    }

    private static String line(Map<String, Object> run) {
        return String.format(
                "%-11s %8s %10s %10s %10s %8s %8s %8s  %s",
                run.get("kind"),
                percent(run.get("found")),
                percent(run.get("completed")),
                percent(run.get("overheard")),
                run.get("swallowed"),
                run.get("drawn"),
                run.get("linksClosed"),
                percent(run.get("originGuessed")),
                run.get("trace"));
    }

    private static String percent(Object share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * (double) share);
    }
}
