package org.myrmex.lab.report;

import java.util.SplittableRandom;

/** Chance that comes out alike on every JDK: only whole words are taken from the source. */
final class Chance {
    private static final double SHARE = 0x1.0p-53;

    private Chance() {}

    /** At least 0, below 1. */
    static double share(SplittableRandom chance) {
        return (chance.nextLong() >>> 11) * SHARE;
    }

    static void shuffle(int[] values, SplittableRandom chance) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = (int) (share(chance) * (i + 1));
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}
