package org.myrmex.discovery.hostcache.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private final Limits limits = new Limits();
    private long now = 1_800_000_000 * SECOND;

    @Test
    void aNetworkHasABurstAndThenOneASecond() {
        assertEquals(Limits.NETWORK_BURST, servedOf(100, network(1)));
        now += SECOND - 1;
        assertEquals(0, servedOf(100, network(1)));
        now += 1;
        assertEquals(1, servedOf(100, network(1)));
        now += 4 * SECOND;
        assertEquals(4, servedOf(100, network(1)));
        now += 3_600 * SECOND;
        assertEquals(Limits.NETWORK_BURST, servedOf(100, network(1)), "no more than a bucket holds");
    }

    @Test
    void whoIsRefusedIsToldWhenToComeBack() {
        servedOf(Limits.NETWORK_BURST, network(1));
        int seconds = limits.ask(network(1), now);
        assertEquals(2, seconds);
        now += seconds * SECOND;
        assertEquals(0, limits.ask(network(1), now));
    }

    /** A thousand requests a second for ten seconds, and somebody else who asks now and then. */
    @Test
    void aFloodTakesNothingFromOthers() {
        int flood = 0;
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 1_000; i++) {
                flood += limits.ask(network(1), now) == 0 ? 1 : 0;
                now += SECOND / 1_000;
            }
            assertEquals(0, limits.ask(network(2), now));
        }
        assertTrue(flood <= Limits.NETWORK_BURST + 10, flood + " were served");
    }

    @Test
    void manyNetworksTogetherHaveALimitToo() {
        int served = 0;
        for (int i = 0; i < 1_000; i++) {
            served += limits.ask(network(i), now) == 0 ? 1 : 0;
        }
        assertEquals(Limits.ALL_BURST, served);
        assertNotEquals(0, limits.ask(network(5_000), now));
        now += SECOND / Limits.ALL_PER_SECOND;
        assertEquals(0, limits.ask(network(5_000), now));
    }

    @Test
    void whoHasNotAskedForSomeSecondsIsForgotten() {
        servedOf(100, network(1));
        limits.ask(network(2), now);
        assertEquals(2, limits.networks());
        now += SECOND;
        limits.forget(now);
        assertEquals(2, limits.networks(), "the one before it is not full yet");
        now += (Limits.NETWORK_BURST - 1) * SECOND;
        limits.forget(now);
        assertEquals(0, limits.networks());
    }

    @Test
    void beyondTheCapTheOneThatAskedLongestAgoGoes() {
        Limits few = new Limits(new Bucket(1_000, 1), 3);
        for (int number : new int[] {1, 2, 3, 1, 4}) {
            for (int i = 0; i < Limits.NETWORK_BURST; i++) {
                few.ask(network(number), now);
            }
        }
        assertEquals(3, few.networks());
        assertNotEquals(0, few.ask(network(1), now), "it asked after 2 and 3");
        assertNotEquals(0, few.ask(network(3), now));
        assertEquals(0, few.ask(network(2), now), "nobody knows it any more");
    }

    private int servedOf(int requests, Network network) {
        int served = 0;
        for (int i = 0; i < requests; i++) {
            served += limits.ask(network, now) == 0 ? 1 : 0;
        }
        return served;
    }

    private static Network network(int number) {
        return Network.ofPublic(new byte[] {(byte) 198, (byte) (number >>> 8), (byte) number, 7});
    }
}
