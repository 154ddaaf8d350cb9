package org.myrmex.api.routing;

/** What a message is to routing. */
public enum MessageKind {
    /** For everybody: laid out by flooding. */
    QUERY,
    /** For the asker of a query. */
    ANSWER,
    /** For one address, part of a flow. */
    DATAGRAM
}
