package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured of transfers in peace and under siege. */
final class FloodFigures {
    /** What is measured, in the order of the table. */
    enum Kind {
        PEACE_SPEED("in peace, MB/s", "%.1f", ""),
        SIEGE_SPEED("under siege, MB/s", "%.1f", ""),
        RATIO("the second by the first, pair by pair", "%.2f", "≥ 0.8"),
        PEACE_CPU("the relay in peace, CPU s/GB", "%.2f", ""),
        SIEGE_CPU("the relay under siege, CPU s/GB", "%.2f", ""),
        HANDSHAKES_CPU("of one processor: the relay's thread for handshakes", "%.2f", ""),
        OFFENDERS_CPU("of one processor: the offenders", "%.2f", ""),
        THROWN_OUT("offenders thrown out a second", "%.0f", ""),
        PEACE_RSS("the relay after a transfer in peace, resident, MB", "%.0f", ""),
        SIEGE_RSS("the relay after a transfer under siege, resident, MB", "%.0f", "");

        private final String title;
        private final String format;
        private final String goal;

        Kind(String title, String format, String goal) {
            this.title = title;
            this.format = format;
            this.goal = goal;
        }

        String title() {
            return title;
        }
    }

    private final Map<Kind, Samples> values = new EnumMap<>(Kind.class);

    void add(Kind kind, double value) {
        values.computeIfAbsent(kind, unused -> new Samples()).add(value);
    }

    Samples of(Kind kind) {
        return values.getOrDefault(kind, new Samples());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("| | | goal |", "|---|---|---|"));
        for (Kind kind : Kind.values()) {
            lines.add("| " + kind.title + " | " + of(kind).text(kind.format) + " | " + kind.goal + " |");
        }
        return lines;
    }
}
