package org.myrmex.transport.tls.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.LinkCertificate;

/** Somebody who speaks TLS otherwise than we do: each part of the handshake can be set. Blocking sockets. */
public final class Stranger {
    /** A stranger may use what links do not. */
    private static final Provider EVERYTHING = new BouncyCastleProvider();

    // its engine tells each connection; kept because java.util.logging forgets the level of a logger that nobody holds
    private static final Logger SILENCED = Logger.getLogger("org.bouncycastle.jsse");

    static {
        SILENCED.setLevel(Level.OFF);
    }

    private static final String ED25519 = "1.3.101.112";
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String RSA_SHA256 = "1.2.840.113549.1.1.11";
    private static final int PATIENCE_MILLIS = 60_000;

    private final List<X509Certificate> chain = new ArrayList<>();
    private PrivateKey key;
    String[] protocols = {"TLSv1.3"};
    String[] groups = {"X25519MLKEM768"};
    Optional<PeerId> pin = Optional.empty();
    /** Whether it wants to see a certificate when it is dialled. */
    boolean asks = true;

    public static Stranger withEd25519() throws GeneralSecurityException {
        return new Stranger().show("Ed25519", 0, "Ed25519", ED25519);
    }

    public static Stranger withRsa() throws GeneralSecurityException {
        return new Stranger().show("RSA", 2048, "SHA256withRSA", RSA_SHA256);
    }

    public static Stranger withEcdsa() throws GeneralSecurityException {
        Stranger stranger = new Stranger().show("EC", 256, "SHA256withECDSA", ECDSA_SHA256);
        stranger.groups = new String[] {"X25519MLKEM768", "secp256r1"};
        return stranger;
    }

    public static Stranger withChainOfTwo() throws GeneralSecurityException {
        Stranger stranger = withEd25519();
        stranger.chain.add(withEd25519().chain.get(0));
        return stranger;
    }

    public static Stranger withNothing() {
        return new Stranger();
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    PeerId id() throws GeneralSecurityException {
        return LinkCertificate.idOf(chain.get(0).getPublicKey());
    }

    private Stranger show(String algorithm, int bits, String signing, String oid) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, EVERYTHING);
        if (bits > 0) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        key = pair.getPrivate();
        chain.add(selfSigned(pair, signing, new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid))));
        return this;
    }

    private static X509Certificate selfSigned(KeyPair pair, String signing, AlgorithmIdentifier algorithm)
            throws GeneralSecurityException {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.TWO));
        generator.setIssuer(new X500Name("CN=stranger"));
        generator.setSubject(new X500Name("CN=stranger"));
        generator.setStartDate(new Time(new ASN1UTCTime("700101000000Z")));
        generator.setEndDate(new Time(new ASN1GeneralizedTime("20960101000000Z")));
        generator.setSignature(algorithm);
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        try {
            Signature signature = Signature.getInstance(signing, EVERYTHING);
            signature.initSign(pair.getPrivate());
            signature.update(generator.generateTBSCertificate().getEncoded("DER"));
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(generator.generateTBSCertificate());
            parts.add(algorithm);
            parts.add(new DERBitString(signature.sign()));
            byte[] der = new DERSequence(parts).getEncoded("DER");
            return (X509Certificate) CertificateFactory.getInstance("X.509", EVERYTHING)
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    SSLSocket connect(int port) throws IOException, GeneralSecurityException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        set(socket, false);
        return socket;
    }

    SSLServerSocket listen() throws IOException, GeneralSecurityException {
        SSLServerSocket socket = (SSLServerSocket)
                context().getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    SSLSocket accept(SSLServerSocket door) throws IOException {
        SSLSocket socket = (SSLSocket) door.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        set(socket, true);
        return socket;
    }

    private void set(SSLSocket socket, boolean asServer) {
        BCSSLParameters parameters = ((BCSSLSocket) socket).getParameters();
        parameters.setProtocols(protocols);
        parameters.setNamedGroups(groups);
        parameters.setNeedClientAuth(asServer && asks);
        ((BCSSLSocket) socket).setParameters(parameters);
    }

    private SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(EVERYTHING));
        context.init(new KeyManager[] {new Shown()}, new TrustManager[] {new Pinning()}, new SecureRandom());
        return context;
    }

    private final class Shown extends X509ExtendedKeyManager {
        private String alias() {
            return chain.isEmpty() ? null : "stranger";
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return alias();
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return alias();
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {alias()};
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {alias()};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    private final class Pinning extends X509ExtendedTrustManager {
        private void check(X509Certificate[] shown) throws CertificateException {
            try {
                if (pin.isPresent() && !pin.get().equals(LinkCertificate.idOf(shown[0].getPublicKey()))) {
                    throw new CertificateException("not the one expected");
                }
            } catch (GeneralSecurityException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
                throws CertificateException {
            check(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
                throws CertificateException {
            check(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
                throws CertificateException {
            check(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
                throws CertificateException {
            check(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
            check(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
            check(shown);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
