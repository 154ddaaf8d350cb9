package org.myrmex.api.routing;

/**
 * Something that happened in routing, for counters and traces; holds no address.
 *
 * @param kind what happened
 * @param link where, or null when no link is concerned
 */
public record RoutingEvent(Kind kind, LinkId link) {
    /** Kinds of events; more may be added. */
    public enum Kind {
        /** A copy of a query arrived, duplicates included. */
        QUERY_RECEIVED,
        /** A copy of an answer or datagram arrived, duplicates included. */
        MESSAGE_RECEIVED,
        /** It was seen before. */
        DUPLICATE,
        /** A query or a message without a scent was laid out to all neighbours but its sender. */
        BROADCAST,
        /** A message followed a scent. */
        ROUTED,
        /** A fresh-route flag flushed a scent. */
        FLUSHED,
        /** A link's death took scents with it. */
        SCENT_LOST,
        /** A message was given to its owner on this peer. */
        DELIVERED
    }
}
