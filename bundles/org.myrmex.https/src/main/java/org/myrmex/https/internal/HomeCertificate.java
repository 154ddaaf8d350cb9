package org.myrmex.https.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The home's certificate: made once and kept, since clients remember it. A new one comes only when it ends soon, or when the
 * peer is reached where it does not say so; it says nothing of the places of the one before. Beside the key lies {@code certificate.pem}, for clients to be told whom to trust.
 */
final class HomeCertificate {
    /** Those who trust the old one are to be told in time. */
    static final Duration LEAST_REST = Duration.ofDays(90);

    private static final String CURVE = "secp256r1";

    private final KeyStoreFile store;
    private final Path pem;

    /** @param folder of the home, for this bundle alone */
    HomeCertificate(Path folder) {
        store = new KeyStoreFile(folder.resolve("key.p12"));
        pem = folder.resolve("certificate.pem");
    }

    KeyStoreFile store() {
        return store;
    }

    /** The one that will do for these names, made if need be. */
    X509Certificate current(Names names, Instant now) throws IOException, GeneralSecurityException {
        Optional<X509Certificate> kept = store.read();
        X509Certificate certificate =
                kept.isPresent() && willDo(kept.get(), names, now) ? kept.get() : make(names, now);
        byte[] text = Certificates.pem(certificate).getBytes(StandardCharsets.US_ASCII);
        if (!Files.exists(pem) || !Arrays.equals(Files.readAllBytes(pem), text)) {
            PrivateFile.write(pem, text);
        }
        return certificate;
    }

    static boolean endsSoon(X509Certificate certificate, Instant now) {
        return !certificate.getNotAfter().toInstant().isAfter(now.plus(LEAST_REST));
    }

    private static boolean willDo(X509Certificate certificate, Names names, Instant now)
            throws GeneralSecurityException {
        return certificate.getNotBefore().toInstant().isBefore(now)
                && !endsSoon(certificate, now)
                && names.areIn(Certificates.names(certificate));
    }

    private X509Certificate make(Names names, Instant now) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE));
        KeyPair keys = generator.generateKeyPair();
        try {
            X509Certificate certificate = Certificates.make(keys, names, now);
            store.write(keys.getPrivate(), certificate);
            return certificate;
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("this Java signs no certificate; use another one", e);
        }
    }
}
