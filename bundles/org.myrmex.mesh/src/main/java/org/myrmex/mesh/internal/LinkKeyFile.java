package org.myrmex.mesh.internal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.myrmex.api.plugin.PluginHome;

/**
 * The peer's link key on disk, readable by its owner alone: version(1) = 1, length(2) and SubjectPublicKeyInfo, length(2) and
 * PKCS #8. Whoever removes the file gives the peer another id at the next start.
 */
final class LinkKeyFile {
    static final String NAME = "link.key";
    private static final int FORMAT = 1;
    /** SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410). */
    private static final byte[] PUBLIC_KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int PUBLIC_KEY_BYTES = PUBLIC_KEY_PREFIX.length + 32;

    private LinkKeyFile() {}

    /**
     * Reads the key, or makes and stores one.
     *
     * @throws IOException one line: cause, then what to do
     */
    static KeyPair load(PluginHome home) throws IOException {
        Path file = home.data().resolve(NAME);
        try {
            if (Files.exists(file)) {
                return decode(Files.readAllBytes(file));
            }
            KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            store(home, fresh);
            return fresh;
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            throw new IOException(
                    "the link key " + file + " is damaged; restore it, or remove it to get another peer id", e);
        }
    }

    /**
     * Replaces the key: a crash leaves the old one or the new.
     *
     * @throws IOException one line: cause, then what to do
     */
    static void store(PluginHome home, KeyPair pair) throws IOException {
        try {
            home.write(NAME, encode(pair));
        } catch (IOException e) {
            throw new IOException(
                    "the link key cannot be stored in " + home.data() + ": "
                            + e.getClass().getSimpleName() + "; make room there, or make it writable",
                    e);
        }
    }

    static byte[] encode(KeyPair pair) {
        byte[] open = pair.getPublic().getEncoded();
        byte[] secret = pair.getPrivate().getEncoded();
        return ByteBuffer.allocate(1 + 2 + open.length + 2 + secret.length)
                .put((byte) FORMAT)
                .putShort((short) open.length)
                .put(open)
                .putShort((short) secret.length)
                .put(secret)
                .array();
    }

    static KeyPair decode(byte[] bytes) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != FORMAT) {
            throw new GeneralSecurityException("unknown version of the key file");
        }
        byte[] open = part(in);
        byte[] secret = part(in);
        if (open.length != PUBLIC_KEY_BYTES
                || !Arrays.equals(open, 0, PUBLIC_KEY_PREFIX.length, PUBLIC_KEY_PREFIX, 0, PUBLIC_KEY_PREFIX.length)) {
            // the platform answers a key without bytes with an exception that is not about keys
            throw new GeneralSecurityException("the public key is not one of Ed25519");
        }
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(open)),
                keys.generatePrivate(new PKCS8EncodedKeySpec(secret)));
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
