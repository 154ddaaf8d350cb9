package org.myrmex.lab.experiment;

import java.util.Collection;

/** One trace hash out of several: equal when all of them are equal, in order. */
final class Traces {
    private static final long PRIME = 0x100000001b3L;

    private Traces() {}

    static String joined(Collection<String> traces) {
        long joined = 0xcbf29ce484222325L; // FNV-1a over the words
        for (String trace : traces) {
            joined = (joined ^ Long.parseUnsignedLong(trace, 16)) * PRIME;
            joined ^= joined >>> 32;
        }
        return String.format("%016x", joined);
    }
}
