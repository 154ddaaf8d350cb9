package org.myrmex.api.routing;

/** Why a received frame goes no further. */
public enum DropReason {
    /** Not dropped: everything that it caused is on its way. */
    DONE,
    DUPLICATE,
    OVER_LIMIT,
    MALFORMED,
    UNVERIFIED,
    NO_ROUTE,
    EXPIRED
}
