package org.myrmex.transport.memory.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.transport.memory.internal.MemoryNetwork.Place;

/** The transport of {@code memory://} addresses: the host is any name, the port any number. */
public final class MemoryTransport implements Transport, AutoCloseable {
    /** The scheme of the addresses. */
    public static final String SCHEME = "memory";

    private static final String NAMELESS = "nameless";

    private final MemoryNetwork network;
    // bounded by TransportLimits.maxConnections and by the peer's own listen calls
    private final Set<MemoryConnection> connections = new LinkedHashSet<>();
    private final List<MemoryDoor> doors = new ArrayList<>();
    private volatile String host = NAMELESS;
    private volatile boolean stopped;

    /** A transport on a network; several on one network reach each other. */
    public MemoryTransport(MemoryNetwork network) {
        this.network = network;
    }

    MemoryNetwork network() {
        return network;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Listening listen(PeerAddress address, TransportContext context) throws IOException {
        if (stopped) {
            throw new IOException("the transport has stopped; start the bundle again");
        }
        MemoryPeer peer = MemoryPeer.of(context.linkKey(), context.limits(), context.accepted());
        Place wanted = new Place(address.host(), address.port());
        MemoryDoor door = network.open(wanted, place -> new MemoryDoor(this, place, peer, context))
                .orElseThrow(() -> new IOException("port " + address.port() + " on " + address.host()
                        + " is taken; choose another with --listen"));
        host = address.host();
        synchronized (doors) {
            doors.add(door);
        }
        return door;
    }

    @Override
    public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
        MemoryPeer peer = MemoryPeer.of(context.linkKey(), context.limits(), events);
        if (stopped) {
            events.failed(address, CloseReason.TRANSPORT_GONE);
            return;
        }
        network.execute(() -> meet(address, peer));
    }

    private void meet(PeerAddress address, MemoryPeer dialler) {
        Optional<MemoryDoor> found = network.door(new Place(address.host(), address.port()));
        Optional<CloseReason> refusal = refusal(address, dialler, found);
        if (refusal.isPresent()) {
            dialler.sink().failed(address, refusal.get());
            return;
        }
        MemoryDoor door = found.orElseThrow();
        PeerAddress from = new PeerAddress(SCHEME, host, 0, Optional.empty());
        Optional<CloseReason> unwanted = door.refusal(from, dialler.id());
        if (unwanted.isPresent()) {
            dialler.sink().failed(address, CloseReason.GONE);
            door.peer().sink().failed(from, unwanted.get());
            return;
        }
        MemoryConnection near = new MemoryConnection(this, dialler, address, true);
        MemoryConnection far = new MemoryConnection(door.owner(), door.peer(), from, false);
        MemoryConnection.join(near, far);
        connections.add(near);
        door.owner().connections.add(far);
        dialler.sink().up(near);
        door.peer().sink().up(far);
    }

    private Optional<CloseReason> refusal(PeerAddress address, MemoryPeer dialler, Optional<MemoryDoor> found) {
        if (stopped) {
            return Optional.of(CloseReason.TRANSPORT_GONE);
        }
        boolean namesSelf = address.id().isPresent() && address.id().get().equals(dialler.id());
        boolean meetsSelf = address.id().isEmpty()
                && found.isPresent()
                && found.get().peer().id().equals(dialler.id());
        if (namesSelf || meetsSelf) {
            return Optional.of(CloseReason.SELF);
        }
        if (isFull(dialler)) {
            return Optional.of(CloseReason.TOO_MANY);
        }
        if (found.isEmpty()) {
            return Optional.of(CloseReason.UNREACHABLE);
        }
        boolean wrong = address.id().isPresent()
                && !address.id().get().equals(found.get().peer().id());
        return wrong ? Optional.of(CloseReason.WRONG_PEER) : Optional.empty();
    }

    boolean isFull(MemoryPeer peer) {
        return connections.size() >= peer.limits().maxConnections();
    }

    /** The connections that live. For a stepped network, as the two methods below are. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** Cuts one of its connections, as a broken wire does: what is under way either way is lost, both ends hear of it. */
    public void cut(Connection connection) {
        network.executeAndWait(() -> ((MemoryConnection) connection).end(CloseReason.GONE));
    }

    /** Carries nothing more over one of its connections, either way, and tells nobody. */
    public void silence(Connection connection) {
        ((MemoryConnection) connection).silence();
    }

    void left(MemoryConnection connection) {
        connections.remove(connection);
    }

    /** Ends everything with {@link CloseReason#TRANSPORT_GONE}; returns when the events were told. */
    @Override
    public void close() {
        stopped = true;
        synchronized (doors) {
            doors.forEach(MemoryDoor::close);
            doors.clear();
        }
        network.executeAndWait(
                () -> new ArrayList<>(connections).forEach(connection -> connection.end(CloseReason.TRANSPORT_GONE)));
    }
}
