package org.myrmex.sharing.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void asMuchComesAsWasAllowedAndNoMore() {
        Pace pace = new Pace(100_000, 0);
        long now = 0;
        long taken = 0;
        while (now < 10_000_000) {
            long wait = pace.take(16_384, now);
            taken += wait == 0 ? 16_384 : 0;
            now += wait;
        }
        assertTrue(taken <= 1_000_000 + 16_384, "taken " + taken);
        assertTrue(taken >= 1_000_000 - 16_384, "taken " + taken);
    }

    @Test
    void aPauseIsNotMadeUpFor() {
        Pace pace = new Pace(1_000, 0);
        assertEquals(0, pace.take(1_000, 60_000_000));
        assertEquals(750_000, pace.take(1_000, 60_000_000));
    }

    @Test
    void withoutALimitNothingWaits() {
        Pace pace = new Pace(0, 0);
        assertEquals(0, pace.take(1 << 30, 0));
        assertEquals(0, pace.take(1 << 30, 0));
    }
}
