package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.Handle;

class HandleLedgerTest {
    private final HandleLedger ledger = new HandleLedger();
    private final List<String> credits = new ArrayList<>();

    private HandleLedger.Entry open() {
        return ledger.open(() -> credits.add("back"));
    }

    @Test
    void creditGoesBackWhenTheInputReturnsAndNothingWasSent() {
        ledger.inputReturned(open());
        assertEquals(List.of("back"), credits);
        assertEquals(0, ledger.openCount());
    }

    @Test
    void creditWaitsForEverySend() {
        HandleLedger.Entry entry = open();
        HandleLedger.Entry first = ledger.caused(entry.handle);
        HandleLedger.Entry second = ledger.caused(entry.handle);
        ledger.inputReturned(entry);
        ledger.ended(first);
        assertEquals(List.of(), credits);
        ledger.ended(second);
        assertEquals(List.of("back"), credits);
    }

    @Test
    void aHoldEndsAtItsRelease() {
        HandleLedger.Entry entry = open();
        ledger.hold(0, entry.handle);
        ledger.inputReturned(entry);
        assertEquals(List.of(), credits);
        ledger.release(entry.handle);
        assertEquals(List.of("back"), credits);
        ledger.tick(HandleLedger.MAX_HOLD_MICROS);
        assertEquals(List.of("back"), credits);
    }

    @Test
    void aForgottenHoldEndsByForce() {
        HandleLedger.Entry entry = open();
        ledger.hold(0, entry.handle);
        ledger.inputReturned(entry);
        ledger.tick(HandleLedger.MAX_HOLD_MICROS - 1);
        assertEquals(List.of(), credits);
        ledger.tick(HandleLedger.MAX_HOLD_MICROS);
        assertEquals(List.of("back"), credits);
    }

    @Test
    void whatHasNoHandleCausesNothing() {
        assertNull(ledger.caused(Handle.NONE));
        ledger.ended(null);
        assertEquals(List.of(), credits);
    }
}
