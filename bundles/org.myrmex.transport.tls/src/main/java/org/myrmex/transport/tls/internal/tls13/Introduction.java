package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;
import org.myrmex.transport.tls.internal.secure.SecureChannels.Judge;

/** Who the two ends of one handshake are, and what it left behind. */
final class Introduction {
    private final JcaTlsCrypto crypto;
    private final LinkCertificate own;
    private final Judge judge;
    private CloseReason refusal;
    private PeerId shown;
    private PeerId proven;
    private TrafficSecret client;
    private TrafficSecret server;

    Introduction(JcaTlsCrypto crypto, LinkCertificate own, Judge judge) {
        this.crypto = crypto;
        this.own = own;
        this.judge = judge;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    /** Our certificate, ready to sign this handshake. */
    TlsCredentialedSigner credentials(TlsContext context, byte[] requestContext) {
        CertificateEntry entry = new CertificateEntry(new JcaTlsCertificate(crypto, own.certificate()), null);
        Certificate chain = new Certificate(requestContext, new CertificateEntry[] {entry});
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, own.privateKey(), chain, Choices.SIGNATURE);
    }

    /** The other end names its key; nothing is proven yet. */
    void shown(Certificate chain) throws IOException {
        refusal = CloseReason.BAD_CERTIFICATE;
        if (chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required);
        }
        if (chain.getLength() != 1) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
        TlsCertificate certificate = chain.getCertificateAt(0);
        try {
            shown = LinkCertificate.idOf(
                    ((JcaTlsCertificate) certificate).getX509Certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.unsupported_certificate, e);
        }
        refusal = null;
    }

    /**
     * The other end has signed the handshake with that key. Only now is anybody asked about it: else a stranger could learn
     * with a copied certificate who is welcome here. All refusals are one alert, for the reason is not the other's business.
     */
    void proven() throws IOException {
        refusal = judge.refusal(shown).orElse(null);
        if (refusal != null) {
            throw new TlsFatalAlert(AlertDescription.certificate_unknown);
        }
        proven = shown;
    }

    /** The handshake is over: its secrets are taken, once, and Bouncy Castle keeps none. */
    void complete(TlsContext context) throws IOException {
        SecurityParameters agreed = context.getSecurityParametersConnection();
        if (proven == null || !Choices.met(agreed)) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        client = new TrafficSecret(agreed.getTrafficSecretClient().extract());
        server = new TrafficSecret(agreed.getTrafficSecretServer().extract());
    }

    boolean isComplete() {
        return server != null;
    }

    Optional<CloseReason> refusal() {
        return Optional.ofNullable(refusal);
    }

    Optional<PeerId> peer() {
        return isComplete() ? Optional.of(proven) : Optional.empty();
    }

    /** What protects the dialler's records. */
    TrafficSecret client() {
        return client;
    }

    /** What protects the answerer's records. */
    TrafficSecret server() {
        return server;
    }
}
