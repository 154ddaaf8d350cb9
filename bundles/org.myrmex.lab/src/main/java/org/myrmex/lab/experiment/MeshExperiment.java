package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well routes are found and kept in random meshes: links crossed by links needed, fresh and after the relays of a route
 * were killed, and what a search costs.
 */
public final class MeshExperiment implements Experiment {
    private final MeshSettings settings;

    public MeshExperiment(MeshSettings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        MeshTotals totals = new MeshTotals(settings.kills());
        List<String> traces = new ArrayList<>();
        List<Outcome.Picture> pictures = List.of();
        for (int i = 0; i < settings.runs(); i++) {
            progress.at("mesh", i, settings.runs(), "runs");
            MeshRun run = new MeshRun(settings, conditions.withSeed(conditions.seed() + i), totals);
            run.run();
            traces.add(run.world().network().trace());
            if (i == 0) {
                pictures = MeshMap.of(run, settings);
            }
        }
        return outcome(conditions, totals, Traces.joined(traces), pictures);
    }

    private Outcome outcome(Conditions conditions, MeshTotals totals, String trace, List<Outcome.Picture> pictures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "mesh");
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("runs", settings.runs());
        json.put("nodes", settings.nodes());
        json.put("degree", settings.degree());
        json.put("topology", settings.topology().label());
        json.put("ends", settings.ends().name().toLowerCase(Locale.ROOT));
        json.put("relink", settings.relink().label());
        json.put("trace", trace);
        json.put("search", search(totals));
        json.put("stages", stages(totals));
        return new Outcome(json, text(conditions, totals, trace), List.of(table(totals)), pictures);
    }

    private static Map<String, Object> search(MeshTotals totals) {
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("searches", totals.searches());
        search.put("found", totals.found());
        search.put("withoutPair", totals.withoutPair());
        search.put("messagesPerNode", totals.messagesForANode().mean());
        search.put("reachedShare", totals.reached().mean());
        return search;
    }

    private static List<Map<String, Object>> stages(MeshTotals totals) {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (MeshTotals.Stage stage : totals.stages()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kills", stages.size());
            row.put("transfers", stage.transfers());
            row.put("stretchMean", stage.stretch().mean());
            row.put("stretchError", stage.stretch().standardError());
            row.put("stretchP90", stage.stretch().quantile(0.9));
            row.put("messagesPerNeeded", stage.messagesForOneNeeded().mean());
            row.put("arrivedShare", stage.arrivedShare());
            row.put("wholeShare", stage.wholeShare());
            row.put("cutOff", stage.cutOff());
            stages.add(row);
        }
        return stages;
    }

    private static Outcome.Table table(MeshTotals totals) {
        List<Map<String, Object>> stages = stages(totals);
        return new Outcome.Table(
                "mesh",
                List.copyOf(stages.get(0).keySet()),
                stages.stream().map(stage -> List.copyOf(stage.values())).toList());
    }

    private List<String> text(Conditions conditions, MeshTotals totals, String trace) {
        List<String> text = new ArrayList<>();
        text.add(format(
                "%d meshes of %d nodes, %s, %.1f links a node; routing %s, seeds %d to %d",
                settings.runs(),
                settings.nodes(),
                settings.topology().label(),
                settings.degree(),
                conditions.routing().name(),
                conditions.seed(),
                conditions.seed() + settings.runs() - 1));
        text.add(format(
                "search: %d of %d found; %.2f messages a node; %.1f %% of the nodes heard it",
                totals.found(),
                totals.searches(),
                totals.messagesForANode().mean(),
                100 * totals.reached().mean()));
        if (totals.withoutPair() > 0) {
            text.add(format(
                    "left out: %d searches, since no two nodes were two links from each other", totals.withoutPair()));
        }
        text.add("");
        text.add(
                "kills  transfers  hop stretch, mean ± error   p90  messages for one needed  arrived  whole transfers");
        int kills = 0;
        for (MeshTotals.Stage stage : totals.stages()) {
            if (stage.stretch().size() == 0) {
                text.add(format(
                        "%5d  %9d  no message arrived, or no relay was left to kill", kills++, stage.transfers()));
                continue;
            }
            text.add(format(
                    "%5d  %9d  %15.2f ± %-8.2f  %5.2f  %23.1f  %5.1f %%  %13.1f %%",
                    kills++,
                    stage.transfers(),
                    stage.stretch().mean(),
                    stage.stretch().standardError(),
                    stage.stretch().quantile(0.9),
                    stage.messagesForOneNeeded().mean(),
                    100 * stage.arrivedShare(),
                    100 * stage.wholeShare()));
        }
        text.add(
                "hop stretch: links crossed by links of a shortest path, of the messages that arrived; nothing is sent again");
        text.add("trace " + trace);
        return text;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
