package org.myrmex.lab.internal;

import java.util.Map;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.LabException;

/**
 * The routing protocols that are there.
 *
 * @param byName in order of name
 */
record Routings(Map<String, RoutingProtocolFactory> byName) {
    /** @throws LabException when none has this name */
    RoutingProtocolFactory named(String name) throws LabException {
        RoutingProtocolFactory routing = byName.get(name);
        if (routing == null) {
            throw new LabException("no routing '" + name + "' is installed; "
                    + (byName.isEmpty()
                            ? "add a bundle that offers one with --plugin FILE"
                            : "choose one of " + String.join(", ", byName.keySet())));
        }
        return routing;
    }
}
