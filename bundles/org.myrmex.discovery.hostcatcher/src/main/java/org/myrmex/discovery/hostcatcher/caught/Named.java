package org.myrmex.discovery.hostcatcher.caught;

import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** A peer and where it says that it can be dialled; whoever makes one has verified that the peer itself says so. */
public interface Named {
    /** Where, with its id; a literal host, IPv6 in eight groups, so that a place has one spelling. */
    PeerAddress address();

    /** How far that reaches. */
    Realm realm();

    /** When it said so: days since 1970, UTC. */
    int day();

    /** Who. */
    default PeerId id() {
        return address().id().orElseThrow();
    }
}
