package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;

/** What Bouncy Castle asks whoever answers. */
final class AnsweringPeer extends DefaultTlsServer {
    private final Introduction introduction;

    AnsweringPeer(Introduction introduction) {
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
    public int[] getSupportedGroups() {
        return new int[] {Choices.GROUP};
    }

    @Override
    public int getMaxCertificateChainLength() {
        return Choices.MAX_CHAIN;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        // who cannot read our signature gets none
        if (!context.getSecurityParametersHandshake().getClientSigAlgs().contains(Choices.SIGNATURE)) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return introduction.credentials(context, TlsUtils.EMPTY_BYTES);
    }

    @Override
    public CertificateRequest getCertificateRequest() throws IOException {
        return new CertificateRequest(TlsUtils.EMPTY_BYTES, Choices.signatures(), null, null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        introduction.shown(chain);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        introduction.complete(context);
    }
}
