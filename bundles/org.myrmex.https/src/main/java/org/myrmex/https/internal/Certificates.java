package org.myrmex.https.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that a server signs for itself, in the shape that file managers take. */
final class Certificates {
    /** Apple's systems take none that lasts longer than 825 days (support.apple.com/HT210176). */
    static final Duration LIFE = Duration.ofDays(800);

    /** A client's clock may be behind. */
    private static final Duration LEEWAY = Duration.ofDays(1);

    /** Says nothing to those who look for peers by their certificates. */
    private static final X500Name NAME = new X500Name("CN=localhost");

    private static final int SERIAL_BITS = 127;
    private static final int PEM_COLUMNS = 64;

    private Certificates() {}

    static X509Certificate make(KeyPair keys, Names names, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(LEEWAY)),
                Date.from(now.minus(LEEWAY).plus(LIFE)),
                NAME,
                keys.getPublic());
        // No authority: whoever steals this key is to be this peer at most, wherever the certificate is trusted.
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static GeneralNames alternatives(Names names) {
        List<GeneralName> all = new ArrayList<>();
        names.hosts().forEach(host -> all.add(new GeneralName(GeneralName.dNSName, host)));
        names.addresses().forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    /** For whom it was made. */
    static Names names(X509Certificate certificate) throws CertificateParsingException {
        Names names = new Names(new TreeSet<>(), new TreeSet<>());
        Collection<List<?>> alternatives =
                Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        for (List<?> alternative : alternatives) {
            String name = String.valueOf(alternative.get(1));
            Addresses.literal(name).map(Addresses::text).ifPresentOrElse(names.addresses()::add, () -> names.hosts()
                    .add(name));
        }
        return names;
    }

    /** As browsers and {@code openssl x509 -fingerprint -sha256} show it. */
    static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }

    /** RFC 7468, 5. */
    static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
