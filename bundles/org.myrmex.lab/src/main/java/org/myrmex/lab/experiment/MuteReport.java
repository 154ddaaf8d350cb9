package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.myrmex.lab.fixture.Fixture;

/** The rows of {@link MuteExperiment} for programs, for people, and as a table. */
final class MuteReport {
    private static final String NAME = "mute-experiment";
    private static final String RECONSTRUCTED =
            "graph and delays are reconstructed from the load tables that MUTE printed";
    private static final String AS_GIVEN = "graph and delays are the fixture's";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Fixture fixture;
    private final Conditions conditions;
    private final List<MuteRun.Row> rows;
    private final String trace;

    MuteReport(Fixture fixture, Conditions conditions, List<MuteRun.Row> rows, String trace) {
        this.fixture = fixture;
        this.conditions = conditions;
        this.rows = rows;
        this.trace = trace;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", NAME);
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("trace", trace);
        json.put("reconstructed", fixture.isReconstruction());
        json.put("note", origin());
        json.put("about", fixture.about());
        json.put("nodes", ids(fixture.nodes()));
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            steps.add(json(i));
        }
        json.put("steps", steps);
        return json;
    }

    List<String> text() {
        List<String> text = new ArrayList<>();
        text.add(String.format(
                Locale.ROOT,
                "%s: %d nodes, %d links, downloader %s, source %s; routing %s, seed %d",
                NAME,
                fixture.peers().size(),
                fixture.links().size(),
                fixture.downloader(),
                fixture.source(),
                conditions.routing().name(),
                conditions.seed()));
        text.add(origin());
        text.add("load: messages that a node received since the beginning, duplicates included");
        for (int i = 0; i < rows.size(); i++) {
            text.add("");
            text.addAll(text(i));
        }
        text.add("");
        text.add("trace " + trace);
        return text;
    }

    Outcome.Table table() {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MuteRun.Row row = rows.get(i);
            for (int node = 0; node < fixture.nodes().size(); node++) {
                cells.add(List.of(
                        i + 1,
                        row.step().action().label(),
                        fixture.nodes().get(node),
                        row.load().get(node),
                        row.step().figures().isEmpty()
                                ? ""
                                : row.step().figures().get(node)));
            }
        }
        return new Outcome.Table(NAME, List.of("step", "do", "node", "load", "printed"), cells);
    }

    /** What may be believed of the network. */
    private String origin() {
        return fixture.isReconstruction() ? RECONSTRUCTED : AS_GIVEN;
    }

    private Map<String, Object> json(int index) {
        MuteRun.Row row = rows.get(index);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("do", row.step().action().label());
        json.put("load", row.load());
        if (row.step().action() == Fixture.Action.TRANSFER) {
            json.put("pairs", row.step().pairs());
        }
        json.put("arrived", row.arrived());
        json.put("route", ids(row.route().nodes()));
        json.put("routeEnd", row.route().end().label());
        if (!row.step().figures().isEmpty()) {
            json.put("printed", row.step().figures());
            json.put("equal", row.load().equals(row.step().figures()));
            json.put("remarks", new MuteFigures(fixture, rows, index).remarks());
        }
        return json;
    }

    private List<String> text(int index) {
        MuteRun.Row row = rows.get(index);
        List<String> text = new ArrayList<>();
        text.add((index + 1) + " " + what(row.step()) + ": " + came(row) + "; route "
                + row.route().text());
        MuteFigures figures = new MuteFigures(fixture, rows, index);
        text.addAll(figures.table());
        figures.remarks().forEach(remark -> text.add("  " + remark));
        return text;
    }

    /** What happens in a step, without what comes of it. */
    static String what(Fixture.Step step) {
        StringBuilder what = new StringBuilder(step.action().label());
        step.killBefore().ifPresent(node -> what.append(", node ").append(node).append(" killed before"));
        if (!step.newLinks().isEmpty()) {
            what.append(", ").append(step.newLinks().size()).append(" new links");
        }
        step.kill().ifPresent(kill -> what.append(", node ")
                .append(kill.node())
                .append(" killed after ")
                .append(kill.afterPairs())
                .append(" pairs"));
        return what.toString();
    }

    private static String came(MuteRun.Row row) {
        return switch (row.step().action()) {
            case SEARCH -> row.arrived() == 1 ? "answered" : "no answer arrived";
            case TRANSFER -> row.arrived() + " of " + row.step().pairs() + " pairs arrived";
        };
    }

    List<Outcome.Picture> pictures() {
        String subtitle = "Load: messages received since the beginning, duplicates included. Routing "
                + conditions.routing().name() + ", seed " + conditions.seed() + ". " + capitalized(origin()) + ".";
        return new MuteMaps(fixture, subtitle).of(rows);
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Names that read as numbers are numbers, as fixtures write them. */
    private static List<Object> ids(List<String> names) {
        return names.stream()
                .<Object>map(name -> NUMBER.matcher(name).matches() ? (Object) Integer.valueOf(name) : name)
                .toList();
    }
}
