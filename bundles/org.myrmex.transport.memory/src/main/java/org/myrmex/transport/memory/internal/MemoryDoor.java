package org.myrmex.transport.memory.internal;

import java.util.Optional;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.transport.memory.internal.MemoryNetwork.Place;

/** A place where a transport listens. */
final class MemoryDoor implements Listening {
    private final MemoryTransport owner;
    private final Place place;
    private final MemoryPeer peer;

    MemoryDoor(MemoryTransport owner, Place place, MemoryPeer peer) {
        this.owner = owner;
        this.place = place;
        this.peer = peer;
    }

    MemoryTransport owner() {
        return owner;
    }

    /** Who listens, with those who are told of accepted connections. */
    MemoryPeer peer() {
        return peer;
    }

    @Override
    public PeerAddress bound() {
        return new PeerAddress(MemoryTransport.SCHEME, place.host(), place.port(), Optional.of(peer.id()));
    }

    @Override
    public void close() {
        owner.network().leave(place, this);
    }
}
