package org.myrmex.sharing.disk;

/** Says when the next bytes may be asked for, so that no more than so many come in a second. One thread at a time. */
public final class Pace {
    /** What a late timer may catch up on. */
    private static final long SLACK_MICROS = 250_000;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long bytesPerSecond;
    private long paidUntilMicros;

    /** @param bytesPerSecond 0 for no limit */
    public Pace(long bytesPerSecond, long nowMicros) {
        this.bytesPerSecond = bytesPerSecond;
        this.paidUntilMicros = nowMicros;
    }

    /**
     * Takes bytes out of the account.
     *
     * @param bytes at most a few MiB
     * @return 0 when they may be moved now; else the microseconds to wait, nothing is taken
     */
    public long take(int bytes, long nowMicros) {
        if (bytesPerSecond <= 0) {
            return 0;
        }
        if (paidUntilMicros > nowMicros) {
            return paidUntilMicros - nowMicros;
        }
        long from = Math.max(paidUntilMicros, nowMicros - SLACK_MICROS);
        paidUntilMicros = from + bytes * MICROS_PER_SECOND / bytesPerSecond;
        return 0;
    }
}
