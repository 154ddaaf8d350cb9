package org.myrmex.itests.siege;

import java.util.concurrent.TimeUnit;

/** What an offender does. */
public enum Kind {
    /** Connects and says nothing. */
    SILENT(5_000),
    /** Begins a handshake at one byte a second. */
    SLOW(5_000),
    /** Sends random bytes at once. */
    GARBAGE(1_000),
    /** Shakes hands as it should, then sends random frames; every other one after a hello that is as it should be. */
    FRAMES(1_000);

    private final long periodMillis;

    Kind(long periodMillis) {
        this.periodMillis = periodMillis;
    }

    /** How soon after it has connected an offender that was thrown out comes again. */
    long periodNanos() {
        return TimeUnit.MILLISECONDS.toNanos(periodMillis);
    }
}
