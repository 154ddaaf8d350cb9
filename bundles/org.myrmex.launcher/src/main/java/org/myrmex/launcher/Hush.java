package org.myrmex.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands before System.out and System.err and falls silent on demand. While a peer stops, a library may print what it cannot
 * log any more; a start that is refused must still say one line alone. It has to be there before the framework starts: Gogo
 * puts back at its stop the streams that it found. What this program itself says goes by {@link Console} and past it.
 */
public final class Hush {
    private volatile boolean silent;

    private Hush() {}

    /** Takes its place. */
    public static Hush install() {
        Hush hush = new Hush();
        System.setOut(hush.before(System.out));
        System.setErr(hush.before(System.err));
        return hush;
    }

    /** Nothing passes from now on. */
    public void fall() {
        silent = true;
    }

    private PrintStream before(PrintStream stream) {
        return new PrintStream(new Gate(stream), true, StandardCharsets.UTF_8);
    }

    private final class Gate extends OutputStream {
        private final PrintStream stream;

        Gate(PrintStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) {
            if (!silent) {
                stream.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (!silent) {
                stream.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
