package org.myrmex.mesh.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** One user's mesh: what he opened is closed with it. Any thread. */
public final class ClosableMesh implements Mesh, AutoCloseable {
    private final Peer peer;
    private final List<Addresses.OwnEndpoint> opened = new CopyOnWriteArrayList<>();

    ClosableMesh(Peer peer) {
        this.peer = peer;
    }

    @Override
    public Endpoint open(EndpointOptions options) {
        if (peer.closed()) {
            throw new IllegalStateException("the mesh has stopped");
        }
        opened.removeIf(endpoint -> endpoint.own().closed());
        Addresses.OwnEndpoint endpoint = peer.addresses().openEndpoint();
        opened.add(endpoint);
        return endpoint;
    }

    @Override
    public void connect(PeerAddress address) {
        peer.connect(address);
    }

    @Override
    public void forget(Optional<PeerAddress> place) {
        peer.forget(place);
    }

    @Override
    public MeshView view() {
        return peer.view();
    }

    @Override
    public CompletionStage<PeerId> renewKey() {
        return peer.renewKey();
    }

    @Override
    public void close() {
        opened.forEach(Addresses.OwnEndpoint::close);
        opened.clear();
    }
}
