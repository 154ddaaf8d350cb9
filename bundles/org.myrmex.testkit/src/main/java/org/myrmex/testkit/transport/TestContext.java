package org.myrmex.testkit.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;

/**
 * A peer as a transport sees it: a key, limits, somebody who is told.
 *
 * @param refusals who is not wanted, by the address that the transport asks about
 */
public record TestContext(
        KeyPair linkKey,
        TransportLimits limits,
        ConnectionEvents accepted,
        Function<PeerAddress, Optional<CloseReason>> refusals)
        implements TransportContext {
    /** A peer to whom everybody is welcome. */
    public TestContext(KeyPair linkKey, TransportLimits limits, ConnectionEvents accepted) {
        this(linkKey, limits, accepted, from -> Optional.empty());
    }

    /** A peer with a fresh key. */
    public static TestContext fresh(TransportLimits limits, ConnectionEvents accepted) {
        try {
            return new TestContext(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), limits, accepted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    /** The same peer when somebody is not wanted. */
    public TestContext refusing(Function<PeerAddress, Optional<CloseReason>> unwanted) {
        return new TestContext(linkKey, limits, accepted, unwanted);
    }

    @Override
    public Optional<CloseReason> refusal(PeerAddress from) {
        return refusals.apply(from);
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
