package org.myrmex.example.dice.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollTest {
    @Test
    void aRollIsReadAsItWasWritten() {
        for (int number = 1; number <= 6; number++) {
            assertEquals(Optional.of(new Roll(number)), Roll.decode(new Roll(number).encode()));
        }
    }

    @Test
    void sixBytesOfAllAreRolls() {
        int rolls = 0;
        for (int b = 0; b < 256; b++) {
            rolls += Roll.decode(new byte[] {(byte) b}).isPresent() ? 1 : 0;
        }
        assertEquals(6, rolls);
    }

    @Test
    void moreOrLessThanOneByteIsNoRoll() {
        assertEquals(Optional.empty(), Roll.decode(new byte[0]));
        assertEquals(Optional.empty(), Roll.decode(new byte[] {'1', '2'}));
    }

    @Test
    void aDieHasSixSides() {
        assertThrows(IllegalArgumentException.class, () -> new Roll(0));
        assertThrows(IllegalArgumentException.class, () -> new Roll(7));
    }
}
