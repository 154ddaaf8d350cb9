package org.myrmex.api.mesh;

import org.myrmex.api.transport.PeerAddress;
import org.osgi.annotation.versioning.ProviderType;

/** The overlay as a service sees it. One instance a bundle: what a bundle opened is closed when it stops. Any thread. */
@ProviderType
public interface Mesh {
    /**
     * Opens an endpoint with a fresh virtual address.
     *
     * @throws IllegalStateException when the mesh has stopped or holds 4,096 addresses
     */
    Endpoint open(EndpointOptions options);

    /** Adds a neighbour to dial, and keeps trying. Returns at once. */
    void connect(PeerAddress address);

    /** The present state. */
    MeshView view();
}
