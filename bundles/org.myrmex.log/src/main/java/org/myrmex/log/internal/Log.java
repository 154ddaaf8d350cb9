package org.myrmex.log.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Turns what bundles say into entries of the file. Any thread. */
final class Log {
    private static final int MAX_ENTRY_CHARS = 64 * 1024; // One deep stack trace; more is a mistake or an attack.

    private final LogFile file;
    private final Clock clock;
    private volatile Levels levels = Levels.DEFAULT;

    Log(LogFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    void levels(Levels newLevels) {
        levels = newLevels;
    }

    Levels levels() {
        return levels;
    }

    Level threshold(String logger) {
        return levels.threshold(logger);
    }

    void write(Level level, String logger, String message, Throwable failure) {
        var text = new StringBuilder(160)
                .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(level)
                .append(level.name().length() < 5 ? "  " : " ")
                .append(logger)
                .append(": ")
                .append(printable(message))
                .append('\n');
        if (failure != null) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            // Indented: an exception's words come from anywhere, and no line of theirs may look like an entry.
            trace.toString().lines().forEach(line -> text.append("  ")
                    .append(printable(line.replace('\t', ' ')))
                    .append('\n'));
        }
        if (text.length() > MAX_ENTRY_CHARS) {
            text.setLength(MAX_ENTRY_CHARS - 1);
            text.append('\n');
        }
        file.append(text.toString());
    }

    /** Nobody may forge a second entry, or a terminal's commands, inside a message. */
    private static String printable(String message) {
        return message == null ? "null" : message.replaceAll("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]", " ");
    }
}
