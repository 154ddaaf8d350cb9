package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.http.connections.Networks;
import org.myrmex.http.internal.Patience.Guesser;

class PatienceTest {
    private static final Guesser ADA = new Guesser("ada", "192.0.2.1", "agent");

    private final Patience patience = new Patience();

    @Test
    void theWaitDoublesUpToItsCap() {
        long nowMicros = 0;
        for (int i = 0; i < Patience.FREE; i++) {
            patience.wrong(ADA, Optional.empty(), nowMicros);
            assertEquals(0, patience.waitMicros(ADA, nowMicros));
        }
        long expected = Patience.FIRST_MICROS;
        for (int i = 0; i < 100; i++) {
            patience.wrong(ADA, Optional.empty(), nowMicros);
            assertEquals(expected, patience.waitMicros(ADA, nowMicros));
            nowMicros += expected;
            assertEquals(0, patience.waitMicros(ADA, nowMicros));
            expected = Math.min(Patience.MAX_MICROS, 2 * expected);
        }
    }

    @Test
    void theSameGuessAgainIsNoOtherGuess() {
        for (int i = 0; i < 100; i++) {
            patience.wrong(ADA, Optional.of("old"), 0);
        }
        assertEquals(0, patience.waitMicros(ADA, 0));
        guess(Patience.FREE);
        assertTrue(patience.waitMicros(ADA, 0) > 0);
    }

    @Test
    void eachUserAndPlaceWaitsForItself() {
        guess(Patience.FREE + 1);
        assertTrue(patience.waitMicros(ADA, 0) > 0);
        assertEquals(0, patience.waitMicros(new Guesser("ada", "192.0.2.2", "agent"), 0));
        assertEquals(0, patience.waitMicros(new Guesser("bob", "192.0.2.1", "agent"), 0));
    }

    @Test
    void anHourWithoutAWrongOneForgetsAll() {
        guess(Patience.FREE + 1);
        long end = Patience.FIRST_MICROS + Patience.MEMORY_MICROS;
        assertEquals(0, patience.waitMicros(ADA, end));
        patience.wrong(ADA, Optional.empty(), end);
        assertEquals(0, patience.waitMicros(ADA, end));
    }

    @Test
    void strangersWithoutNumberDoNotPushOutWhoWaits() {
        guess(Patience.FREE + 3);
        long wait = patience.waitMicros(ADA, 0);
        for (int i = 0; i < 3 * Patience.MAX_GUESSERS; i++) {
            patience.wrong(new Guesser("ada", "place " + i, "agent"), Optional.empty(), 0);
        }
        assertEquals(wait, patience.waitMicros(ADA, 0));
    }

    @Test
    void aRightOneEndsNoWaitAndForgetsNothing() {
        guess(Patience.FREE);
        patience.right(ADA);
        guess(1);
        assertEquals(Patience.FIRST_MICROS, patience.waitMicros(ADA, 0));
        patience.right(ADA);
        guess(1);
        assertEquals(2 * Patience.FIRST_MICROS, patience.waitMicros(ADA, 0));
    }

    @Test
    void namesThatSomebodyGivesHimselfAreCountedTogetherAtLast() {
        for (int i = 0; i < 100; i++) {
            Guesser one = new Guesser("ada " + i % 7, "192.0.2.1", "agent " + i);
            patience.wrong(patience.counted(one, 0), Optional.empty(), 0);
        }
        Guesser next = new Guesser("ada", "192.0.2.1", "another");
        assertTrue(patience.waitMicros(patience.counted(next, 0), 0) > 0);
        Guesser elsewhere = new Guesser("ada", "192.0.2.2", "another");
        assertEquals(elsewhere, patience.counted(elsewhere, 0));
        long later = Patience.MAX_MICROS + Patience.MEMORY_MICROS;
        assertEquals(next, patience.counted(next, later), "the others are forgotten");
    }

    @Test
    void aProgramThatWasRightWaitsForItselfAlone() {
        patience.right(ADA);
        for (int i = 0; i < 100; i++) {
            Guesser one = new Guesser("ada", "192.0.2.1", "agent " + i);
            patience.wrong(patience.counted(one, 0), Optional.empty(), 0);
        }
        assertEquals(ADA, patience.counted(ADA, 0));
        assertEquals(0, patience.waitMicros(ADA, 0));
    }

    @Test
    void friendsAreCountedToo() {
        patience.right(ADA);
        assertTrue(patience.isFriend("192.0.2.1"));
        for (int i = 0; i < Patience.MAX_FRIENDS; i++) {
            patience.right(new Guesser("ada", "place " + i, "agent"));
        }
        assertFalse(patience.isFriend("192.0.2.1"));
        assertTrue(patience.isFriend(Networks.of("127.0.0.1")), "always");
    }

    @Test
    void whoeverHasOneAddressOfANetworkHasThemAll() {
        assertEquals(Networks.of("2001:db8::1"), Networks.of("[2001:db8:0:0:ffff::2]"));
        assertFalse(Networks.of("2001:db8::1").equals(Networks.of("2001:db8:0:1::1")));
        assertEquals(Networks.of("127.0.0.1"), Networks.of("127.1.2.3"));
        assertEquals(Networks.of("127.0.0.1"), Networks.of("::1"));
        assertEquals("192.0.2.1", Networks.of("::ffff:192.0.2.1"));
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            patience.wrong(ADA, Optional.empty(), 0);
        }
    }
}
