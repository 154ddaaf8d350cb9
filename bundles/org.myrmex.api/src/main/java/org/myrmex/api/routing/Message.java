package org.myrmex.api.routing;

import org.myrmex.api.transport.Body;

/**
 * What endpoints exchange.
 *
 * @param kind what routing does with it
 * @param from an address of the sender
 * @param to an address of the receiver; {@link VirtualAddress#EVERYBODY} for a query
 * @param id 16 random bytes; not to be changed
 * @param body opaque to routing; padded to a class by whoever made it
 */
public record Message(MessageKind kind, VirtualAddress from, VirtualAddress to, byte[] id, Body body) {
    public static final int ID_BYTES = 16;

    public Message {
        if (id.length != ID_BYTES) {
            throw new IllegalArgumentException("a message id has 16 bytes, not " + id.length);
        }
    }
}
