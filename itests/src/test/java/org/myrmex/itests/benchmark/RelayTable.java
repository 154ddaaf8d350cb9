package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.myrmex.itests.benchmark.RelayFigures.Kind;

/** The figures of several chains as tables in Markdown; the first one's are compared with the others'. */
final class RelayTable {
    /** Threads that cost less than this are of no interest. */
    private static final double LEAST_CPU = 0.02;

    private final Map<String, RelayFigures> chains;

    /** @param chains by name, our own first, then the rivals as far as they were there */
    RelayTable(Map<String, RelayFigures> chains) {
        this.chains = new LinkedHashMap<>(chains);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", chains.keySet()) + " | goal (first step) |");
        lines.add("|---|" + "---|".repeat(chains.size() + 1));
        for (Kind kind : Kind.values()) {
            lines.add(line(kind.title, kind, goal(kind)));
            if (kind == Kind.MB_PER_SECOND) {
                ratios("… as a multiple of nginx's", kind, "nginx", "≥ 1.0 (0.6)")
                        .ifPresent(lines::add);
                ratios("… as a multiple of Tor's", kind, "Tor", "≥ 20 (10)").ifPresent(lines::add);
            } else if (kind == Kind.RELAY_CPU) {
                ratios("… as a multiple of nginx's", kind, "nginx", "").ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static String goal(Kind kind) {
        return switch (kind) {
            case RELAY_CPU -> "≤ 1.1 (1.5)";
            case FIRST_BYTE -> "≤ 20";
            default -> "";
        };
    }

    private String line(String title, Kind kind, String goal) {
        StringBuilder line = new StringBuilder("| " + title);
        chains.values()
                .forEach(figures -> line.append(" | ").append(figures.of(kind).text(kind.format)));
        return line + " | " + goal + " |";
    }

    private Optional<String> ratios(String title, Kind kind, String rival, String goal) {
        RelayFigures whose = chains.get(rival);
        if (whose == null) {
            return Optional.empty();
        }
        double its = whose.of(kind).median().orElseThrow();
        StringBuilder line = new StringBuilder("| " + title);
        for (RelayFigures figures : chains.values()) {
            double mine = figures.of(kind).median().orElseThrow();
            line.append(String.format(Locale.ROOT, " | %.2f", mine / its));
        }
        return Optional.of(line + " | " + goal + " |");
    }

    /** Which of our threads take the processors' time. */
    List<String> threadLines() {
        Map<String, Map<String, Samples>> threads =
                chains.values().iterator().next().threads();
        TreeMap<String, Double> names = new TreeMap<>();
        threads.values()
                .forEach(each -> each.forEach(
                        (name, samples) -> names.merge(name, samples.median().orElse(0.0), Math::max)));
        List<String> parts = List.of(Chain.SOURCE, Chain.RELAYS, Chain.SINK);
        List<String> lines = new ArrayList<>();
        lines.add("| thread, CPU s/GB | source | a relay | sink |");
        lines.add("|---|---|---|---|");
        for (String name : new TreeSet<>(names.keySet())) {
            if (names.get(name) < LEAST_CPU) {
                continue;
            }
            StringBuilder line = new StringBuilder("| " + name);
            for (String part : parts) {
                Samples samples = threads.getOrDefault(part, Map.of()).getOrDefault(name, new Samples());
                line.append(" | ")
                        .append(samples.median()
                                .map(m -> String.format(Locale.ROOT, "%.2f", m))
                                .orElse("–"));
            }
            lines.add(line + " |");
        }
        return lines;
    }
}
