package org.myrmex.http.digest;

/**
 * Which counts of one nonce were used: the highest, and which of the 64 up to it (as RFC 4303, 3.4.3 does it), since a client
 * with several connections counts in one order and arrives in another.
 */
final class UseCounts {
    private static final int WINDOW = Long.SIZE;

    private long highest;
    private long seen;

    /** False for one that was used, or is too far behind to know. */
    boolean take(long count) {
        if (count <= 0) {
            return false;
        }
        if (count > highest) {
            long step = count - highest;
            seen = step >= WINDOW ? 1 : seen << step | 1;
            highest = count;
            return true;
        }
        long behind = highest - count;
        if (behind >= WINDOW || (seen >>> behind & 1) == 1) {
            return false;
        }
        seen |= 1L << behind;
        return true;
    }
}
