package org.myrmex.launcher;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What can be known about the terminal without a native library. */
record Terminal(boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final long STTY_LIMIT_MILLIS = 200;

    static Terminal detect() {
        if (!isInteractive()) {
            return new Terminal(false, DEFAULT_COLUMNS);
        }
        return new Terminal(true, askStty().orElse(DEFAULT_COLUMNS));
    }

    /** Before Java 22 a console is there only on a terminal; since then one is always there and must be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Shells do not export COLUMNS, and Java does not ask the terminal. */
    private static OptionalInt askStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(STTY_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return size.length == 2 && size[1].matches("[1-9][0-9]{0,3}")
                    ? OptionalInt.of(Integer.parseInt(size[1]))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty(); // No stty here, as on Windows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
