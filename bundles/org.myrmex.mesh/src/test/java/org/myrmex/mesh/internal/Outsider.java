package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;

/** Somebody on the network who is no peer: has connections and lets everything pass. What it does about them is its own. */
abstract class Outsider implements ConnectionEvents {
    /** Those that are up. */
    final List<Connection> connections = new ArrayList<>();

    @Override
    public void up(Connection connection) {
        connections.add(connection);
    }

    @Override
    public void received(Connection connection, List<Frame> frames) {
        frames.forEach(frame -> frame.body().release());
    }

    @Override
    public void writable(Connection connection) {
        // it does not wait for room
    }

    @Override
    public void closed(Connection connection, CloseReason reason) {
        connections.remove(connection);
    }

    @Override
    public void failed(PeerAddress address, CloseReason reason) {
        // another time it may have more luck
    }
}
