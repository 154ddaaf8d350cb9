package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myrmex.itests.benchmark.Figures.Kind;

/** The figures of one or two subjects as a table in Markdown, with the goals beside them. */
final class StartTable {
    private final Subject own;
    private final Optional<? extends Subject> rival;

    StartTable(Subject own, Optional<? extends Subject> rival) {
        this.own = own;
        this.rival = rival;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + own.name()
                + rival.map(other -> " | " + other.name() + " | ratio").orElse("") + " | goal |");
        lines.add("|---|---" + rival.map(other -> "|---|---").orElse("") + "|---|");
        for (Kind kind : Kind.values()) {
            lines.add("| " + kind.title + " | " + own.figures().text(kind)
                    + rival.map(other -> " | " + other.figures().text(kind) + " | " + ratio(other, kind))
                            .orElse("")
                    + " | " + kind.goal + " |");
        }
        return lines;
    }

    private String ratio(Subject other, Kind kind) {
        return own.figures()
                .median(kind)
                .flatMap(
                        mine -> other.figures().median(kind).map(its -> String.format(Locale.ROOT, "%.2f", mine / its)))
                .orElse("–");
    }
}
