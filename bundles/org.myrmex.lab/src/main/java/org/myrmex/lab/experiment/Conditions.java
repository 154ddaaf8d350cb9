package org.myrmex.lab.experiment;

import org.myrmex.api.routing.RoutingProtocolFactory;

/**
 * What every experiment is told.
 *
 * @param routing the protocol that all honest nodes run
 * @param seed all chance hangs on it
 * @param sealing whether keys and seals are computed or modelled; null for the usual one, which hangs on the size
 * @param checks how much is checked
 */
public record Conditions(RoutingProtocolFactory routing, long seed, SealingMode sealing, Checks checks) {
    /** Above so many nodes computing signatures and seals would be most of the work. */
    public static final int MOST_REAL_NODES = 1_000;

    /** Whether keys are real. */
    public enum SealingMode {
        /** Signatures and seals only take their time. */
        FAKE,
        /** Ed25519 and X-Wing, as the mesh uses them. */
        REAL
    }

    /** How much is checked. */
    public enum Checks {
        /** What costs next to nothing. */
        CHEAP,
        /** All invariants after every event. */
        ALL
    }

    /** Nothing special: what tests want. */
    public static Conditions of(RoutingProtocolFactory routing, long seed) {
        return new Conditions(routing, seed, SealingMode.FAKE, Checks.ALL);
    }

    /** The same for another seed: one of several runs. */
    public Conditions withSeed(long other) {
        return new Conditions(routing, other, sealing, checks);
    }

    /**
     * For experiments of many thousands of searches or answers, where nothing but the way of the messages counts: real keys
     * only where somebody asked for them.
     */
    public Conditions fakeUnlessTold() {
        return sealing == null ? new Conditions(routing, seed, SealingMode.FAKE, checks) : this;
    }

    public Conditions withRouting(RoutingProtocolFactory other) {
        return new Conditions(other, seed, sealing, checks);
    }
}
