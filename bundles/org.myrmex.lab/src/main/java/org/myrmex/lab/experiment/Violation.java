package org.myrmex.lab.experiment;

import java.util.List;

/** Something happened that must not: a routing broke an invariant, or failed. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final transient List<String> lastEvents;

    Violation(long seed, List<String> lastEvents, RuntimeException cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        this.seed = seed;
        this.lastEvents = lastEvents;
    }

    /** The seed of the network in which it happened. */
    public long seed() {
        return seed;
    }

    /** What happened just before, oldest first, a line each. */
    public List<String> lastEvents() {
        return lastEvents;
    }
}
