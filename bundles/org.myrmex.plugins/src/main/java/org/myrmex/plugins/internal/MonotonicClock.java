package org.myrmex.plugins.internal;

import java.util.function.LongSupplier;
import org.myrmex.api.plugin.Clock;

/**
 * Wall time that never runs backwards: it advances with the machine's monotonic counter and only ever jumps forward.
 * The counter stands still while a laptop sleeps, so a wall clock that is far ahead wins; one that was set back does not.
 */
final class MonotonicClock implements Clock {
    /** Smaller differences are the slewing of NTP, which is no reason to jump. */
    static final long JUMP_MICROS = 2_000_000;

    private final LongSupplier wallMicros;
    private final LongSupplier counterNanos;
    private final long counterStart;
    private long originMicros;

    MonotonicClock(LongSupplier wallMicros, LongSupplier counterNanos) {
        this.wallMicros = wallMicros;
        this.counterNanos = counterNanos;
        this.counterStart = counterNanos.getAsLong();
        this.originMicros = wallMicros.getAsLong();
    }

    @Override
    public synchronized long nowMicros() {
        long now = originMicros + (counterNanos.getAsLong() - counterStart) / 1_000;
        long wall = wallMicros.getAsLong();
        if (wall - now > JUMP_MICROS) {
            originMicros += wall - now;
            return wall;
        }
        return now;
    }
}
