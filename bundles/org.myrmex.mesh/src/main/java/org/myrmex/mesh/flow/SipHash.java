package org.myrmex.mesh.flow;

/**
 * SipHash-2-4 of one 64-bit number (Aumasson and Bernstein 2012, message taken as 8 bytes, little-endian): whoever does not
 * know the key cannot choose flows that meet in one bucket, or keep a victim's bucket full.
 *
 * @param first bytes 0 to 7 of the key, little-endian
 * @param second bytes 8 to 15
 */
public record SipHash(long first, long second) {
    private static final long LENGTH_BLOCK = 8L << 56;

    /** The hash of a number. */
    public long of(long value) {
        long[] v = {
            first ^ 0x736f6d6570736575L,
            second ^ 0x646f72616e646f6dL,
            first ^ 0x6c7967656e657261L,
            second ^ 0x7465646279746573L
        };
        compress(v, value);
        compress(v, LENGTH_BLOCK);
        v[2] ^= 0xFF;
        for (int i = 0; i < 4; i++) {
            round(v);
        }
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void compress(long[] v, long block) {
        v[3] ^= block;
        round(v);
        round(v);
        v[0] ^= block;
    }

    private static void round(long[] v) {
        v[0] += v[1];
        v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
        v[0] = Long.rotateLeft(v[0], 32);
        v[2] += v[3];
        v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
        v[2] = Long.rotateLeft(v[2], 32);
    }

    /** Not the key: it must not reach a log. */
    @Override
    public String toString() {
        return "SipHash";
    }
}
