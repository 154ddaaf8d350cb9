package org.myrmex.discovery.known.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time by which peers grow old here: it passes while this peer runs, and no faster. It goes on from the last time that is
 * remembered, so nobody grows old while this machine is off, and a clock that jumps ahead by years, in a run or between two,
 * makes nobody old at all. Any thread.
 */
final class RunningTime {
    /** 2020-01-01: a clock that shows less was never set, as on a machine without a battery for it. */
    static final long CLOCK_IS_SET_MICROS = TimeUnit.SECONDS.toMicros(1_577_836_800L);

    private final long startMicros;
    private final LongSupplier nanos;
    private final long startNanos;

    /**
     * Begins to run.
     *
     * @param clockMicros what the clock shows, microseconds since 1970
     * @param nanos time that passes evenly, from wherever
     */
    RunningTime(List<KnownPeer> remembered, long clockMicros, LongSupplier nanos) {
        this.startMicros = start(remembered, clockMicros);
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    private static long start(List<KnownPeer> remembered, long clockMicros) {
        long last = remembered.stream()
                .mapToLong(peer -> Math.max(peer.lastSeenMicros(), peer.worth().countedMicros()))
                .max()
                .orElse(clockMicros);
        // what was noted by a clock that was ahead counts as now; one that was never set knows no better
        return clockMicros >= CLOCK_IS_SET_MICROS ? Math.min(last, clockMicros) : last;
    }

    /** Microseconds since 1970 if this peer had always run. */
    long nowMicros() {
        return startMicros + TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - startNanos);
    }
}
