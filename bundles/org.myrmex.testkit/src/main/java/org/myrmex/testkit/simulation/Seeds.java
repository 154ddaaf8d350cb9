package org.myrmex.testkit.simulation;

import java.util.SplittableRandom;

/** Randomness that hangs on a seed and a name, not on the order in which things are made. */
public final class Seeds {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    /** The random source of one name; other names and other seeds have others. */
    public static SplittableRandom of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(TraceHash.mix(seed ^ TraceHash.mix(hash)));
    }
}
