package org.myrmex.transport.tls.internal.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long MILLISECOND = 1_000_000;

    private static int takes(Budget budget, long nowNanos) {
        int taken = 0;
        while (taken < 1_000 && budget.take(nowNanos)) {
            taken++;
        }
        return taken;
    }

    @Test
    void someTimesAtOnceThenAtItsRate() {
        long now = Long.MAX_VALUE - 5 * MILLISECOND;
        Budget budget = new Budget(100, 8, now);
        assertEquals(8, takes(budget, now));
        assertEquals(10 * MILLISECOND, budget.nanosUntilNext(now));
        assertFalse(budget.take(now + 10 * MILLISECOND - 1));
        // the clock has turned to negative numbers meanwhile, as System.nanoTime may
        assertTrue(budget.take(now + 10 * MILLISECOND));
        assertFalse(budget.take(now + 10 * MILLISECOND));
    }

    @Test
    void aPauseSavesNoMoreThanItMayDoAtOnce() {
        Budget budget = new Budget(100, 8, 0);
        assertEquals(8, takes(budget, 0));
        assertEquals(5, takes(budget, 50 * MILLISECOND));
        assertEquals(8, takes(budget, 3_600_000 * MILLISECOND));
    }

    @Test
    void overALongTimeItIsTheRate() {
        Budget budget = new Budget(150, 10, 0);
        int taken = 0;
        for (int millis = 0; millis < 10_000; millis += 3) {
            taken += takes(budget, millis * MILLISECOND);
        }
        assertEquals(1_500 + 10, taken, 2);
    }
}
