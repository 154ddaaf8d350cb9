package org.myrmex.api.sharing;

import org.osgi.annotation.versioning.ProviderType;

/** A search under way. Its sources can be asked for files for 10 minutes. */
@ProviderType
public interface ShareSearch extends AutoCloseable {
    /** Peers that answered so far. */
    int peersHeard();

    /** Hits so far. */
    int hits();

    /** Wants no more answers. */
    @Override
    void close();
}
