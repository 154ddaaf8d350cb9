package org.myrmex.webdav.lock;

import java.util.UUID;

/** Names of locks. */
public final class Tokens {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final int MILLIS_SHIFT = 16;
    /** Where a millisecond has this many parts. */
    private static final int PARTS = 1 << 12;

    private Tokens() {}

    /**
     * A URI of a UUID that begins with the time (RFC 9562, 5.7 and 6.2, method 3): where locks are kept by their names, those that are taken
     * one after another stand together, which is half of what keeping them costs. Its owner alone is told it, and knows when he asked.
     *
     * @param random 62 bits of it count
     */
    public static String of(long nowMicros, long random) {
        long millis = Math.floorDiv(nowMicros, MICROS_PER_MILLI);
        long part = Math.floorMod(nowMicros, MICROS_PER_MILLI) * PARTS / MICROS_PER_MILLI;
        return "urn:uuid:"
                + new UUID(millis << MILLIS_SHIFT | VERSION | part, (random & ~0xc000_0000_0000_0000L) | VARIANT);
    }
}
