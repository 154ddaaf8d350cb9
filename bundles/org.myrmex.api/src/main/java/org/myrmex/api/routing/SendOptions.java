package org.myrmex.api.routing;

import java.util.Optional;

/**
 * How a datagram travels.
 *
 * @param path 0 or 1: a second path avoids the first where the routing can
 * @param route whether to follow known scents or to ask for a fresh route
 * @param proof commitment of a proof of delivery (protocol 4), 16 bytes, for bulk data only
 */
public record SendOptions(int path, Route route, Optional<byte[]> proof) {
    /** Known scents, first path, no proof. */
    public static final SendOptions DEFAULT = new SendOptions(0, Route.KNOWN, Optional.empty());

    /** Flush what is known and look again. */
    public static final SendOptions FRESH = new SendOptions(0, Route.FRESH, Optional.empty());

    /** Follow the scents, or flush them. */
    public enum Route {
        KNOWN,
        FRESH
    }
}
