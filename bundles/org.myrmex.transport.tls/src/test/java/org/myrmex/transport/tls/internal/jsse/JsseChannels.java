package org.myrmex.transport.tls.internal.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
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
import org.myrmex.transport.tls.internal.secure.CompositeProvider;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;

/** This peer as it appears in handshakes, with one choice of each thing, so that nothing can be downgraded. */
public final class JsseChannels implements SecureChannels {
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

    private final PeerId own;
    private final PinnedTrust trust = new PinnedTrust();
    private final SSLContext context;

    /** @throws IllegalArgumentException when it is no Ed25519 key */
    public JsseChannels(KeyPair linkKey) {
        LinkCertificate certificate = LinkCertificate.of(linkKey);
        own = certificate.id();
        try {
            context = SSLContext.getInstance("TLSv1.3", new BouncyCastleJsseProvider(CompositeProvider.INSTANCE));
            context.init(new KeyManager[] {new OwnKey(certificate)}, new TrustManager[] {trust}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle offers no TLS 1.3", e);
        }
    }

    @Override
    public PeerId own() {
        return own;
    }

    @Override
    public SecureChannel dialling(Judge judge) {
        return new JsseChannel(engine(true), trust, judge);
    }

    @Override
    public SecureChannel accepting(Judge judge) {
        return new JsseChannel(engine(false), trust, judge);
    }

    private SSLEngine engine(boolean dialling) {
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
