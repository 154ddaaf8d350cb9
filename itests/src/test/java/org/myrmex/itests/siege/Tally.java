package org.myrmex.itests.siege;

import java.util.concurrent.TimeUnit;

/** What became of the offenders of one kind. Any thread. */
final class Tally {
    private int connected;
    private int thrownOut;
    private long longestNanos;

    synchronized void connected() {
        connected++;
    }

    synchronized void thrownOut(long afterNanos) {
        thrownOut++;
        stayed(afterNanos);
    }

    /** Somebody is there so long, and may stay longer. */
    synchronized void stayed(long nanos) {
        longestNanos = Math.max(longestNanos, nanos);
    }

    synchronized Outcome outcome() {
        return new Outcome(connected, thrownOut, TimeUnit.NANOSECONDS.toMillis(longestNanos));
    }
}
