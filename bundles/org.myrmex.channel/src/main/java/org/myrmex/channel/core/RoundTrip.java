package org.myrmex.channel.core;

/** Smoothed round-trip time and what is waited for because of it (RFC 6298; the loss delay is RFC 9002's). */
final class RoundTrip {
    /** Shortest time to a retransmission: below it, delayed acknowledgements and queues of relays look like losses. */
    static final long MIN_TIMEOUT_MICROS = 200_000;

    /** Longest one: a relay that comes back is noticed so soon. */
    static final long MAX_TIMEOUT_MICROS = 5_000_000;

    private static final long FIRST_TIMEOUT_MICROS = 1_000_000;
    private static final long ACK_DELAY_MICROS = ReceiveWindow.ACK_DELAY_MICROS;

    private long smoothedMicros;
    private long variationMicros;
    private long latestMicros;

    void sample(long micros) {
        latestMicros = Math.max(1, micros);
        if (smoothedMicros == 0) {
            smoothedMicros = latestMicros;
            variationMicros = latestMicros / 2;
            return;
        }
        variationMicros = (3 * variationMicros + Math.abs(smoothedMicros - latestMicros)) / 4;
        smoothedMicros = (7 * smoothedMicros + latestMicros) / 8;
    }

    /** Time to a retransmission after so many in vain. */
    long timeoutMicros(int inVain) {
        long once = smoothedMicros == 0
                ? FIRST_TIMEOUT_MICROS
                : smoothedMicros + Math.max(ACK_DELAY_MICROS, 4 * variationMicros);
        long bounded = Math.min(MAX_TIMEOUT_MICROS, Math.max(MIN_TIMEOUT_MICROS, once));
        return Math.min(MAX_TIMEOUT_MICROS, bounded << Math.min(inVain, 5));
    }

    /** After this time a record is lost, if a later one has arrived. */
    long lossDelayMicros() {
        long longest = Math.max(smoothedMicros, latestMicros);
        return longest + longest / 8 + ACK_DELAY_MICROS;
    }
}
