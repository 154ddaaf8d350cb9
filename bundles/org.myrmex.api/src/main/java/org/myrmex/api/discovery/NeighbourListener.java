package org.myrmex.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of neighbours and their messages. Called in a turn of the mesh, on whatever thread: must only enqueue. */
@ConsumerType
public interface NeighbourListener {
    /** A neighbour; those that are linked already are told first. */
    default void linked(Neighbour neighbour) {}

    /** It is gone. */
    default void unlinked(Neighbour neighbour) {}

    /** A message, at most 1 KiB. */
    void received(Neighbour neighbour, byte[] bytes);
}
