package org.myrmex.discovery.known.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** The formula by which known peers are ranked. */
class WorthTest {
    private static final long NOW = TimeUnit.DAYS.toMicros(20_000);
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final long HOUR = TimeUnit.HOURS.toMicros(1);
    private static final long MEBIBYTE = 1 << 20;
    private static final double CLOSE = 0.001;

    private static final PeerAddress ADDRESS =
            new PeerAddress("tls", "127.0.0.1", 7081, Optional.of(PeerId.of(new byte[32])));

    @Test
    void inTwoWeeksWhatWasFadesToOneOverE() {
        Worth worth = new Worth(DAY, 100 * MEBIBYTE, NOW).faded(NOW + 14 * DAY);
        assertEquals(DAY / Math.E, (double) worth.upMicros(), 1);
        assertEquals(100 * MEBIBYTE / Math.E, (double) worth.carriedBytes(), 1);
        assertEquals(new Worth(0, 0, NOW + 4000 * DAY), worth.faded(NOW + 4000 * DAY));
    }

    @Test
    void itFadesTheSameHoweverOftenItIsLookedAt() {
        Worth once = new Worth(DAY, 100 * MEBIBYTE, NOW).faded(NOW + 10 * DAY);
        Worth often = new Worth(DAY, 100 * MEBIBYTE, NOW);
        for (int hour = 1; hour <= 240; hour++) {
            often = often.faded(NOW + hour * HOUR);
        }
        assertEquals((double) once.upMicros(), (double) often.upMicros(), 240);
        assertEquals((double) once.carriedBytes(), (double) often.carriedBytes(), 240);
    }

    @Test
    void aLinkThatNeverEndsComesToTwoWeeks() {
        Worth worth = Worth.NONE;
        for (int hour = 1; hour <= 24 * 365; hour++) {
            worth = worth.plus(HOUR, 0, NOW + hour * HOUR);
        }
        assertEquals(14 * 24, worth.upMicros() / (double) HOUR, 1);
    }

    @Test
    void aDayAndSixtyFourMebibytesAreHalfAShareEach() {
        assertEquals(0.5, new Worth(DAY, 0, NOW).shares(NOW), CLOSE);
        assertEquals(0.5, new Worth(0, 64 * MEBIBYTE, NOW).shares(NOW), CLOSE);
        assertEquals(0, Worth.NONE.shares(NOW), CLOSE);
    }

    @Test
    void noShareReachesOneWhateverIsClaimed() {
        Worth up = Worth.NONE.plus(Long.MAX_VALUE, 0, NOW);
        Worth carried = Worth.NONE.plus(0, Long.MAX_VALUE, NOW);
        assertTrue(up.shares(NOW) < 1 && carried.shares(NOW) < 1);
        assertEquals(
                Worth.MAX_CARRIED_BYTES, carried.plus(0, Long.MAX_VALUE, NOW).carriedBytes());
        assertEquals(up, up.plus(-1, -1, NOW));
    }

    /** A terabyte once, a month ago; and somebody through whom a few megabytes have gone each day since. */
    @Test
    void oneHugeTransferDoesNotBuyTheTopForEver() {
        Worth huge = Worth.NONE.plus(HOUR, 1L << 40, NOW);
        Worth steady = Worth.NONE.plus(HOUR, 0, NOW);
        assertTrue(huge.shares(NOW) > steady.shares(NOW));
        for (int day = 1; day <= 28; day++) {
            steady = steady.plus(0, 20 * MEBIBYTE, NOW + day * DAY);
        }
        assertTrue(steady.shares(NOW + 28 * DAY) > huge.shares(NOW + 28 * DAY));
        Worth present = Worth.NONE.plus(4 * DAY, 0, NOW);
        assertTrue(present.plus(0, MEBIBYTE * 16, NOW).shares(NOW) > huge.shares(NOW), "nor at once");
    }

    @Test
    void aClockThatIsSetBackTakesNothingAway() {
        Worth worth = new Worth(DAY, MEBIBYTE, NOW);
        assertEquals(new Worth(DAY, MEBIBYTE, NOW - 10 * DAY), worth.faded(NOW - 10 * DAY));
    }

    @Test
    void eachFailureInARowLowersTheScoreAndNothingMakesItNegative() {
        KnownPeer peer = new KnownPeer(ADDRESS, NOW, 0, new Worth(DAY, 64 * MEBIBYTE, NOW));
        assertEquals(2.0, peer.score(NOW), CLOSE);
        KnownPeer failed = peer.failedAgain();
        assertEquals(1.0, failed.score(NOW), CLOSE);
        assertEquals(2.0 / 3, failed.failedAgain().score(NOW), CLOSE);
        assertEquals(2.0, failed.answered(NOW).score(NOW), CLOSE);
        KnownPeer never = new KnownPeer(ADDRESS, 0, Integer.MAX_VALUE, Worth.NONE);
        assertTrue(never.failedAgain().score(NOW) >= 0);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Worth(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Worth(0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Worth(0, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Worth(Worth.MAX_UP_MICROS + 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Worth(0, Worth.MAX_CARRIED_BYTES + 1, 0));
    }
}
