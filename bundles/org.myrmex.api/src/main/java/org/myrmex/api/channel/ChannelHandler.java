package org.myrmex.api.channel;

import org.osgi.annotation.versioning.ConsumerType;

/** Serves channels that others open: a service with the property {@link #SERVICE}. */
@ConsumerType
public interface ChannelHandler {
    /** Service property: the name that openers give. */
    String SERVICE = "myrmex.service";

    /**
     * A channel whose opener has proven its keys. Called on a thread of the platform; may block shortly.
     *
     * @param request what the opener said, at most 512 bytes
     * @return who is told of its messages; null refuses it
     */
    ChannelListener opened(Channel channel, byte[] request);
}
