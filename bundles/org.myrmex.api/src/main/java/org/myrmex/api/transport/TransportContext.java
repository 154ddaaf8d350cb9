package org.myrmex.api.transport;

import java.security.KeyPair;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the mesh gives a transport. */
@ProviderType
public interface TransportContext {
    /** This peer's Ed25519 link key; both halves can be encoded (SubjectPublicKeyInfo, PKCS #8). */
    KeyPair linkKey();

    TransportLimits limits();

    /** Told of accepted connections. */
    ConnectionEvents accepted();

    /**
     * Why somebody who dials us is not wanted, if so. A transport asks twice: before it spends anything on an accepted
     * connection, when the address has no id, and inside the handshake, as soon as the id is known; a reason ends the
     * attempt, and {@link ConnectionEvents#failed} of {@link #accepted} hears of it. Of a connection that was not refused
     * {@code up} or {@code failed} follows, so that whoever answers can count. Any thread; returns at once.
     *
     * @param from where the socket comes from, with the id that was proven, if one was
     */
    default Optional<CloseReason> refusal(PeerAddress from) {
        return Optional.empty();
    }
}
