package org.myrmex.launcher;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a person sees of a running command: its lines, and on a terminal below them how far it is. */
final class CommandScreen {
    /** An eye sees no more, and a simulation tells more often than a terminal draws. */
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Console console;
    private final boolean interactive;
    private final ProgressLine progress;
    private long drawnNanos = System.nanoTime() - REDRAW_NANOS;
    private boolean dark;

    CommandScreen(Console console, Terminal terminal) {
        this.console = console;
        this.interactive = terminal.interactive();
        this.progress = new ProgressLine(console.err(), terminal.columns());
    }

    synchronized void out(String line) {
        if (!dark) {
            progress.clear();
            console.line(line);
        }
    }

    synchronized void err(String line) {
        if (!dark) {
            progress.clear();
            console.complain(line);
        }
    }

    /** @param state {@code label}, {@code done}, {@code total} (0: not known), {@code unit} */
    synchronized void progress(Map<?, ?> state) {
        if (dark || !interactive || System.nanoTime() - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = System.nanoTime();
        progress.draw(
                state.get("label") instanceof String label ? label : "",
                state.get("done") instanceof Long done ? done : 0,
                state.get("total") instanceof Long total ? total : 0,
                state.get("unit") instanceof String unit ? unit : "");
    }

    /** Whether whoever read the lines has left, as in a pipe into head. */
    boolean isUnread() {
        return console.out().checkError();
    }

    /** Takes the bar away. */
    synchronized void end() {
        progress.clear();
    }

    /** Ends all output: whoever pressed Ctrl-C does not want to read what failed because of it. */
    synchronized void darken() {
        end();
        dark = true;
    }
}
