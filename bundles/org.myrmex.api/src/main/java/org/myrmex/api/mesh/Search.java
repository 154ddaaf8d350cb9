package org.myrmex.api.mesh;

import org.osgi.annotation.versioning.ProviderType;

/** A query under way. */
@ProviderType
public interface Search extends AutoCloseable {
    /** Answers opened so far. */
    int answers();

    /** Wants no more answers. */
    @Override
    void close();
}
