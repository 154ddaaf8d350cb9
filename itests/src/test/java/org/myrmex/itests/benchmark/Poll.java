package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again, often enough for the figures and seldom enough not to disturb them. */
final class Poll {
    private static final long PAUSE_MILLIS = 5;
    private static final long LIMIT_SECONDS = 90;
    private static final long PATIENCE_SECONDS = 10;

    private Poll() {}

    /** Returns the seconds since the given moment of {@link System#nanoTime}, taken when the condition came true. */
    static double secondsUntil(long sinceNanos, String what, BooleanSupplier alive, Condition condition)
            throws IOException, InterruptedException {
        while (!condition.holds()) {
            double seconds = seconds(sinceNanos);
            if (!alive.getAsBoolean() || seconds > LIMIT_SECONDS) {
                throw new IOException("no " + what + " after " + Math.round(seconds) + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return seconds(sinceNanos);
    }

    /** Seconds from now until the condition holds; nothing if it does not for so long that nobody would wait. */
    static OptionalDouble seconds(Condition condition) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (seconds(begin) > PATIENCE_SECONDS) {
                return OptionalDouble.empty();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return OptionalDouble.of(seconds(begin));
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    /** Something that is looked at from outside. */
    interface Condition {
        boolean holds() throws IOException;
    }
}
