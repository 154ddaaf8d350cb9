package org.myrmex.testkit.network;

import java.util.IdentityHashMap;
import java.util.List;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;

/** Stands between a transport and whoever is told: wraps connections as they come up. */
final class DelayedEvents implements ConnectionEvents {
    private final DelayingTransport owner;
    private final ConnectionEvents events;
    // bounded by the transport's own cap on connections
    private final IdentityHashMap<Connection, DelayedConnection> wrapped = new IdentityHashMap<>();

    DelayedEvents(DelayingTransport owner, ConnectionEvents events) {
        this.owner = owner;
        this.events = events;
    }

    @Override
    public void up(Connection connection) {
        DelayedConnection outer = owner.wrap(connection, events);
        synchronized (wrapped) {
            wrapped.put(connection, outer);
        }
        events.up(outer);
    }

    @Override
    public void received(Connection connection, List<Frame> frames) {
        of(connection).received(frames);
    }

    @Override
    public void writable(Connection connection) {
        events.writable(of(connection));
    }

    @Override
    public void closed(Connection connection, CloseReason reason) {
        DelayedConnection outer = of(connection);
        synchronized (wrapped) {
            wrapped.remove(connection);
        }
        owner.forget(outer);
        outer.closed(reason);
    }

    @Override
    public void failed(PeerAddress address, CloseReason reason) {
        events.failed(address, reason);
    }

    private DelayedConnection of(Connection connection) {
        synchronized (wrapped) {
            return wrapped.get(connection);
        }
    }
}
