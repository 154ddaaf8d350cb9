package org.myrmex.transport.tls.internal;

import java.io.InputStream;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.jcajce.provider.asymmetric.x509.CertificateFactory;

/** Bouncy Castle's reading of certificates, whose keys are then read by {@link CastleProvider}. */
public final class LinkCertificateFactory extends CertificateFactorySpi {
    private final CertificateFactory castle = new CertificateFactory();

    @Override
    public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
        return castle.engineGenerateCertificate(in) instanceof X509Certificate read ? new KeyedCertificate(read) : null;
    }

    @Override
    public Collection<? extends Certificate> engineGenerateCertificates(InputStream in) throws CertificateException {
        List<Certificate> all = new ArrayList<>();
        for (Object one : castle.engineGenerateCertificates(in)) {
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
