package org.myrmex.mesh.internal;

/** What a link is good for: bytes that followed a route over it, in all and lately. Loop thread only. */
final class LinkUse {
    private static final long HALF_MICROS = 600_000_000;

    private long bytes;
    private long told;
    private double lately;
    private long counted;
    private long agedMicros;

    LinkUse(long now) {
        agedMicros = now;
    }

    /** Called for each frame: it does no more than add. */
    void carried(long more) {
        bytes += more;
    }

    /** Since it was asked last. */
    long more() {
        long more = bytes - told;
        told = bytes;
        return more;
    }

    /** Each byte counts half after ten minutes. */
    long lately(long now) {
        if (now > agedMicros) {
            lately *= Math.pow(0.5, (double) (now - agedMicros) / HALF_MICROS);
            agedMicros = now;
        }
        lately += bytes - counted;
        counted = bytes;
        return (long) lately;
    }
}
