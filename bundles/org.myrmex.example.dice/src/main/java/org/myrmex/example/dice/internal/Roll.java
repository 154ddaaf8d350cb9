package org.myrmex.example.dice.internal;

import java.util.Optional;

/**
 * What a die shows, and how it travels: one ASCII digit.
 *
 * @param number 1 to 6
 */
record Roll(int number) {
    /** The name of the service: what a query asks for, and what a responder registers for. */
    static final String SERVICE = "dice";

    static final int SIDES = 6;

    Roll {
        if (number < 1 || number > SIDES) {
            throw new IllegalArgumentException("a die shows 1 to 6, not " + number);
        }
    }

    byte[] encode() {
        return new byte[] {(byte) ('0' + number)};
    }

    /** Empty when it is no roll: an answer comes from a stranger, who may send anything. */
    static Optional<Roll> decode(byte[] payload) {
        boolean roll = payload.length == 1 && payload[0] >= '1' && payload[0] <= '0' + SIDES;
        return roll ? Optional.of(new Roll(payload[0] - '0')) : Optional.empty();
    }
}
