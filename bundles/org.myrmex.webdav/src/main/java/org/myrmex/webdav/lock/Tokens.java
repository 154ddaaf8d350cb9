package org.myrmex.webdav.lock;

import java.util.UUID;

/** Names of locks. */
public final class Tokens {
    private static final long VERSION = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Tokens() {}

    /** A URI of a random UUID (RFC 9562, 5.4) from 128 random bits. */
    public static String of(long high, long low) {
        return "urn:uuid:" + new UUID((high & ~0xf000L) | VERSION, (low & ~0xc000_0000_0000_0000L) | VARIANT);
    }
}
