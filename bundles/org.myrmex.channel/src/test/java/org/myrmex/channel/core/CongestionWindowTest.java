package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CongestionWindowTest {
    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;
    private static final int MESSAGE_BYTES = 17_424;
    /** What a relay drops (protocol 1). */
    private static final long TOO_OLD = 2 * SECOND;

    private final CongestionWindow window = new CongestionWindow();

    /** A path with one slow link, whose queue is all that takes time beside the way itself. */
    private final class SlowPath {
        private final long pathMicros;
        private final long messageMicros;
        private final ArrayDeque<Long> arrivals = new ArrayDeque<>();
        private long freeAt;
        private long longestWait;
        private long arrived;

        SlowPath(long pathMicros, long bytesPerSecond) {
            this.pathMicros = pathMicros;
            this.messageMicros = MESSAGE_BYTES * SECOND / bytesPerSecond;
        }

        /** @return messages a second once it has settled */
        double run(long settleMicros, long micros) {
            ArrayDeque<Long> sent = new ArrayDeque<>();
            for (long now = 0; now < settleMicros + micros; now += MILLI) {
                while (!arrivals.isEmpty() && arrivals.peek() <= now) {
                    arrivals.poll();
                    window.sample(now, now - sent.poll());
                    window.arrived(1);
                    arrived += now >= settleMicros ? 1 : 0;
                }
                while (sent.size() < window.messages()) {
                    sent.add(now);
                    long wait = Math.max(0, freeAt - now);
                    longestWait = now >= settleMicros ? Math.max(longestWait, wait) : longestWait;
                    freeAt = now + wait + messageMicros;
                    arrivals.add(freeAt + pathMicros);
                }
            }
            return arrived * (double) SECOND / micros;
        }
    }

    @Test
    void growsWhereNothingWaits() {
        for (int i = 0; i < 100; i++) {
            window.sample(i * MILLI, 700 * MILLI);
            window.arrived(1);
        }
        assertEquals(CongestionWindow.MOST, window.messages(), "a long way is no queue");
    }

    @Test
    void becomesSmallerOnceForEachRoundTrip() {
        window.sample(0, 10 * MILLI);
        int before = window.messages();
        for (int i = 0; i < 100; i++) {
            window.sample(SECOND + i * MILLI, 1_500 * MILLI);
        }
        assertEquals(before * 3 / 4, window.messages());
        window.sample(3 * SECOND, 1_500 * MILLI);
        assertEquals(before * 3 / 4 * 3 / 4, window.messages());
    }

    @Test
    void aLossMakesItSmallerOnceForEachRoundTrip() {
        window.sample(0, 100 * MILLI);
        for (int i = 0; i < 10; i++) {
            window.lost(SECOND + i);
        }
        assertEquals(CongestionWindow.FIRST * 7 / 8, window.messages());
        window.lost(2 * SECOND);
        assertEquals(CongestionWindow.FIRST * 7 / 8 * 7 / 8, window.messages());
    }

    /** A machine that slept, or a peer that says that it waited longer than it can have. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 3_600 * SECOND, Long.MAX_VALUE})
    void noRoundTripStopsItForLong(long nonsense) {
        window.sample(0, 10 * MILLI);
        window.sample(SECOND, nonsense);
        for (long now = 10 * SECOND; now < 20 * SECOND; now += 10 * MILLI) {
            window.sample(now, 10 * MILLI);
            window.arrived(1);
        }
        assertEquals(CongestionWindow.MOST, window.messages());
    }

    @Test
    void keepsEnoughToFindALoss() {
        window.sample(0, MILLI);
        for (int i = 1; i < 50; i++) {
            window.sample(i * 5L * SECOND, 3 * SECOND);
        }
        assertEquals(CongestionWindow.LEAST, window.messages());
    }

    /** Once it has settled. With 16 messages always, 64 KiB/s would make each wait 4 s: all but a few would be dropped. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 1_024})
    void noMessageWaitsUntilItIsDropped(int kibibytesPerSecond) {
        SlowPath path = new SlowPath(100 * MILLI, kibibytesPerSecond * 1_024L);
        double perSecond = path.run(60 * SECOND, 600 * SECOND);

        assertTrue(path.longestWait < TOO_OLD, "waited " + path.longestWait + " µs");
        double possible = kibibytesPerSecond * 1_024.0 / MESSAGE_BYTES;
        assertTrue(perSecond > 0.9 * possible, perSecond + " of " + possible + " messages a second");
    }
}
