package org.myrmex.mesh.internal;

import java.io.IOException;
import java.security.KeyPair;

/** Where a new link key goes before anything uses it. */
@FunctionalInterface
public interface KeyStorage {
    /**
     * Replaces what is stored; called on a thread that may block.
     *
     * @throws IOException one line: cause, then what to do; then the old key is stored as before
     */
    void store(KeyPair key) throws IOException;
}
