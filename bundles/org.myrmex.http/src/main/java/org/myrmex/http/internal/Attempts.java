package org.myrmex.http.internal;

/**
 * Counts wrong keys, whoever shows them. Beyond a rate the answer to them is "later", but a right one always opens: one broken client
 * or hostile page must not lock the owner out. Time is an argument; not for two threads at once.
 */
final class Attempts {
    /** Wrong keys that are answered one by one. */
    static final int MAX_FAILURES = 10;

    static final long WINDOW_MICROS = 10_000_000L;

    private final long[] failures = new long[MAX_FAILURES];
    private int next;
    private int known;

    /** Whether there were too many. */
    boolean isFull(long nowMicros) {
        return known == MAX_FAILURES && nowMicros - failures[next] < WINDOW_MICROS;
    }

    /** Notes a wrong key; false when there were too many, and it is not even noted. */
    boolean note(long nowMicros) {
        if (isFull(nowMicros)) {
            return false;
        }
        failures[next] = nowMicros;
        next = (next + 1) % MAX_FAILURES;
        known = Math.min(MAX_FAILURES, known + 1);
        return true;
    }
}
