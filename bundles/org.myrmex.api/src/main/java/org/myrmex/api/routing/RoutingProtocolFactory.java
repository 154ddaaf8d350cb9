package org.myrmex.api.routing;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes a routing protocol. A service; which one is active is chosen by {@link #name()}, and of several with that name the
 * one of the highest ranking runs. A decorator is a factory with the name, wire and state version of the one below it and a
 * higher ranking; a running mesh hands the state over when it comes and when it goes. Methods may be called from any thread
 * and return at once.
 */
@ConsumerType
public interface RoutingProtocolFactory {
    /** Service property, the same as {@link #name()}: by it a decorator finds what it decorates. */
    String NAME_PROPERTY = "myrmex.routing.name";

    /** What an operator chooses by, e.g. {@code mute}. */
    String name();

    /** What the hello says, e.g. {@code mute/1}: two peers understand each other when these are equal. ASCII, 1 to 32. */
    String wire();

    /** Version of the saved state; state of another version is not offered. */
    int stateVersion();

    /**
     * Makes a fresh one.
     *
     * @param random the only randomness that it may use
     * @param saved what a predecessor of the same wire and state version saved; unreadable state is ignored
     * @param outbox where its effects go
     */
    RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox);
}
