package org.myrmex.transport.tls.internal.tls13;

/**
 * When keys change, and how often the other end may change its own.
 *
 * @param recordsPerKey records that we seal with one key
 * @param bytesPerKey plain bytes that we seal with one key, whichever comes first
 * @param updatesFree key updates that the other end may make for nothing: each costs us 30 microseconds
 * @param bytesPerUpdate plain bytes that buy it one more
 */
record KeyLimits(long recordsPerKey, long bytesPerKey, int updatesFree, long bytesPerUpdate) {
    /**
     * AES-GCM is good for 2^24.5 full records (RFC 8446 section 5.5); a new key much earlier means that less can be read
     * with one that leaks.
     */
    static final KeyLimits DEFAULT = new KeyLimits(1L << 20, 1L << 32, 32, 1L << 20);
}
