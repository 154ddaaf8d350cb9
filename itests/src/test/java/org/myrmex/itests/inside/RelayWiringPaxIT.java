package org.myrmex.itests.inside;

import java.nio.file.Path;
import java.util.List;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The feature that carries the messages of others and shares nothing. */
class RelayWiringPaxIT extends Wiring {
    @Configuration
    static Option[] relay(Path folder) throws Exception {
        return PeerOptions.of("relay", folder);
    }

    @Override
    List<String> offered() {
        return List.of(
                "org.myrmex.api.transport.Transport",
                "org.myrmex.api.routing.RoutingProtocolFactory",
                "org.myrmex.api.discovery.PeerSource",
                "org.myrmex.api.mesh.Mesh",
                "org.myrmex.api.channel.Channels",
                "org.myrmex.api.command.Command",
                "org.myrmex.api.access.AccessManager",
                "org.myrmex.api.plugin.HealthCheck",
                "org.myrmex.api.plugin.Tasks",
                "org.myrmex.api.plugin.PluginHome",
                "jakarta.servlet.Servlet",
                "org.osgi.service.servlet.runtime.HttpServiceRuntime",
                "org.osgi.service.event.EventAdmin");
    }
}
