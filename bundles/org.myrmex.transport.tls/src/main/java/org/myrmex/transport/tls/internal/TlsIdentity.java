package org.myrmex.transport.tls.internal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.myrmex.api.transport.PeerId;

/** This peer as it appears in handshakes: makes the engines, with one choice of each thing, so that nothing can be downgraded. */
final class TlsIdentity {
    static final String[] PROTOCOLS = {"TLSv1.3"};
    static final String[] SUITES = {"TLS_AES_256_GCM_SHA384"};
    static final String[] GROUPS = {"X25519MLKEM768"};
    static final String[] SIGNATURES = {"ed25519"};

    // Bouncy Castle logs each connection with its address; the reference is kept because java.util.logging forgets
    // the level of a logger that nobody holds
    private static final Logger SILENCED = Logger.getLogger("org.bouncycastle.jsse");

    static {
        SILENCED.setLevel(Level.OFF);
    }

    private final byte[] publicKey;
    private final PeerId id;
    private final PinnedTrust trust;
    private final SSLContext context;

    TlsIdentity(KeyPair linkKey) {
        publicKey = linkKey.getPublic().getEncoded();
        LinkCertificate own = LinkCertificate.of(linkKey);
        id = own.id();
        trust = new PinnedTrust(id);
        try {
            context = SSLContext.getInstance("TLSv1.3", new BouncyCastleJsseProvider(CompositeProvider.INSTANCE));
            context.init(new KeyManager[] {new OwnKey(own)}, new TrustManager[] {trust}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle offers no TLS 1.3", e);
        }
    }

    boolean isOf(KeyPair linkKey) {
        return Arrays.equals(publicKey, linkKey.getPublic().getEncoded());
    }

    PeerId id() {
        return id;
    }

    PinnedTrust trust() {
        return trust;
    }

    SSLEngine engine(boolean dialling) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(dialling);
        engine.setEnableSessionCreation(true);
        BCSSLEngine castle = (BCSSLEngine) engine;
        BCSSLParameters parameters = castle.getParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES);
        parameters.setNamedGroups(GROUPS);
        parameters.setSignatureSchemes(SIGNATURES);
        if (!dialling) {
            parameters.setNeedClientAuth(true);
        }
        castle.setParameters(parameters);
        return engine;
    }
}
