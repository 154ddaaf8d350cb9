package org.myrmex.api.discovery;

import org.myrmex.api.transport.PeerAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Told of neighbours and their messages. Called in a turn of the mesh, on whatever thread: must only enqueue. */
@ConsumerType
public interface NeighbourListener {
    /** A neighbour, at this address; those that are linked already are told first. */
    default void linked(PeerAddress neighbour) {}

    /** It is gone. */
    default void unlinked(PeerAddress neighbour) {}

    /** A message, at most 1 KiB. */
    void received(PeerAddress neighbour, byte[] bytes);
}
