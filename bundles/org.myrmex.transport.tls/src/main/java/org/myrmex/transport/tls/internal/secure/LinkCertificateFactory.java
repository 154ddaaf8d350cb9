package org.myrmex.transport.tls.internal.secure;

import java.io.InputStream;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The JDK's reading of certificates, with keys by {@link CastleProvider}: Bouncy Castle's TLS takes no keys but its own, and
 * its reader of certificates makes a whole provider of its own.
 */
public final class LinkCertificateFactory extends CertificateFactorySpi {
    private final CertificateFactory reader;

    /** Called by the provider, by reflection. */
    public LinkCertificateFactory() throws CertificateException {
        reader = CertificateFactory.getInstance("X.509");
    }

    @Override
    public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
        return new KeyedCertificate((X509Certificate) reader.generateCertificate(in));
    }

    @Override
    public Collection<? extends Certificate> engineGenerateCertificates(InputStream in) throws CertificateException {
        List<Certificate> all = new ArrayList<>();
        for (Certificate one : reader.generateCertificates(in)) {
            all.add(new KeyedCertificate((X509Certificate) one));
        }
        return all;
    }

    @Override
    public CRL engineGenerateCRL(InputStream in) throws CRLException {
        throw new CRLException("keys of links are not revoked");
    }

    @Override
    public Collection<? extends CRL> engineGenerateCRLs(InputStream in) throws CRLException {
        throw new CRLException("keys of links are not revoked");
    }
}
