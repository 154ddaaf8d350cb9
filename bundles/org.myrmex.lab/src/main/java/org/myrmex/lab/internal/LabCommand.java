package org.myrmex.lab.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Runs experiments with whatever routing protocols the framework offers. */
@Component
public final class LabCommand implements Command {
    private final Map<RoutingProtocolFactory, String> routings = new ConcurrentHashMap<>();

    @Activate
    public LabCommand() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addRouting(RoutingProtocolFactory routing) {
        routings.put(routing, routing.name());
    }

    public void removeRouting(RoutingProtocolFactory routing) {
        routings.remove(routing);
    }

    @Override
    public String name() {
        return "lab";
    }

    @Override
    public String help() {
        return "simulates networks of peers with the routing that ships; no network is used\n" + Laboratory.usage();
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Map<String, RoutingProtocolFactory> byName = new TreeMap<>();
        routings.forEach((routing, name) -> byName.put(name, routing));
        return new Laboratory(byName).run(context, args);
    }
}
