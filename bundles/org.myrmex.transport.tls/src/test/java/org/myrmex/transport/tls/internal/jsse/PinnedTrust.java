package org.myrmex.transport.tls.internal.jsse;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;
import org.myrmex.transport.tls.internal.secure.SecureChannels.Judge;

/**
 * Trusts a key, not a name or an issuer. The check happens inside the handshake, so that a dialler who meets the wrong peer
 * leaves before it has shown its own certificate.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    // bounded by the caps on unfinished handshakes: each begins with expect and ends with forget
    private final Map<SSLEngine, Check> checks = new ConcurrentHashMap<>();

    /** What came of one handshake. */
    static final class Check {
        private final Judge judge;
        private PeerId welcome;
        private CloseReason refusal;

        private Check(Judge judge) {
            this.judge = judge;
        }

        /** Who is there and may be; the handshake must be over to believe it. */
        Optional<PeerId> welcome() {
            return Optional.ofNullable(welcome);
        }

        Optional<CloseReason> refusal() {
            return Optional.ofNullable(refusal);
        }
    }

    /** Names who says, in this handshake, whether the one who answers is wanted. */
    Check expect(SSLEngine engine, Judge judge) {
        Check check = new Check(judge);
        checks.put(engine, check);
        return check;
    }

    void forget(SSLEngine engine) {
        checks.remove(engine);
    }

    int unfinished() {
        return checks.size();
    }

    private void check(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        Check check = checks.get(engine);
        if (check == null) {
            throw new CertificateException("no handshake was announced");
        }
        check.refusal = CloseReason.BAD_CERTIFICATE;
        if (chain == null || chain.length != 1) {
            throw new CertificateException("not exactly one certificate");
        }
        PeerId id;
        try {
            id = LinkCertificate.idOf(chain[0].getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("not an Ed25519 key", e);
        }
        check.refusal = check.judge.refusal(id).orElse(null);
        if (check.refusal != null) {
            throw new CertificateException("a peer that is not wanted");
        }
        check.welcome = id;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
