package org.myrmex.api.transport;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** An authenticated connection to one peer. Every method may be called from any thread and returns at once. */
@ProviderType
public interface Connection {
    /** Who is at the other end, proven by the handshake. */
    PeerId peer();

    /** Where the other end is, as dialled; for an accepted one the socket's address, whose port nobody listens on. */
    PeerAddress remote();

    boolean dialledByUs();

    /** Dialled by us with the peer id named beforehand. */
    boolean pinned();

    Realm realm();

    /**
     * Queues frames in order, as many as the byte limit admits.
     *
     * @return how many were taken; for each of them the transport owns one reference of the body, for the others the
     *     caller still does. After a shorter count {@link ConnectionEvents#writable} will be called.
     */
    int send(List<Frame> frames);

    /** Bytes taken and not yet written to the socket. */
    int queuedBytes();

    /** Stops or resumes reading; frames already cut may still be handed over. */
    void pauseReading(boolean pause);

    /** Writes what is queued as far as that takes no waiting, then closes; {@link ConnectionEvents#closed} follows. */
    void close(CloseReason reason);
}
