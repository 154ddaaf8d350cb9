package org.myrmex.api.discovery;

import org.myrmex.api.transport.PeerAddress;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what a source finds. Any thread; returns at once. */
@ProviderType
public interface PeerSink {
    /**
     * An address to try.
     *
     * @return false when no more are wanted
     */
    boolean found(PeerAddress address);

    /**
     * The source has nothing more.
     *
     * @param why one line for {@code peers --why}: what was asked and what came of it; no virtual address
     */
    void done(String why);
}
