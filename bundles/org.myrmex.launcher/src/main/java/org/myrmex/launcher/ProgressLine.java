package org.myrmex.launcher;

import java.io.PrintStream;
import java.util.Locale;

/** The one line at the bottom of a terminal that a running command keeps rewriting. Absent in pipes. */
final class ProgressLine {
    private static final int BAR_WIDTH = 24;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream terminal;
    private final int columns;
    private boolean drawn;

    ProgressLine(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    void draw(String label, long done, long total, String unit) {
        String text = text(label, done, total, unit);
        terminal.print(CLEAR + text.substring(0, Math.min(text.length(), columns - 1)));
        terminal.flush();
        drawn = true;
    }

    void clear() {
        if (drawn) {
            terminal.print(CLEAR);
            terminal.flush();
            drawn = false;
        }
    }

    static String text(String label, long done, long total, String unit) {
        if (total <= 0) {
            return label + "  " + amount(done, unit);
        }
        double share = Math.min(1.0, (double) done / total);
        int filled = (int) (share * BAR_WIDTH);
        return label + "  [" + "#".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + (int) (share * 100) + " %  "
                + amount(done, unit) + " of " + amount(total, unit);
    }

    private static String amount(long value, String unit) {
        if (!unit.equals("B")) {
            return value + (unit.isEmpty() ? "" : " " + unit);
        }
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double scaled = value;
        int step = 0;
        while (scaled >= 1024 && step < units.length - 1) {
            scaled /= 1024;
            step++;
        }
        return String.format(Locale.ROOT, step == 0 ? "%.0f %s" : "%.1f %s", scaled, units[step]);
    }
}
