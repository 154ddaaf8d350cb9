package org.myrmex.mesh.internal;

import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.guard.Network;

/** A connection that is no link yet. Loop thread only. */
final class Newcomer {
    final Connection connection;
    /** As dialled or as it came, with the id that was proven. */
    final PeerAddress address;

    final Network network;
    final String source;
    /** The link that it is to carry on; null for one that was not dialled for that. */
    final Link renews;
    /** Our name for the link. */
    final long token;
    /** Their hello, while it waits for what becomes of our own dial; null before. */
    Hello held;

    Newcomer(Connection connection, PeerAddress address, String source, Link renews, long token) {
        this.connection = connection;
        this.address = address;
        this.network = Gate.network(address);
        this.source = source;
        this.renews = renews;
        this.token = token;
    }

    PeerId peer() {
        return connection.peer();
    }

    boolean dialledByUs() {
        return connection.dialledByUs();
    }

    /** Says why, then closes. */
    void close(CloseReason why) {
        BareFrame.say(connection, why);
        connection.close(why);
    }
}
