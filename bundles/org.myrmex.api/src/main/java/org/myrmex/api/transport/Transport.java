package org.myrmex.api.transport;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes connections of one address scheme: sockets, authentication and cutting frames. A service; of several for one scheme
 * the highest ranking is used. When the service goes, it closes all its connections with
 * {@link CloseReason#TRANSPORT_GONE}. Every implementation runs {@code TransportContract} of the testkit.
 */
@ConsumerType
public interface Transport {
    /** Service property, the same as {@link #scheme()}: by it a decorator finds what it decorates. */
    String SCHEME_PROPERTY = "myrmex.transport.scheme";

    /** The scheme of the addresses that it serves, e.g. {@code tls}. */
    String scheme();

    /**
     * Opens a door. Called on a thread that may block.
     *
     * @throws IOException when it cannot listen there; the message is one line: cause, then what to do
     */
    Listening listen(PeerAddress address, TransportContext context) throws IOException;

    /**
     * Starts to dial and returns at once; {@link ConnectionEvents#up} or {@link ConnectionEvents#failed} follows within
     * the time given.
     */
    void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis);
}
