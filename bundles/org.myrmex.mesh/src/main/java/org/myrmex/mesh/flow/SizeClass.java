package org.myrmex.mesh.flow;

/** Lengths that a body may have, so that lengths say little (protocol 1). */
public final class SizeClass {
    /** Longest unpadded body. */
    public static final int UNPADDED_BYTES = 512;

    public static final int QUERY_BYTES = 2048;
    public static final int ANSWER_BYTES = 4096;
    public static final int BLOCK_BYTES = 16_896;

    private SizeClass() {}

    /** Whether a body may have this length. */
    public static boolean isOne(int bytes) {
        return (bytes >= 0 && bytes <= UNPADDED_BYTES)
                || bytes == 1024
                || bytes == QUERY_BYTES
                || bytes == ANSWER_BYTES
                || bytes == BLOCK_BYTES;
    }

    /** What a body costs in credits: its class, so that small bodies are not free. */
    public static int cost(int bytes) {
        return Math.max(bytes, UNPADDED_BYTES);
    }
}
