package org.myrmex.discovery.known.internal;

import org.myrmex.api.transport.PeerAddress;

/**
 * A peer that once answered our dial.
 *
 * @param address where, with the id that answered
 * @param lastSeenMicros when it last answered, or its link was last up, by {@link RunningTime}
 * @param failures dials in vain since it last answered
 * @param worth what its links were good for
 */
record KnownPeer(PeerAddress address, long lastSeenMicros, int failures, Worth worth) {
    KnownPeer {
        if (address.id().isEmpty() || lastSeenMicros < 0 || failures < 0) {
            throw new IllegalArgumentException("a known peer has an id, a time and a count");
        }
    }

    /**
     * The higher, the sooner it is tried: {@code (seen + up + carried) / (1 + failures)}, where {@code seen} is 1 now and 1/e
     * two weeks later, and the other two are {@link Worth#shares}. Three shares of at most 1, so that none of them alone beats
     * the two others: who has only just come is not shut out by those who were there for weeks, nor are these by a passing guest.
     * A dial in vain halves it, a second leaves a third: a good peer that restarts is soon tried again, and one that is gone
     * falls behind newcomers after three.
     */
    double score(long nowMicros) {
        return (Worth.share(nowMicros - lastSeenMicros) + worth.shares(nowMicros)) / (1.0 + failures);
    }

    KnownPeer answered(long nowMicros) {
        return new KnownPeer(address, Math.max(lastSeenMicros, nowMicros), 0, worth);
    }

    KnownPeer failedAgain() {
        return new KnownPeer(address, lastSeenMicros, failures == Integer.MAX_VALUE ? failures : failures + 1, worth);
    }

    KnownPeer used(long upMicros, long carriedBytes, long nowMicros) {
        Worth more = worth.plus(upMicros, carriedBytes, nowMicros);
        return new KnownPeer(address, Math.max(lastSeenMicros, nowMicros), failures, more);
    }

    /** No time of it in the future: a clock that was ahead once must not keep a peer on top for ever. */
    KnownPeer notAfter(long nowMicros) {
        Worth counted = new Worth(worth.upMicros(), worth.carriedBytes(), Math.min(worth.countedMicros(), nowMicros));
        return new KnownPeer(address, Math.min(lastSeenMicros, nowMicros), failures, counted);
    }
}
