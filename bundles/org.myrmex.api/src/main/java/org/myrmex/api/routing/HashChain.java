package org.myrmex.api.routing;

/**
 * A cost that nobody can lower (protocol 2): hashing start {@code times} times gives end. The arrays are not to be changed.
 *
 * @param start 32 bytes
 * @param times at most 1024
 * @param end 32 bytes
 */
public record HashChain(byte[] start, int times, byte[] end) {
    public static final int MAX_TIMES = 1024;
}
