package org.myrmex.api.transport;

import org.osgi.annotation.versioning.ProviderType;

/** An open door. */
@ProviderType
public interface Listening extends AutoCloseable {
    /** Where it listens, with the real port and this peer's id. */
    PeerAddress bound();

    /** Accepts nothing more; accepted connections live on. */
    @Override
    void close();
}
