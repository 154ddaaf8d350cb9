package org.myrmex.mesh.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BansTest {
    private final Bans bans = new Bans();

    private boolean banned(long now, String who) {
        return bans.until(now, who) > now;
    }

    @Test
    void eachFurtherBanLastsTwiceAsLongUpToAnHour() {
        long now = 0;
        long expected = Bans.FIRST_MICROS;
        for (int i = 0; i < 12; i++) {
            assertTrue(bans.misdeed(now, "a", 1));
            assertEquals(now + expected, bans.until(now, "a"));
            now += expected;
            assertFalse(banned(now, "a"));
            expected = Math.min(2 * expected, Bans.LONGEST_MICROS);
        }
        assertEquals(Bans.LONGEST_MICROS, expected);
        assertFalse(banned(0, "b"));
    }

    @Test
    void aDayAfterTheLastMisdeedAllIsForgotten() {
        bans.misdeed(0, "a", 1);
        bans.misdeed(0, "a", 1);
        long later = Bans.FORGOTTEN_MICROS + 1;
        bans.misdeed(later, "a", 1);
        assertEquals(later + Bans.FIRST_MICROS, bans.until(later, "a"));
    }

    @Test
    void onlyASeriesBringsABanWhereSeveralAreNeeded() {
        assertFalse(bans.misdeed(0, "a", 3));
        assertFalse(bans.misdeed(1, "a", 3));
        long later = 2 + Bans.SERIES_MICROS;
        assertFalse(bans.misdeed(later, "a", 3));
        assertFalse(bans.misdeed(later, "a", 3));
        assertFalse(banned(later, "a"));
        assertTrue(bans.misdeed(later, "a", 3));
        assertTrue(banned(later, "a"));
    }

    @Test
    void theOneWithTheOldestMisdeedMakesRoom() {
        for (int i = 0; i < Bans.MAX_ENTRIES; i++) {
            bans.misdeed(0, "a" + i, 1);
        }
        bans.misdeed(0, "a0", 1);
        bans.misdeed(0, "b", 1);
        assertEquals(Bans.MAX_ENTRIES, bans.count(0));
        assertFalse(banned(0, "a1"));
        assertTrue(banned(0, "a0"));
        assertTrue(banned(0, "b"));
    }
}
