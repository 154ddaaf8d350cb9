package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.myrmex.lab.fixture.Fixture;

/** One row of {@link MuteExperiment} beside the figures that the fixture has for it. */
final class MuteFigures {
    private static final int COLUMNS = 16;
    private static final int MOST_SHOWN = 64;
    private static final int MOST_NAMED = 12;

    private final Fixture fixture;
    private final List<MuteRun.Row> rows;
    private final int index;
    private final List<Integer> load;
    private final List<Integer> printed;

    MuteFigures(Fixture fixture, List<MuteRun.Row> rows, int index) {
        this.fixture = fixture;
        this.rows = rows;
        this.index = index;
        this.load = rows.get(index).load();
        this.printed = rows.get(index).step().figures();
    }

    /** Ours above theirs, so many nodes beside each other as a line takes. */
    List<String> table() {
        int nodes = load.size();
        if (nodes > MOST_SHOWN) {
            return List.of("  the loads of " + nodes + " nodes do not fit here; see --json or --out");
        }
        List<String> lines = new ArrayList<>();
        int width = IntStream.range(0, nodes).map(this::width).max().orElse(1) + 1;
        for (int from = 0; from < nodes; from += COLUMNS) {
            int to = Math.min(nodes, from + COLUMNS);
            lines.add(line("node", fixture.nodes().subList(from, to), width));
            lines.add(line("load here", load.subList(from, to), width));
            if (!printed.isEmpty()) {
                lines.add(line("printed", printed.subList(from, to), width));
            }
        }
        return lines;
    }

    /** Whether they are equal, what the figures themselves are worth, and what the fixture says of them. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        Fixture.Step step = rows.get(index).step();
        if (!printed.isEmpty()) {
            int nodes = load.size();
            List<String> different = IntStream.range(0, nodes)
                    .filter(node -> !load.get(node).equals(printed.get(node)))
                    .mapToObj(node -> fixture.nodes().get(node))
                    .toList();
            remarks.add(
                    different.isEmpty()
                            ? "all " + nodes + " loads are as printed"
                            : (nodes - different.size()) + " of " + nodes + " loads are as printed, not those of "
                                    + names(different));
            falls().forEach(fall -> remarks.add(fall + ": these figures cannot be cumulative"));
        }
        if (isUndisturbedTransfer() && !fixture.route().isEmpty()) {
            ScentRoute route = rows.get(index).route();
            remarks.add(
                    route.nodes().equals(fixture.route())
                            ? "the route is the fixture's"
                            : "the fixture's route is " + String.join("-", fixture.route()));
        }
        if (step.likeness() == Fixture.Likeness.BESIDE && !step.note().isEmpty()) {
            remarks.add("the fixture says: " + step.note());
        }
        return remarks;
    }

    /** What a fixture says of the route is about this alone. */
    private boolean isUndisturbedTransfer() {
        return rows.get(index).step().action() == Fixture.Action.TRANSFER
                && rows.subList(0, index + 1).stream()
                        .map(MuteRun.Row::step)
                        .allMatch(step -> step.kill().isEmpty()
                                && step.killBefore().isEmpty()
                                && step.newLinks().isEmpty());
    }

    private List<String> falls() {
        List<Integer> before =
                index == 0 ? List.of() : rows.get(index - 1).step().figures();
        if (before.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, printed.size())
                .filter(node -> printed.get(node) < before.get(node))
                .limit(MOST_NAMED)
                .mapToObj(node -> "printed for node " + fixture.nodes().get(node) + " is " + before.get(node)
                        + ", then " + printed.get(node))
                .toList();
    }

    private static String names(List<String> names) {
        String all = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? all + ", …" : all;
    }

    private int width(int node) {
        int printedWidth = printed.isEmpty() ? 1 : printed.get(node).toString().length();
        return Math.max(
                fixture.nodes().get(node).length(),
                Math.max(load.get(node).toString().length(), printedWidth));
    }

    private static String line(String label, List<?> cells, int width) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-10s", label));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%" + width + "s", cell)));
        return line.toString();
    }
}
