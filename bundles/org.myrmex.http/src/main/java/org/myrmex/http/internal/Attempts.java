package org.myrmex.http.internal;

import org.myrmex.api.plugin.Clock;

/**
 * Counts wrong keys. Beyond a rate the answer is "later" whoever asks, but a right key always opens: one broken client or
 * hostile page must not lock the owner out. Guessing 256 bits gets nowhere either way.
 */
final class Attempts {
    /** Wrong keys that are answered one by one. */
    static final int MAX_FAILURES = 10;

    static final long WINDOW_MICROS = 10_000_000L;

    private final Clock clock;
    private final long[] failures = new long[MAX_FAILURES];
    private int next;
    private int known;

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** Notes a wrong key; false when there were too many, and it is not even noted. */
    synchronized boolean note() {
        long nowMicros = clock.nowMicros();
        if (known == MAX_FAILURES && nowMicros - failures[next] < WINDOW_MICROS) {
            return false;
        }
        failures[next] = nowMicros;
        next = (next + 1) % MAX_FAILURES;
        known = Math.min(MAX_FAILURES, known + 1);
        return true;
    }
}
