package org.myrmex.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Prints loads as the experiment did: one column a node. */
final class LoadTable {
    private LoadTable() {}

    /**
     * The table's lines.
     *
     * @param printed the experiment's own figures, in the order of the nodes
     * @param stopped nodes that have left; marked, since their figure cannot change any more
     */
    static List<String> lines(List<String> nodes, Loads before, Loads now, List<Long> printed, Set<String> stopped) {
        List<String> lines = new ArrayList<>();
        lines.add(row("node", nodes, node -> stopped.contains(node) ? "(" + node + ")" : node));
        lines.add(row("received in this step", nodes, node -> now.receivedSince(before, node)));
        lines.add(row("received since start", nodes, now::received));
        lines.add(row("MUTE's experiment", nodes, node -> printed.get(nodes.indexOf(node))));
        if (nodes.stream().anyMatch(stopped::contains)) {
            lines.add("  (in brackets: stopped)");
        }
        return lines;
    }

    private static String row(String title, List<String> nodes, Function<String, Object> cell) {
        StringBuilder line = new StringBuilder(String.format("  %-22s", title));
        nodes.forEach(node -> line.append(String.format("%5s", cell.apply(node))));
        return line.toString();
    }
}
