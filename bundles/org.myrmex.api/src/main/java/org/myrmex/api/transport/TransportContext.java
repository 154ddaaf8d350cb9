package org.myrmex.api.transport;

import java.security.KeyPair;
import org.osgi.annotation.versioning.ProviderType;

/** What the mesh gives a transport. */
@ProviderType
public interface TransportContext {
    /** This peer's Ed25519 link key; both halves can be encoded (SubjectPublicKeyInfo, PKCS #8). */
    KeyPair linkKey();

    TransportLimits limits();

    /** Told of accepted connections. */
    ConnectionEvents accepted();
}
