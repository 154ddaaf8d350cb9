package org.myrmex.api.routing;

/** What became of a signature to check. */
public enum Verdict {
    GOOD,
    BAD,
    /** Too many checks were pending for the link that was charged; nothing was checked. */
    OVER_LIMIT
}
