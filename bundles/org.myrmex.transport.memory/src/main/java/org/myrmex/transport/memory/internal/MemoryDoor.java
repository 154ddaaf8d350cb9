package org.myrmex.transport.memory.internal;

import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.transport.memory.internal.MemoryNetwork.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A place where a transport listens. */
final class MemoryDoor implements Listening {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryDoor.class);

    private final MemoryTransport owner;
    private final Place place;
    private final MemoryPeer peer;
    private final TransportContext context;

    MemoryDoor(MemoryTransport owner, Place place, MemoryPeer peer, TransportContext context) {
        this.owner = owner;
        this.place = place;
        this.peer = peer;
        this.context = context;
    }

    MemoryTransport owner() {
        return owner;
    }

    /** Who listens, with those who are told of accepted connections. */
    MemoryPeer peer() {
        return peer;
    }

    /** Asks what a transport with a handshake asks, in its order: by the address, for room, by the id. */
    Optional<CloseReason> refusal(PeerAddress from, PeerId dialler) {
        try {
            Optional<CloseReason> before = context.refusal(from);
            if (before.isPresent()) {
                return before;
            }
            return owner.isFull(peer) ? Optional.of(CloseReason.TOO_MANY) : context.refusal(from.withId(dialler));
        } catch (RuntimeException e) {
            LOG.error("nobody is let in while the question fails who is wanted; please report it", e);
            return Optional.of(CloseReason.INTERNAL);
        }
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
