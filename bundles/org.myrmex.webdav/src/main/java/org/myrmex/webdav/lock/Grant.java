package org.myrmex.webdav.lock;

import java.util.List;

/**
 * What came of asking for a lock.
 *
 * @param conflicts locks that stand against it, on its place, above it or, where it is to be deep, below it
 */
public record Grant(Outcome outcome, List<Lock> conflicts) {
    /** Outcomes. */
    public enum Outcome {
        GRANTED,
        CONFLICT,
        /** There are too many: in all, of this principal, or on this place. */
        OVER_LIMIT
    }

    static Grant of(Outcome outcome) {
        return new Grant(outcome, List.of());
    }
}
