package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.provider.util.AsymmetricKeyInfoConverter;

/**
 * A certificate as Bouncy Castle reads it, but for its key: that Bouncy Castle would look up in its own provider, which
 * nobody made. A key of a kind that links do not use is none, and the handshake ends there.
 */
final class KeyedCertificate extends X509Certificate {
    private static final long serialVersionUID = 1;

    private final X509Certificate castle;

    KeyedCertificate(X509Certificate castle) {
        this.castle = castle;
    }

    @Override
    public PublicKey getPublicKey() {
        try {
            SubjectPublicKeyInfo info = org.bouncycastle.asn1.x509.Certificate.getInstance(castle.getEncoded())
                    .getSubjectPublicKeyInfo();
            AsymmetricKeyInfoConverter converter = CastleProvider.INSTANCE.getKeyInfoConverter(
                    info.getAlgorithm().getAlgorithm());
            return converter == null ? null : converter.generatePublic(info);
        } catch (IOException | CertificateEncodingException e) {
            return null; // As for a key of an unknown kind: whoever asks must expect that.
        }
    }

    @Override
    public void verify(PublicKey key, Provider provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        castle.verify(key, provider);
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        castle.verify(key, CastleProvider.INSTANCE);
    }

    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        castle.verify(key, provider);
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return castle.getEncoded();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return castle.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return castle.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return castle.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return castle.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return castle.getSigAlgParams();
    }

    @Override
    public int getVersion() {
        return castle.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return castle.getSerialNumber();
    }

    @Override
    @SuppressWarnings("deprecation") // The class that is extended asks for it.
    public Principal getIssuerDN() {
        return castle.getIssuerDN();
    }

    @Override
    @SuppressWarnings("deprecation") // The class that is extended asks for it.
    public Principal getSubjectDN() {
        return castle.getSubjectDN();
    }

    @Override
    public Date getNotBefore() {
        return castle.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return castle.getNotAfter();
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        castle.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        castle.checkValidity(date);
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return castle.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return castle.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return castle.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return castle.getBasicConstraints();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return castle.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return castle.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return castle.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return castle.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return castle.toString();
    }
}
