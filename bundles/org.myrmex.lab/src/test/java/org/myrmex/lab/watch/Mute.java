package org.myrmex.lab.watch;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.routing.mute.internal.MuteRouting;
import org.myrmex.routing.mute.internal.Scent;

/** MUTE's routing, perhaps broken: each node has an alteration of its own, which sees what comes in and what goes out. */
public record Mute(Scent scent, Supplier<Alteration> alterations) implements RoutingProtocolFactory {
    public static final Mute FIRST_COPY = new Mute(Scent.FIRST_COPY, Alteration::new);
    public static final Mute RANDOM_QUEUE = new Mute(Scent.RANDOM_QUEUE, Alteration::new);

    /** MUTE's first variant, broken. */
    public static Mute broken(Supplier<Alteration> alterations) {
        return new Mute(Scent.FIRST_COPY, alterations);
    }

    /** What one node changes: nothing. */
    public static class Alteration {
        /** What MUTE is given as its outbox. */
        public Outbox outbox(Outbox real) {
            return real;
        }

        /** What stands before MUTE. */
        public RoutingProtocol routing(RoutingProtocol mute, Outbox real) {
            return mute;
        }
    }

    @Override
    public String name() {
        return "mute";
    }

    @Override
    public String wire() {
        return "mute/1";
    }

    @Override
    public int stateVersion() {
        return 1;
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        Alteration alteration = alterations.get();
        return alteration.routing(
                new MuteRouting(scent, now, limits, random, saved, alteration.outbox(outbox)), outbox);
    }
}
