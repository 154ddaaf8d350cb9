package org.myrmex.itests.benchmark;

import java.util.EnumMap;
import java.util.List;
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

    private final Map<Kind, Samples> values = new EnumMap<>(Kind.class);

    void add(Kind kind, double value) {
        values.computeIfAbsent(kind, unused -> new Samples()).add(value);
    }

    List<Double> all(Kind kind) {
        return of(kind).all();
    }

    Optional<Double> median(Kind kind) {
        return of(kind).median();
    }

    /** {@code median (least–most)}, or a dash where nothing was measured. */
    String text(Kind kind) {
        return of(kind).text(kind == Kind.RSS_MB || kind == Kind.ARCHIVE_MB ? "%.1f" : "%.2f");
    }

    private Samples of(Kind kind) {
        return values.getOrDefault(kind, new Samples());
    }
}
