package org.myrmex.discovery.known.internal;

import java.util.concurrent.TimeUnit;

/**
 * What a peer was good for lately: both numbers shrink to 1/e in two weeks, so that what it did last month counts for little.
 *
 * @param upMicros how long links to it were up, microseconds, shrunk; two weeks at most, which is what a link that never ends
 *     comes to
 * @param carriedBytes what followed a route over them, shrunk; 1 GiB at most
 * @param countedMicros up to when they are shrunk, by {@link RunningTime}
 */
record Worth(long upMicros, long carriedBytes, long countedMicros) {
    /** Homes and offices repeat themselves by the week; twice that smooths it, and a peer that moved away is soon outdone. */
    static final long FADING_MICROS = TimeUnit.DAYS.toMicros(14);

    static final long MAX_UP_MICROS = FADING_MICROS;

    /** Without a cap one huge transfer would count in full until it had faded below it, which is months. */
    static final long MAX_CARRIED_BYTES = 1L << 30;

    /** Who has stayed for a day is likely to stay for another: half the share. */
    private static final double HALF_UP_MICROS = TimeUnit.DAYS.toMicros(1);

    /** The searches and messages of some days: half the share. */
    private static final double HALF_CARRIED_BYTES = 64L << 20;

    /** Nothing yet. */
    static final Worth NONE = new Worth(0, 0, 0);

    Worth {
        boolean sane = upMicros >= 0
                && upMicros <= MAX_UP_MICROS
                && carriedBytes >= 0
                && carriedBytes <= MAX_CARRIED_BYTES
                && countedMicros >= 0;
        if (!sane) {
            throw new IllegalArgumentException("a peer's worth is out of range");
        }
    }

    /** Together with what it was good for until now. */
    Worth plus(long moreUpMicros, long moreCarriedBytes, long nowMicros) {
        Worth faded = faded(nowMicros);
        return new Worth(
                added(faded.upMicros, moreUpMicros, MAX_UP_MICROS),
                added(faded.carriedBytes, moreCarriedBytes, MAX_CARRIED_BYTES),
                faded.countedMicros);
    }

    /** What is left of it now; a clock that was set back takes nothing away. */
    Worth faded(long nowMicros) {
        double left = share(nowMicros - countedMicros);
        return new Worth((long) (upMicros * left), (long) (carriedBytes * left), Math.max(0, nowMicros));
    }

    /**
     * The two shares together, from 0 to less than 2. Each grows ever more slowly: the first day and the first megabytes tell
     * more of a peer than the hundredth, and neither can be bought by more of one kind.
     */
    double shares(long nowMicros) {
        Worth now = faded(nowMicros);
        return now.upMicros / (now.upMicros + HALF_UP_MICROS)
                + now.carriedBytes / (now.carriedBytes + HALF_CARRIED_BYTES);
    }

    /** Of what was so long ago: 1 for now, 1/e for two weeks. */
    static double share(long agoMicros) {
        return StrictMath.exp(-(double) Math.max(0, agoMicros) / FADING_MICROS);
    }

    private static long added(long had, long more, long most) {
        return Math.min(most, had + Math.min(most, Math.max(0, more)));
    }
}
