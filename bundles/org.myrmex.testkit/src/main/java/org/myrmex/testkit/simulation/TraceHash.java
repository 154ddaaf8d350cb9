package org.myrmex.testkit.simulation;

import java.nio.ByteBuffer;

/**
 * A running hash over everything that happens, to tell two runs apart. Nobody attacks it, so it is quick and not
 * cryptographic: 64 bits, the finalizer of SplitMix64 (Steele, Lea, Flood 2014) after each word.
 */
final class TraceHash {
    private long state;

    void add(long word) {
        state = mix((state + 0x9E3779B97F4A7C15L) ^ word);
    }

    /** Every byte from position to limit, which stay as they are. */
    void add(ByteBuffer bytes) {
        int at = bytes.position();
        int end = bytes.limit();
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            add(bytes.getLong(at));
        }
        long rest = end;
        for (; at < end; at++) {
            rest = (rest << 8) | (bytes.get(at) & 0xFF);
        }
        add(rest);
    }

    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    @Override
    public String toString() {
        return String.format("%016x", state);
    }

    static long mix(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
