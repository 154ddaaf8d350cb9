package org.myrmex.channel.core;

import java.util.Optional;
import org.myrmex.api.routing.SendOptions.Route;

/** Seals what is to be said, hands it to the mesh and knows what became of it. */
final class Transmitter {
    /**
     * Records that the mesh holds for us: with more, frames of a slow link would wait in this peer until they are dropped
     * after 2 s (protocol 1); fewer would leave a fast link idle between two turns of the mesh.
     */
    static final int MAX_UNWRITTEN = 8;

    /** The same for a link that takes eight at once: more in a row are fewer turns, at this peer and at all that relay. */
    static final int MAX_UNWRITTEN_AT_ONCE = 32;

    /** At once: 32 of the largest then take a tenth of those 2 s. */
    static final long AT_ONCE_MICROS = 50_000;

    /** After the mesh refused a record. */
    static final long REFUSED_PAUSE_MICROS = 20_000;

    private static final byte[] NOTHING = new byte[0];

    private final Sealer sealer;
    private final ReceiveWindow receiving;
    private final Liveness liveness;
    private final ConversationEffects effects;
    private final SentRecords records = new SentRecords();
    private long refusedUntilMicros = Long.MIN_VALUE;
    private boolean exhausted;

    Transmitter(Sealer sealer, ReceiveWindow receiving, Liveness liveness, ConversationEffects effects) {
        this.sealer = sealer;
        this.receiving = receiving;
        this.liveness = liveness;
        this.effects = effects;
    }

    /** Says something that has no number. */
    void say(long now, Segment.Kind kind, Route route) {
        transmit(now, kind, 0, NOTHING, route);
    }

    /** Says it with the next counter; empty when the mesh refuses it or the epoch is used up. */
    Optional<SentRecords.Sent> transmit(long now, Segment.Kind kind, long sequence, byte[] data, Route route) {
        if (sealer.left() == 0) {
            return Optional.empty();
        }
        exhausted = sealer.left() == 1;
        boolean farewell = exhausted && kind != Segment.Kind.RESET;
        // the last record of the epoch says that there will be none
        Segment segment = farewell
                ? new Segment(Segment.Kind.RESET, 0, receiving.acknowledgement(now), NOTHING)
                : new Segment(kind, sequence, receiving.acknowledgement(now), data);
        long counter = sealer.counter();
        byte[] body = sealer.seal(segment);
        liveness.said(now);
        if (!effects.transmit(counter, body, route)) {
            refusedUntilMicros = now + REFUSED_PAUSE_MICROS;
            return Optional.empty();
        }
        refusedUntilMicros = Long.MIN_VALUE;
        receiving.acknowledged();
        return farewell ? Optional.empty() : Optional.of(records.add(now, counter));
    }

    /** Whether the epoch is used up: nothing more can be said. */
    boolean exhausted() {
        return exhausted;
    }

    /** Whether the mesh would take something now. Asking ends a pause that is over, whether or not there is more to say. */
    boolean mayTry(long now) {
        if (now < refusedUntilMicros) {
            return false;
        }
        refusedUntilMicros = Long.MIN_VALUE;
        return true;
    }

    /** Whether the mesh holds as much of ours as it should. */
    boolean full(long now) {
        boolean atOnce = records.leaveWithin(now, AT_ONCE_MICROS);
        return records.unwritten() >= (atOnce ? MAX_UNWRITTEN_AT_ONCE : MAX_UNWRITTEN);
    }

    /** When {@link #mayTry} holds again, {@link Long#MIN_VALUE} if nothing was refused. */
    long tryAgainAt() {
        return refusedUntilMicros;
    }

    /** When {@link #full} may end without news from the mesh. */
    long forgiveAt() {
        return records.unwritten() >= MAX_UNWRITTEN ? records.forgiveAt() : Long.MAX_VALUE;
    }

    SentRecords records() {
        return records;
    }

    /** Whether a record with this counter was made. */
    boolean knows(long counter) {
        return counter < sealer.counter();
    }
}
