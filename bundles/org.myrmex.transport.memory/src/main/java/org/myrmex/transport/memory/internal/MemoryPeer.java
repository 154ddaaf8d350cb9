package org.myrmex.transport.memory.internal;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportLimits;

/** One end: its name, its limits, and whom to tell. */
record MemoryPeer(PeerId id, TransportLimits limits, ConnectionEvents sink) {
    static MemoryPeer of(KeyPair linkKey, TransportLimits limits, ConnectionEvents sink) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(linkKey.getPublic().getEncoded());
            return new MemoryPeer(PeerId.of(hash), limits, sink);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
