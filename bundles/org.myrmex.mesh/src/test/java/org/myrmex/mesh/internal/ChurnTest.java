package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A day of churn on a clock of the test's; two hours of it unless {@code -Dmyrmex.full=true} asks for the day. */
class ChurnTest {
    private static final int PEERS = 16;
    private static final long HOURS = Boolean.getBoolean("myrmex.full") ? 24 : 2;
    private static final long SEED = Long.getLong("myrmex.seed", 1);

    @Test
    void nothingIsLeftOfADayOfChurn() {
        long began = System.nanoTime();
        try (Churn churn = new Churn(SEED, PEERS)) {
            churn.world.run(HOURS * Churn.HOUR);
            churn.settle();
            System.out.println("seed " + SEED + ", " + HOURS + " h: " + churn + ", "
                    + (System.nanoTime() - began) / 1_000_000 + " ms");
            assertTrue(churn.talks.answeredQueries() > 100 * HOURS, churn::toString);
            assertTrue(churn.renewals() > 10 * HOURS, churn::toString);
            assertTrue(churn.talks.arrived() > churn.talks.sent() / 2, churn::toString);
        }
    }

    @Test
    void theSameSeedGivesTheSameChurn() {
        assertEquals(aQuarter(3), aQuarter(3));
    }

    private static String aQuarter(long seed) {
        try (Churn churn = new Churn(seed, PEERS)) {
            churn.world.run(15 * Churn.MINUTE);
            return churn.world.hash();
        }
    }
}
