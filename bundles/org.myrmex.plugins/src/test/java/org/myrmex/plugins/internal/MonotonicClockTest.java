package org.myrmex.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
    private static final long START_MICROS = 1_700_000_000_000_000L;

    private final AtomicLong wallMicros = new AtomicLong(START_MICROS);
    private final AtomicLong counterNanos = new AtomicLong(77);
    private final MonotonicClock clock = new MonotonicClock(wallMicros::get, counterNanos::get);

    @Test
    void followsTheCounterInMicroseconds() {
        counterNanos.addAndGet(5_000);
        assertEquals(START_MICROS + 5, clock.nowMicros());
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTakeItAlong() {
        counterNanos.addAndGet(1_000_000);
        wallMicros.addAndGet(-3_600_000_000L);
        assertEquals(START_MICROS + 1_000, clock.nowMicros());
    }

    @Test
    void theTimeOfASleepCounts() {
        wallMicros.addAndGet(3_600_000_000L);
        assertEquals(START_MICROS + 3_600_000_000L, clock.nowMicros());
        counterNanos.addAndGet(1_000);
        assertEquals(START_MICROS + 3_600_000_001L, clock.nowMicros());
    }
}
