package org.myrmex.api.channel;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of what a channel brings. Calls for one channel never overlap; they come on threads of the platform and may block
 * shortly. */
@ConsumerType
public interface ChannelListener {
    /** Messages that may be received before {@link Channel#request} is called. */
    default int firstRequest() {
        return Integer.MAX_VALUE;
    }

    /** The next message, in order, once. */
    void received(byte[] message);

    /** The end; nothing follows. */
    void closed(End end);

    /** How a channel ended. */
    enum End {
        /** Both sides finished and everything arrived. */
        FINISHED,
        /** One side closed it before. */
        RESET,
        /** Nothing was heard for too long, or the own address is gone. */
        LOST
    }
}
