package org.myrmex.transport.tls.internal.secure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.myrmex.api.transport.PeerId;

/**
 * A link key dressed as TLS wants it. The certificate is the same for every peer but for the key: names or dates of its own
 * would be a fingerprint, and nobody checks them, since the key itself is pinned.
 */
public record LinkCertificate(PeerId id, PrivateKey privateKey, X509Certificate certificate) {
    private static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }, RFC 8410 section 4
    private static final byte[] SPKI_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    private static final int SPKI_BYTES = SPKI_PREFIX.length + 32;

    /**
     * The certificate of a key. Bouncy Castle's own classes throughout: its TLS does not accept the JDK's Ed25519 keys.
     *
     * @throws IllegalArgumentException when the key is no Ed25519 key
     */
    public static LinkCertificate of(KeyPair linkKey) {
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519", CompositeProvider.BOUNCY_CASTLE);
            byte[] spki = linkKey.getPublic().getEncoded();
            PrivateKey privateKey = keys.generatePrivate(
                    new PKCS8EncodedKeySpec(linkKey.getPrivate().getEncoded()));
            PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(spki));
            X509Certificate certificate = parse(selfSigned(privateKey, spki));
            certificate.verify(publicKey, CompositeProvider.BOUNCY_CASTLE);
            return new LinkCertificate(idOf(publicKey), privateKey, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the link key is no Ed25519 key pair", e);
        }
    }

    /**
     * The peer id of a key.
     *
     * @throws GeneralSecurityException when it is no Ed25519 key
     */
    public static PeerId idOf(PublicKey key) throws GeneralSecurityException {
        if (key == null) {
            throw new GeneralSecurityException("a key of a kind that links do not use");
        }
        byte[] spki = key.getEncoded();
        if (spki.length != SPKI_BYTES
                || !Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
            throw new GeneralSecurityException("not an Ed25519 key");
        }
        return PeerId.of(MessageDigest.getInstance("SHA-256").digest(spki));
    }

    private static byte[] selfSigned(PrivateKey privateKey, byte[] spki) throws GeneralSecurityException {
        X500Name name = new X500Name("CN=myrmex");
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(new ASN1UTCTime("700101000000Z")));
        generator.setEndDate(new Time(new ASN1GeneralizedTime("99991231235959Z")));
        generator.setSignature(ED25519);
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(spki));
        try {
            TBSCertificate content = generator.generateTBSCertificate();
            Signature signature = Signature.getInstance("Ed25519", CompositeProvider.BOUNCY_CASTLE);
            signature.initSign(privateKey);
            signature.update(content.getEncoded("DER"));
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(content);
            parts.add(ED25519);
            parts.add(new DERBitString(signature.sign()));
            return new DERSequence(parts).getEncoded("DER");
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate cannot be encoded", e);
        }
    }

    private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", CompositeProvider.BOUNCY_CASTLE);
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
