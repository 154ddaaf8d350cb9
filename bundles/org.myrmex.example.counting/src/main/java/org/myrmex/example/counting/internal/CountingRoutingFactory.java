package org.myrmex.example.counting.internal;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Offers the routing below it with counts around it. It has that one's name and a higher ranking, so that the mesh runs it
 * instead; wire and state version are the same, so that scents are handed over when it comes and when it goes. Its target
 * excludes its own ranking: it never decorates itself, and two decorators never each other.
 */
@Component(
        service = RoutingProtocolFactory.class,
        property = {
            RoutingProtocolFactory.NAME_PROPERTY + "=mute",
            "service.ranking:Integer=" + CountingRoutingFactory.RANKING
        })
public final class CountingRoutingFactory implements RoutingProtocolFactory {
    static final int RANKING = 1000;

    private final RoutingProtocolFactory below;
    private final Counts counts;

    /** Greedy: what comes between us and the routing is decorated with it. */
    @Activate
    public CountingRoutingFactory(
            @Reference(
                            name = "below",
                            target = "(&(" + RoutingProtocolFactory.NAME_PROPERTY + "=mute)(!(service.ranking>="
                                    + RANKING + ")))",
                            policyOption = ReferencePolicyOption.GREEDY)
                    RoutingProtocolFactory below,
            @Reference Counts counts) {
        this.below = below;
        this.counts = counts;
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public String wire() {
        return below.wire();
    }

    @Override
    public int stateVersion() {
        return below.stateVersion();
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        return new CountingRouting(
                below.create(now, limits, random, saved, new CountingOutbox(outbox, counts)), counts);
    }
}
