package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;

/** What Bouncy Castle asks whoever begins. The raw types are those of its API. */
final class DiallingPeer extends DefaultTlsClient implements TlsAuthentication {
    private final Introduction introduction;

    DiallingPeer(Introduction introduction) {
        super(introduction.crypto());
        this.introduction = introduction;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Choices.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Choices.suites();
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        return new Vector<>(List.of(Choices.GROUP));
    }

    // at once, so that nobody has to ask for it
    @Override
    public Vector<Integer> getEarlyKeyShareGroups() {
        return new Vector<>(List.of(Choices.GROUP));
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Choices.signatures();
    }

    @Override
    public int getMaxCertificateChainLength() {
        return Choices.MAX_CHAIN;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        introduction.shown(certificate.getCertificate());
    }

    @Override
    public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        if (!request.getSupportedSignatureAlgorithms().contains(Choices.SIGNATURE)) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return introduction.credentials(context, request.getCertificateRequestContext());
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        introduction.complete(context);
    }
}
