package org.myrmex.itests.inside;

import java.nio.file.Path;
import java.util.List;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The feature with everything. */
class PeerWiringPaxIT extends Wiring {
    @Configuration
    static Option[] peer(Path folder) throws Exception {
        return PeerOptions.of("peer", folder);
    }

    @Override
    List<String> offered() {
        return List.of(
                "org.myrmex.api.transport.Transport",
                "org.myrmex.api.routing.RoutingProtocolFactory",
                "org.myrmex.api.discovery.PeerSource",
                "org.myrmex.api.mesh.Mesh",
                "org.myrmex.api.mesh.QueryResponder",
                "org.myrmex.api.channel.Channels",
                "org.myrmex.api.channel.ChannelHandler",
                "org.myrmex.api.command.Command",
                "org.myrmex.api.access.AccessManager",
                "org.myrmex.api.plugin.HealthCheck",
                "org.myrmex.api.plugin.Tasks",
                "org.myrmex.api.plugin.PluginHome",
                "org.myrmex.api.sharing.Shares",
                "org.myrmex.api.sharing.Searches",
                "org.myrmex.api.sharing.Downloads",
                "org.myrmex.api.sharing.Streams",
                "org.myrmex.api.dav.DavTree",
                "jakarta.servlet.Servlet",
                "org.osgi.service.servlet.runtime.HttpServiceRuntime",
                "org.osgi.service.event.EventAdmin");
    }
}
