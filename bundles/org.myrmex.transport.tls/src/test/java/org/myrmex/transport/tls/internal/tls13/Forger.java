package org.myrmex.transport.tls.internal.tls13;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Knows the secret and seals whatever it likes: the other end at its worst. */
final class Forger {
    private static final int SECRET_BYTES = 48;

    private final Protection protection;

    Forger(int seed) throws GeneralSecurityException {
        protection = Protection.sealing(secret(seed));
    }

    /** The same for both ends. */
    static TrafficSecret secret(int seed) {
        byte[] bytes = new byte[SECRET_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return new TrafficSecret(bytes);
    }

    /** A record as it should be. */
    byte[] record(int type, byte... content) throws GeneralSecurityException {
        return padded(type, 0, content);
    }

    byte[] padded(int type, int padding, byte... content) throws GeneralSecurityException {
        byte[] inner = Arrays.copyOf(content, content.length + 1 + padding);
        inner[content.length] = (byte) type;
        return inner(inner);
    }

    /** A record around anything. */
    byte[] inner(byte... inner) throws GeneralSecurityException {
        return inner(new byte[] {RecordFormat.APPLICATION_DATA, 3, 3}, inner);
    }

    byte[] inner(byte[] typeAndVersion, byte... inner) throws GeneralSecurityException {
        int length = inner.length + Protection.TAG_BYTES;
        byte[] header = ByteBuffer.allocate(RecordFormat.HEADER_BYTES)
                .put(typeAndVersion)
                .putShort((short) length)
                .array();
        byte[] sealed = Arrays.copyOf(header, header.length + length);
        protection.next(header, inner, 0, inner.length, sealed, header.length);
        return sealed;
    }

    /** Goes on with the next key. */
    void update() throws GeneralSecurityException {
        protection.update();
    }

    static byte[] all(byte[]... records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] record : records) {
            all.writeBytes(record);
        }
        return all.toByteArray();
    }
}
