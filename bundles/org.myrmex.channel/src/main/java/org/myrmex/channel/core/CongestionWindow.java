package org.myrmex.channel.core;

/**
 * How many messages may be on their way at once. It follows the queues of the path, as LEDBAT does (RFC 6817): what a round
 * trip takes longer than the shortest one is time in queues, and a frame that waits 2 s anywhere is dropped (protocol 1).
 */
final class CongestionWindow {
    /** What the peer's buffer takes: 1 MiB, on several links of which each gives credit for 512 KiB (protocol 1). */
    static final int MOST = ReceiveWindow.BUFFER_MESSAGES;

    static final int FIRST = 16;
    /** Enough for an acknowledgement that says what is missing. */
    static final int LEAST = 4;

    /** With less in queues there is room for more. */
    static final long SHORT_QUEUE_MICROS = 250_000;

    /** With more some frame would soon wait too long. */
    static final long LONG_QUEUE_MICROS = 750_000;

    /** So long the shortest round trip is believed; then it is measured anew, with queues as empty as may be. */
    private static final long MEMORY_MICROS = 120_000_000;

    /** Whatever a clock that jumps or a peer that lies makes of a round trip. */
    private static final long LONGEST_MICROS = 5_000_000;

    private int messages = FIRST;
    /** Half messages by which it grows. */
    private int growth;

    private boolean queuesAreShort;
    private long lastMicros = LONGEST_MICROS;
    private long shortestMicros = Long.MAX_VALUE;
    private long forgetAtMicros = Long.MAX_VALUE;
    /** What is measured until then was sent while more were on their way. */
    private long settledAtMicros = Long.MIN_VALUE;

    int messages() {
        return messages;
    }

    /** A round trip has ended. */
    void sample(long now, long measuredMicros) {
        lastMicros = Math.max(1, Math.min(LONGEST_MICROS, measuredMicros));
        if (now >= forgetAtMicros) {
            shortestMicros = Long.MAX_VALUE;
            forgetAtMicros = Long.MAX_VALUE;
            shrink(now, LEAST);
        }
        if (now < settledAtMicros) {
            return;
        }
        if (forgetAtMicros == Long.MAX_VALUE) {
            forgetAtMicros = now + MEMORY_MICROS;
        }
        shortestMicros = Math.min(shortestMicros, lastMicros);
        long queued = lastMicros - shortestMicros;
        queuesAreShort = queued <= SHORT_QUEUE_MICROS;
        if (queued >= LONG_QUEUE_MICROS) {
            shrink(now, messages * 3 / 4);
        }
    }

    /** So many messages have arrived that were not known to have. By half in a round trip: queues tell of it one later. */
    void arrived(int count) {
        if (queuesAreShort) {
            growth += count;
            messages = Math.min(MOST, messages + growth / 2);
            growth %= 2;
        }
    }

    /** A message was lost: some queue on the way was full. */
    void lost(long now) {
        if (now >= settledAtMicros) {
            shrink(now, messages * 7 / 8);
        }
    }

    private void shrink(long now, int fewer) {
        messages = Math.max(LEAST, fewer);
        queuesAreShort = false;
        settledAtMicros = now + lastMicros;
    }
}
