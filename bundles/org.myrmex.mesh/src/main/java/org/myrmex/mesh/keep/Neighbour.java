package org.myrmex.mesh.keep;

import java.util.SortedSet;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.guard.Network;

/**
 * A link as far as it matters for keeping it.
 *
 * @param number of the link
 * @param address as it was dialled or came, with the id
 * @param network it is in
 * @param slot why it is there
 * @param tellers on whose word alone it was dialled; empty when it was found otherwise
 * @param pinned whether its id was known before it was dialled
 * @param upSinceMicros microseconds since 1970
 */
record Neighbour(
        long number,
        PeerAddress address,
        Network network,
        Slot slot,
        SortedSet<String> tellers,
        boolean pinned,
        long upSinceMicros) {
    PeerId peer() {
        return address.id().orElseThrow();
    }
}
