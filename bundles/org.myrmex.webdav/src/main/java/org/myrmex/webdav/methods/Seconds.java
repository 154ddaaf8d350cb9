package org.myrmex.webdav.methods;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times that clients give, who know seconds only. Where in its second such a time lies is ours: were it always the begin, a file
 * that is written anew with the same length and time, where the disk has given its number away and again, would have the tag of an
 * older one. Any thread.
 */
final class Seconds {
    private static final long MICROS = TimeUnit.SECONDS.toMicros(1);

    /** Begins anywhere, so that two runs of the peer differ. */
    private static final AtomicLong NEXT = new AtomicLong(Math.floorMod(System.nanoTime(), MICROS));

    private Seconds() {}

    /**
     * A time in that second, another one each time.
     *
     * @param seconds since 1970
     * @return microseconds since 1970
     */
    static long micros(long seconds) {
        return seconds * MICROS + Math.floorMod(NEXT.getAndIncrement(), MICROS);
    }
}
