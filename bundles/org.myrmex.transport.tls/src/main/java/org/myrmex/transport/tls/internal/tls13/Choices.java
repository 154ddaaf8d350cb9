package org.myrmex.transport.tls.internal.tls13;

import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;

/** What a handshake may agree on. One choice of each thing, so that nothing can be downgraded. */
final class Choices {
    static final int SUITE = CipherSuite.TLS_AES_256_GCM_SHA384;
    static final int GROUP = NamedGroup.X25519MLKEM768;
    static final SignatureAndHashAlgorithm SIGNATURE = SignatureAndHashAlgorithm.ed25519;

    /** Certificates that are read before a chain is refused for its length; one is the only length that is taken. */
    static final int MAX_CHAIN = 4;

    private Choices() {}

    static ProtocolVersion[] versions() {
        return ProtocolVersion.TLSv13.only();
    }

    static int[] suites() {
        return new int[] {SUITE};
    }

    @SuppressWarnings("JdkObsolete") // Bouncy Castle asks for it.
    static Vector<SignatureAndHashAlgorithm> signatures() {
        return new Vector<>(List.of(SIGNATURE));
    }

    /** Whether it is what was meant; Bouncy Castle sees to it, and a fault of ours must not go unnoticed. */
    static boolean met(SecurityParameters agreed) {
        return ProtocolVersion.TLSv13.equals(agreed.getNegotiatedVersion())
                && agreed.getCipherSuite() == SUITE
                && agreed.getNegotiatedGroup() == GROUP;
    }
}
