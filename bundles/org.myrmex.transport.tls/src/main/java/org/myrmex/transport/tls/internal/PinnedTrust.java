package org.myrmex.transport.tls.internal;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.IdentityHashMap;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;

/**
 * Trusts a key, not a name or an issuer. The check happens inside the handshake, so that a dialler who meets the wrong peer
 * leaves before it has shown its own certificate. Handshake thread only.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final PeerId own;
    // bounded by the caps on unfinished handshakes: each begins with expect and ends with forget
    private final IdentityHashMap<SSLEngine, Check> checks = new IdentityHashMap<>();

    PinnedTrust(PeerId own) {
        this.own = own;
    }

    /** What came of one handshake. */
    static final class Check {
        private final Optional<PeerId> pin;
        private PeerId proven;
        private CloseReason refusal;

        private Check(Optional<PeerId> pin) {
            this.pin = pin;
        }

        /** Who is there; the handshake must be over to believe it. */
        Optional<PeerId> proven() {
            return Optional.ofNullable(proven);
        }

        Optional<CloseReason> refusal() {
            return Optional.ofNullable(refusal);
        }
    }

    /** Names who must answer in this handshake, if that is known. */
    Check expect(SSLEngine engine, Optional<PeerId> pin) {
        Check check = new Check(pin);
        checks.put(engine, check);
        return check;
    }

    void forget(SSLEngine engine) {
        checks.remove(engine);
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
        if (check.pin.isPresent() && !check.pin.get().equals(id)) {
            check.refusal = CloseReason.WRONG_PEER;
            throw new CertificateException("another peer than the one dialled");
        }
        if (id.equals(own)) {
            check.refusal = CloseReason.SELF;
            throw new CertificateException("the peer itself");
        }
        check.refusal = null;
        check.proven = id;
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
