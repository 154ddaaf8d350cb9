package org.myrmex.transport.tls.internal.crowd;

/** How often something may be done: at a steady rate, and some times at once after a pause. */
public final class Budget {
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final long nanosEach;
    private final long mostNanos;
    private long savedNanos;
    private long lastNanos;

    /**
     * A full budget.
     *
     * @param atOnce how often after a long pause
     * @param nowNanos any clock that does not jump; the same one with every call
     */
    public Budget(int perSecond, int atOnce, long nowNanos) {
        nanosEach = NANOS_A_SECOND / perSecond;
        mostNanos = nanosEach * atOnce;
        savedNanos = mostNanos;
        lastNanos = nowNanos;
    }

    /** Once, if it may be done now. */
    public boolean take(long nowNanos) {
        if (nanosUntilNext(nowNanos) > 0) {
            return false;
        }
        savedNanos -= nanosEach;
        return true;
    }

    /** How long until it may be done again; 0 for at once. */
    public long nanosUntilNext(long nowNanos) {
        savedNanos = Math.min(mostNanos, savedNanos + (nowNanos - lastNanos));
        lastNanos = nowNanos;
        return Math.max(0, nanosEach - savedNanos);
    }
}
