package org.myrmex.discovery.known.internal;

import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.PeerAddress;

/**
 * A peer that once answered our dial.
 *
 * @param address where, with the id that answered
 * @param lastSuccessMicros when it last did, microseconds since 1970
 * @param failures dials in vain since then
 */
record KnownPeer(PeerAddress address, long lastSuccessMicros, int failures) {
    /** A failure weighs as much as a day of absence: peers that were just there come before those of last week. */
    private static final long FAILURE_MICROS = TimeUnit.DAYS.toMicros(1);

    KnownPeer {
        if (address.id().isEmpty() || lastSuccessMicros < 0 || failures < 0) {
            throw new IllegalArgumentException("a known peer has an id, a time and a count");
        }
    }

    /** The higher, the sooner it is tried. */
    long score() {
        return lastSuccessMicros - failures * FAILURE_MICROS;
    }

    KnownPeer failedAgain() {
        return new KnownPeer(address, lastSuccessMicros, failures + 1);
    }
}
