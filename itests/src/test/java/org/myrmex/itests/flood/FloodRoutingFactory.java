package org.myrmex.itests.flood;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Component;

/** Offers {@link FloodRouting} under the name {@code flood}. */
@Component
public final class FloodRoutingFactory implements RoutingProtocolFactory {
    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String wire() {
        return "flood/1";
    }

    @Override
    public int stateVersion() {
        return 1;
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        return new FloodRouting(limits, outbox);
    }
}
