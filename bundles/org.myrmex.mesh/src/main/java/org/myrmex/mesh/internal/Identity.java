package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.myrmex.api.transport.PeerId;
import org.myrmex.mesh.flow.SipHash;

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

    /** An order of networks that only the owner of the key knows, the same after each start. */
    static SipHash secretOrder(KeyPair pair) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("myrmex/1 order of networks".getBytes(StandardCharsets.US_ASCII));
            ByteBuffer secret = ByteBuffer.wrap(digest.digest(pair.getPrivate().getEncoded()));
            return new SipHash(secret.getLong(), secret.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
