package org.myrmex.api.mesh;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
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

    /**
     * Forgets a place, whoever is there, or all that was learnt: it is not dialled any more unless somebody names it again,
     * and a link that was dialled there ends. Returns at once.
     */
    void forget(Optional<PeerAddress> place);

    /** The present state. */
    MeshView view();

    /**
     * Gives this peer a new link key and so a new id, on disk before anything uses it. Links are made anew under it; virtual
     * addresses and what goes over them stay. Invitations that name the old id are of no use any more.
     *
     * @return the new id; fails with an {@link java.io.IOException} of one line when it cannot be stored, and then nothing
     *     has changed
     */
    CompletionStage<PeerId> renewKey();
}
