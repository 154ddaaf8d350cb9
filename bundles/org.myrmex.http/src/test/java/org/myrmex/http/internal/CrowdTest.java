package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CrowdTest {
    private final Crowd crowd = new Crowd();

    @Test
    void whoBringsNothingIsServedWhileAllBodiesAreWaitedFor() {
        for (int i = 0; i < Crowd.MAX_BODIES; i++) {
            assertTrue(crowd.enter(Crowd.Load.BODY));
        }
        assertFalse(crowd.enter(Crowd.Load.BODY));
        for (int i = Crowd.MAX_BODIES; i < Crowd.MAX_EXCHANGES; i++) {
            assertTrue(crowd.enter(Crowd.Load.NOTHING));
        }
        assertFalse(crowd.enter(Crowd.Load.NOTHING));
    }

    @Test
    void aRefusalTakesNoPlaceAndWhoLeavesGivesIt() {
        for (int i = 0; i < Crowd.MAX_BODIES; i++) {
            assertTrue(crowd.enter(Crowd.Load.BODY));
        }
        for (int i = 0; i < 1_000; i++) {
            assertFalse(crowd.enter(Crowd.Load.BODY));
        }
        assertTrue(crowd.enter(Crowd.Load.NOTHING));
        crowd.leave(Crowd.Load.BODY);
        assertTrue(crowd.enter(Crowd.Load.BODY));
    }
}
