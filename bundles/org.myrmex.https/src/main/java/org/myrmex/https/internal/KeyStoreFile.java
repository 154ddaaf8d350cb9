package org.myrmex.https.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The key and its certificate in one file, so that there is never one without the other. */
record KeyStoreFile(Path path) {
    static final String TYPE = "PKCS12";
    /** The server wants one. What keeps others out is the file's mode: a password would lie beside it. */
    static final String PASSWORD = "myrmex";

    private static final String ALIAS = "myrmex";

    /** The certificate; empty when there is none, or none that can be read with its key. */
    Optional<X509Certificate> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path)) {
            PrivateFile.close(path);
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(in, PASSWORD.toCharArray());
            Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
            return key instanceof PrivateKey && store.getCertificate(ALIAS) instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    void write(PrivateKey key, X509Certificate certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());
        PrivateFile.write(path, bytes.toByteArray());
    }
}
