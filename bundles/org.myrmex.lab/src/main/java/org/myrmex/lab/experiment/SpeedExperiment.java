package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How quick the lab itself is, and what a node costs: messages and events per CPU second, bytes of an idle node. */
public final class SpeedExperiment implements Experiment {
    /** Enough for the compiler to have seen everything. */
    private static final int WARM_UP_MESSAGES = 600_000;

    private static final int WARM_UP_NODES = 1_000;

    private final List<Integer> sizes;
    private final double degree;
    private final long messages;
    private final Meter meter;

    /**
     * @param sizes nodes of each mesh
     * @param messages at least so many are counted for each size
     */
    public SpeedExperiment(List<Integer> sizes, double degree, long messages, Meter meter) {
        this.sizes = List.copyOf(sizes);
        this.degree = degree;
        this.messages = messages;
        this.meter = meter;
    }

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        progress.at("warming up", 0, sizes.size(), "meshes");
        new SpeedRun(conditions, WARM_UP_NODES, degree, meter).run(Math.min(messages, WARM_UP_MESSAGES));
        List<SpeedRun.Figures> figures = new ArrayList<>();
        for (int nodes : sizes) {
            progress.at(nodes + " nodes", figures.size(), sizes.size(), "meshes");
            figures.add(new SpeedRun(conditions, nodes, degree, meter).run(messages));
        }
        String trace =
                Traces.joined(figures.stream().map(SpeedRun.Figures::trace).toList());
        return outcome(conditions, figures, trace);
    }

    private Outcome outcome(Conditions conditions, List<SpeedRun.Figures> figures, String trace) {
        List<Map<String, Object>> rows =
                figures.stream().map(SpeedExperiment::row).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "speed");
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("degree", degree);
        json.put("trace", trace);
        json.put("meshes", rows);
        List<String> text = new ArrayList<>();
        text.add("routing " + conditions.routing().name() + ", seed " + conditions.seed() + ", random meshes, " + degree
                + " links a node; one thread, real codecs");
        text.add(" nodes  messages  k messages per CPU s  of searches  of transfers  k events per CPU s  idle node");
        for (SpeedRun.Figures each : figures) {
            text.add(String.format(
                    Locale.ROOT,
                    "%6d  %8d  %20.0f  %11.0f  %12.0f  %18.0f  %7d B",
                    each.nodes(),
                    each.messages(),
                    each.messagesPerCpuSecond() / 1_000,
                    each.searches().perCpuSecond() / 1_000,
                    each.transfers().perCpuSecond() / 1_000,
                    each.eventsPerCpuSecond() / 1_000,
                    each.idleNodeBytes()));
        }
        text.add("trace " + trace);
        Outcome.Table table = new Outcome.Table(
                "speed",
                List.copyOf(rows.get(0).keySet()),
                rows.stream().map(row -> List.copyOf(row.values())).toList());
        return new Outcome(json, text, List.of(table), List.of());
    }

    private static Map<String, Object> row(SpeedRun.Figures figures) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("nodes", figures.nodes());
        row.put("links", figures.links());
        row.put("messages", figures.messages());
        row.put("events", figures.events());
        row.put("messagesPerCpuSecond", Math.round(figures.messagesPerCpuSecond()));
        row.put("searchMessagesPerCpuSecond", Math.round(figures.searches().perCpuSecond()));
        row.put("transferMessagesPerCpuSecond", Math.round(figures.transfers().perCpuSecond()));
        row.put("eventsPerCpuSecond", Math.round(figures.eventsPerCpuSecond()));
        row.put("idleNodeBytes", figures.idleNodeBytes());
        return row;
    }
}
