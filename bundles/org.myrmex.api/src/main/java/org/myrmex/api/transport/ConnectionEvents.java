package org.myrmex.api.transport;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a transport tells about its connections. Called on the transport's threads, without a lock of the transport's that
 * its other methods want: {@code received} may go through a whole turn of the mesh, which sends, closes and dials; none
 * blocks. For one connection the calls come in order: {@code up}, then any of {@code received} and {@code writable}, then {@code closed}
 * once and nothing after it.
 */
@ConsumerType
public interface ConnectionEvents {
    /** The handshake is done and the key is the right one. */
    void up(Connection connection);

    /** All frames of one read turn, in order. The callee owns one reference of each body. */
    void received(Connection connection, List<Frame> frames);

    /** There is room again after {@link Connection#send} took less than it was given. */
    void writable(Connection connection);

    /** The connection is gone; frames still queued in it are lost. */
    void closed(Connection connection, CloseReason reason);

    /**
     * A dial that never came up, or an accepted connection that was refused.
     *
     * @param address what was dialled, or where the refused one came from
     */
    void failed(PeerAddress address, CloseReason reason);
}
