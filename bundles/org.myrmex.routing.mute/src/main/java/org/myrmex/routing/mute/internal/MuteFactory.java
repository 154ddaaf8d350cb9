package org.myrmex.routing.mute.internal;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;

/**
 * Makes {@link MuteRouting} with one kind of scent. Neighbours cannot tell which: all kinds speak the same wire, and each
 * reads the state of the others.
 */
abstract class MuteFactory implements RoutingProtocolFactory {
    private final String name;
    private final Scent scent;

    MuteFactory(String name, Scent scent) {
        this.name = name;
        this.scent = scent;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String wire() {
        return "mute/1";
    }

    @Override
    public final int stateVersion() {
        return 1;
    }

    @Override
    public final RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        return new MuteRouting(scent, now, limits, random, saved, outbox);
    }
}
