package org.myrmex.transport.tls.internal.secure;

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
 * A certificate with its key as Bouncy Castle wants it. A key of a kind that links do not use stays the JDK's, which names no
 * peer; none at all would be a fault to the JDK when it records the certificates that it reads.
 */
final class KeyedCertificate extends X509Certificate {
    private static final long serialVersionUID = 1;

    private final X509Certificate read;

    KeyedCertificate(X509Certificate read) {
        this.read = read;
    }

    @Override
    public PublicKey getPublicKey() {
        try {
            SubjectPublicKeyInfo info = org.bouncycastle.asn1.x509.Certificate.getInstance(read.getEncoded())
                    .getSubjectPublicKeyInfo();
            AsymmetricKeyInfoConverter converter = CastleProvider.INSTANCE.getKeyInfoConverter(
                    info.getAlgorithm().getAlgorithm());
            return converter == null ? read.getPublicKey() : converter.generatePublic(info);
        } catch (IOException | CertificateEncodingException e) {
            return read.getPublicKey();
        }
    }

    @Override
    public void verify(PublicKey key, Provider provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        read.verify(key, provider);
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        read.verify(key, CastleProvider.INSTANCE);
    }

    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        read.verify(key, provider);
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return read.getEncoded();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return read.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return read.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return read.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return read.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return read.getSigAlgParams();
    }

    @Override
    public int getVersion() {
        return read.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return read.getSerialNumber();
    }

    @Override
    @SuppressWarnings("deprecation") // The class that is extended asks for it.
    public Principal getIssuerDN() {
        return read.getIssuerDN();
    }

    @Override
    @SuppressWarnings("deprecation") // The class that is extended asks for it.
    public Principal getSubjectDN() {
        return read.getSubjectDN();
    }

    @Override
    public Date getNotBefore() {
        return read.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return read.getNotAfter();
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        read.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        read.checkValidity(date);
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return read.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return read.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return read.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return read.getBasicConstraints();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return read.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return read.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return read.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return read.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return read.toString();
    }
}
