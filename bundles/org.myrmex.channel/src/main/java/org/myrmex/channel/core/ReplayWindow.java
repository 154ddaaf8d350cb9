package org.myrmex.channel.core;

import java.util.Arrays;

/** Which counters of an epoch came already. */
final class ReplayWindow {
    /** Counters that may be behind the highest one (protocol 3). */
    static final int COUNTERS = 4096;

    private final long[] seen = new long[COUNTERS / Long.SIZE];
    private long highest = -1;

    /** Whether a record with this counter may be looked at. */
    boolean isNew(long counter) {
        return counter > highest || (highest - counter < COUNTERS && !isSet(counter));
    }

    /** Remembers a counter; only after its record proved good. */
    void mark(long counter) {
        if (counter - highest >= COUNTERS) {
            Arrays.fill(seen, 0);
        } else {
            for (long skipped = highest + 1; skipped < counter; skipped++) {
                seen[word(skipped)] &= ~bit(skipped);
            }
        }
        seen[word(counter)] |= bit(counter);
        highest = Math.max(highest, counter);
    }

    private boolean isSet(long counter) {
        return (seen[word(counter)] & bit(counter)) != 0;
    }

    private static int word(long counter) {
        return (int) (counter % COUNTERS / Long.SIZE);
    }

    private static long bit(long counter) {
        return 1L << (counter % Long.SIZE);
    }
}
