package org.myrmex.mesh.internal;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.plugin.HealthCheck;

/** Says whether the peer can be reached, has a routing, and has enough neighbours to hide among. Any thread. */
final class NeighboursHealth implements HealthCheck {
    private final Supplier<MeshView> mesh;
    private final Supplier<List<InetAddress>> interfaces;
    private final int minLinks;
    private final String wantedRouting;

    /** @param interfaces addresses that this machine has now */
    NeighboursHealth(
            Supplier<MeshView> mesh, Supplier<List<InetAddress>> interfaces, int minLinks, String wantedRouting) {
        this.mesh = mesh;
        this.interfaces = interfaces;
        this.minLinks = minLinks;
        this.wantedRouting = wantedRouting;
    }

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public Health check() {
        MeshView view = mesh.get();
        Optional<String> problem = view.listenProblem();
        if (problem.isPresent()) {
            return new Health(Status.CRITICAL, problem.get());
        }
        if (view.routing().isEmpty()) {
            return new Health(
                    Status.CRITICAL,
                    "no routing '" + wantedRouting + "' is installed; add its bundle or choose another");
        }
        int links = view.links().size();
        if (links == 0 && hasNoNetwork()) {
            return new Health(
                    Status.WARN,
                    "this machine has no network: no address but its own loopback; connect it, and neighbours are"
                            + " dialled within seconds");
        }
        return links < minLinks
                ? new Health(
                        Status.WARN,
                        "few neighbours: they can guess what is yours; neighbours: " + links + ", better " + minLinks
                                + " or more; add some with: myrmex connect URI")
                : new Health(Status.OK, links + " neighbours");
    }

    private boolean hasNoNetwork() {
        try {
            return interfaces.get().stream().allMatch(InetAddress::isLoopbackAddress);
        } catch (UncheckedIOException e) {
            return false; // nobody can tell just now
        }
    }
}
