package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that was measured of one subject: for each kind of figure one value per round. */
final class Figures {
    /** What is measured, in the order of the table. */
    enum Kind {
        FIRST_START_SECONDS("first start ever → answers, s", ""),
        FIRST_START_CPU_SECONDS("CPU until then, s", ""),
        START_SECONDS("start → answers, s", "≤ 1.0 (first step 1.5)"),
        START_CPU_SECONDS("CPU until then, s", "≤ 0.4 × Karaf's"),
        RSS_MB("resident 5 s later, MB", "≤ 120"),
        ARCHIVE_MB("tar.gz, MB", "≤ 30"),
        DROP_IN_SECONDS("jar complete in the folder → answers, s", "≤ 0.5");

        final String title;
        final String goal;

        Kind(String title, String goal) {
            this.title = title;
            this.goal = goal;
        }
    }

    private final Map<Kind, List<Double>> values = new EnumMap<>(Kind.class);

    void add(Kind kind, double value) {
        values.computeIfAbsent(kind, unused -> new ArrayList<>()).add(value);
    }

    List<Double> all(Kind kind) {
        return List.copyOf(values.getOrDefault(kind, List.of()));
    }

    Optional<Double> median(Kind kind) {
        double[] sorted =
                all(kind).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int half = sorted.length / 2;
        return Optional.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    /** {@code median (least–most)}, or a dash where nothing was measured. */
    String text(Kind kind) {
        Optional<Double> median = median(kind);
        if (median.isEmpty()) {
            return "–";
        }
        double[] sorted = all(kind).stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        String format = kind == Kind.RSS_MB || kind == Kind.ARCHIVE_MB ? "%.1f" : "%.2f";
        String middle = String.format(Locale.ROOT, format, median.get());
        if (sorted[0] == sorted[sorted.length - 1]) {
            return middle;
        }
        return middle
                + String.format(Locale.ROOT, " (" + format + "–" + format + ")", sorted[0], sorted[sorted.length - 1]);
    }
}
