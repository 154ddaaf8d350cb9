package org.myrmex.api.mesh;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Looks into the routing of the own peer, for {@code routes}, the demo and the page. Scents of others' addresses and local
 * link numbers only: which neighbour a link is stands in {@link MeshView}, never here.
 */
@ProviderType
public interface Routes {
    /** All entries, in order of address. */
    CompletionStage<List<org.myrmex.api.routing.RouteView>> routes();
}
