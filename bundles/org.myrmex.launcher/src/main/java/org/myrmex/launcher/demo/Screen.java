package org.myrmex.launcher.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the reader sees: paragraphs, and lines that grow while he waits. Any thread. */
final class Screen {
    private final PrintStream out;
    private volatile boolean dark;
    private volatile boolean growing;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** UTF-8 whatever the locale says, as everything that this program prints. */
    static Screen ofProcess() {
        return new Screen(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    void line(String text) {
        write(text + "\n");
    }

    void lines(Iterable<String> lines) {
        lines.forEach(this::line);
    }

    void heading(String text) {
        write("\n" + text + "\n");
    }

    /** Begins a line that says what is waited for. */
    Waiting waiting(String what) {
        write("  " + what + ":");
        return new Waiting();
    }

    /** Ends a line that nothing will grow any more, so that what went wrong stands on one of its own. */
    void finishLine() {
        if (growing) {
            write("\n");
        }
    }

    /** Ends all output: whoever pressed Ctrl-C does not want to read what failed because of it. */
    void darken() {
        dark = true;
    }

    /** A line that grows. */
    final class Waiting {
        private final long startNanos = System.nanoTime();

        private Waiting() {}

        void mark(Object what) {
            write(" " + what);
        }

        void done() {
            write(String.format(Locale.ROOT, "  (%.1f s)\n", (System.nanoTime() - startNanos) / 1e9));
        }
    }

    private void write(String text) {
        if (!dark) {
            growing = !text.endsWith("\n");
            out.print(text);
            out.flush();
        }
    }
}
