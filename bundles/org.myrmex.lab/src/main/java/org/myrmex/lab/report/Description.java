package org.myrmex.lab.report;

import java.util.List;
import java.util.stream.Collectors;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;

/** The map in words, for whoever cannot see it. */
final class Description {
    private Description() {}

    static String of(List<Spot> spots, List<Line> lines, Loads loads) {
        String about = "A map of " + Loads.count(spots.size(), "node") + " and "
                + Loads.count(
                        lines.stream()
                                .filter(line -> line.kind() != Line.Kind.GONE)
                                .mapToLong(Line::ends)
                                .distinct()
                                .count(),
                        "link")
                + "; the highest load is " + Loads.messages(loads.highest()) + ".";
        if (spots.isEmpty() || spots.size() > Sheet.MOST_WITH_TEXT) {
            return about;
        }
        return about + " Messages: "
                + spots.stream()
                        .filter(spot -> spot.state() != Spot.State.END)
                        .map(spot -> spot.label() + (spot.state() == Spot.State.DEAD ? " (dead) " : " ") + spot.load())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
