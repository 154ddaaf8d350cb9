package org.myrmex.discovery.hostcache.limit;

/** A bucket of tokens that fills up again evenly. */
final class Bucket {
    static final long SECOND_MICROS = 1_000_000;

    private final long capacityMicros;
    private final long tokenMicros;
    /** When it will be full; each token that is taken is that much later. */
    private long fullAtMicros;

    /**
     * A full one.
     *
     * @param capacity tokens that it holds
     * @param perSecond tokens that come back each second
     */
    Bucket(int capacity, int perSecond) {
        this.tokenMicros = SECOND_MICROS / perSecond;
        this.capacityMicros = capacity * tokenMicros;
        this.fullAtMicros = Long.MIN_VALUE;
    }

    /** Microseconds until there is a token; 0 when there is one. */
    long waitMicros(long nowMicros) {
        return isFull(nowMicros) ? 0 : Math.max(0, fullAtMicros - nowMicros + tokenMicros - capacityMicros);
    }

    /** Takes one that is there. */
    void take(long nowMicros) {
        fullAtMicros = (isFull(nowMicros) ? nowMicros : fullAtMicros) + tokenMicros;
    }

    boolean isFull(long nowMicros) {
        return fullAtMicros <= nowMicros;
    }
}
