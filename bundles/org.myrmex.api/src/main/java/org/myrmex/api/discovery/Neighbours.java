package org.myrmex.api.discovery;

import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.PeerId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Short messages to direct neighbours, for discovery protocols such as ping and pong. They go one hop and no further. Any
 * thread.
 */
@ProviderType
public interface Neighbours {
    int MAX_BYTES = 1024;

    /**
     * Sends to one neighbour.
     *
     * @param protocol 1 to 255
     * @return false when it is not linked, or the budget of 4 messages a second and link is used up
     */
    boolean send(PeerId neighbour, int protocol, byte[] bytes);

    /**
     * Takes the messages of one protocol.
     *
     * @throws IllegalStateException when it is taken
     */
    Registration listen(int protocol, NeighbourListener listener);
}
