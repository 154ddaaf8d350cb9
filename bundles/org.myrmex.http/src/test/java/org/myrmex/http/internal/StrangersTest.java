package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StrangersTest {
    private final Strangers strangers = new Strangers();

    @Test
    void oneNetworkIsNeverTooMany() {
        for (int i = 0; i < 100; i++) {
            strangers.note("192.0.2.1", i);
        }
        assertFalse(strangers.isFull(100));
    }

    @Test
    void tenNetworksAreUntilTheFirstOfThemIsForgotten() {
        for (int i = 0; i < Strangers.MAX_NETWORKS; i++) {
            assertFalse(strangers.isFull(i));
            strangers.note("192.0.2." + i, i);
        }
        assertTrue(strangers.isFull(Strangers.WINDOW_MICROS - 1));
        assertFalse(strangers.isFull(Strangers.WINDOW_MICROS));
        strangers.note("192.0.2.0", Strangers.WINDOW_MICROS);
        assertTrue(strangers.isFull(Strangers.WINDOW_MICROS), "the second is the first now");
        assertFalse(strangers.isFull(Strangers.WINDOW_MICROS + 1));
    }
}
