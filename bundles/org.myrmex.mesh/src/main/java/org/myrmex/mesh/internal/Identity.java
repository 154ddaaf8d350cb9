package org.myrmex.mesh.internal;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.myrmex.api.transport.PeerId;

/** The link key and the id that it gives. Replaced on the loop, read by any thread. */
final class Identity {
    /** A key, and how many there were before it. */
    record Key(KeyPair pair, PeerId id, int generation) {}

    private volatile Key key;

    Identity(KeyPair pair) {
        key = new Key(pair, idOf(pair), 0);
    }

    Key key() {
        return key;
    }

    PeerId id() {
        return key.id();
    }

    /** Whether a key is still the one: what began under another must not become a link. */
    boolean isPresent(Key other) {
        return key.generation() == other.generation();
    }

    void replace(KeyPair pair) {
        key = new Key(pair, idOf(pair), key.generation() + 1);
    }

    static PeerId idOf(KeyPair pair) {
        try {
            return PeerId.of(
                    MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
