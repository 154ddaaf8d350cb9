package org.myrmex.api.discovery;

import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where neighbours come from. A service; asked in the order of {@code service.ranking}, highest first, and the next
 * one only while the peer lacks neighbours. Every implementation runs {@code PeerSourceContract} of the testkit.
 */
@ConsumerType
public interface PeerSource {
    /** One word, e.g. {@code known}; shown by {@code peers --why}. */
    String name();

    /**
     * Looks for peers. Called on a bounded pool, never twice at once; may block until the wish's deadline. Addresses go to
     * the sink as they are found; the last call to it is {@link PeerSink#done}.
     */
    void find(PeerWish wish, PeerSink sink);

    /** How a dialled address turned out, whichever source named it; any thread, must return at once. */
    default void outcome(PeerOutcome outcome) {}

    /** What a neighbour is good for, each hour and when its link ends; any thread, must return at once. */
    default void used(PeerUse use) {}

    /** The operator wants a place forgotten, whoever is there, or all that was learnt; any thread, must return at once. */
    default void forget(Optional<PeerAddress> place) {}
}
