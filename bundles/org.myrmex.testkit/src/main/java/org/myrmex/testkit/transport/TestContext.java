package org.myrmex.testkit.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;

/** A peer as a transport sees it: a key, limits, somebody who is told. */
public record TestContext(KeyPair linkKey, TransportLimits limits, ConnectionEvents accepted)
        implements TransportContext {
    /** A peer with a fresh key. */
    public static TestContext fresh(TransportLimits limits, ConnectionEvents accepted) {
        try {
            return new TestContext(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), limits, accepted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    /** The id that others see. */
    public PeerId id() {
        try {
            return PeerId.of(MessageDigest.getInstance("SHA-256")
                    .digest(linkKey.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
