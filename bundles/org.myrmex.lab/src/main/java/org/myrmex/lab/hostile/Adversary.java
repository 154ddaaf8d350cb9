package org.myrmex.lab.hostile;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;

/**
 * Makes an altered routing protocol. It speaks the same wire: no neighbour can tell it by its hello.
 *
 * @param kind what is altered
 * @param honest the protocol that it alters
 * @param deeds where its misdeeds are counted
 * @param spies where spies tell what they hear
 */
record Adversary(Kind kind, RoutingProtocolFactory honest, Deeds deeds, SpyRing spies)
        implements RoutingProtocolFactory {
    @Override
    public String name() {
        return honest.name();
    }

    @Override
    public String wire() {
        return honest.wire();
    }

    @Override
    public int stateVersion() {
        return honest.stateVersion();
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        RandomGenerator own = new SplittableRandom(random.nextLong());
        Honest inner = seen -> honest.create(now, limits, random, saved, seen);
        return switch (kind) {
            case FREE_RIDER -> FreeRider.create(inner, outbox, deeds);
            case BLACK_HOLE -> BlackHole.create(inner, outbox, deeds);
            case REPLAYER -> Replayer.create(inner, outbox, own, deeds);
            case GARBLER -> inner.create(new Garbler(outbox, own, deeds));
            case FORGER -> Forger.create(inner, outbox, own, deeds);
            case FLOODER -> Flooder.create(inner, outbox, own, deeds);
            case SPIES -> Spy.create(inner, outbox, spies);
        };
    }
}
