package org.myrmex.access.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.access.Caller;
import org.myrmex.api.access.Decision;

class OwnerOnlyTest {
    private final OwnerOnly access = new OwnerOnly();

    @Test
    void theOwnerMayDoEverything() {
        assertTrue(access.decide(Caller.OWNER, "command:down", "run").allowed());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OWNER")
    void everybodyElseIsRefusedWithAReason(Caller.Kind kind) {
        Decision decision = access.decide(new Caller(kind, "somebody"), "dav:/shares/music", "GET");
        assertFalse(decision.allowed());
        assertFalse(decision.reason().isBlank());
    }
}
