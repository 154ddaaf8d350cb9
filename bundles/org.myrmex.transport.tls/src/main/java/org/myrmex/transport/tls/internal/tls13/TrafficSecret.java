package org.myrmex.transport.tls.internal.tls13;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import org.myrmex.transport.tls.internal.secure.CompositeProvider;

/** An application traffic secret of one direction (RFC 8446 section 7.1), from which keys come. One thread at a time. */
final class TrafficSecret {
    /** SHA-384, the hash of the suite. */
    private static final String HASH = "HmacSHA384";

    private static final int HASH_BYTES = 48;
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final byte FIRST_BLOCK = 1;

    private final byte[] bytes;

    /** Takes the array, which is wiped in the end. */
    TrafficSecret(byte[] bytes) {
        if (bytes.length != HASH_BYTES) {
            throw new IllegalArgumentException("a traffic secret has as many bytes as its hash");
        }
        this.bytes = bytes;
    }

    RecordKey key() throws GeneralSecurityException {
        return new RecordKey(expand("key", KEY_BYTES));
    }

    byte[] iv() throws GeneralSecurityException {
        return expand("iv", IV_BYTES);
    }

    /** The secret of the next generation (section 7.2). */
    TrafficSecret next() throws GeneralSecurityException {
        return new TrafficSecret(expand("traffic upd", HASH_BYTES));
    }

    // HKDF-Expand-Label with an empty context; one block of the hash is enough for all that is asked for
    private byte[] expand(String label, int length) throws GeneralSecurityException {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(Short.BYTES + 1 + full.length + 1 + 1);
        info.putShort((short) length)
                .put((byte) full.length)
                .put(full)
                .put((byte) 0)
                .put(FIRST_BLOCK);
        RecordKey macKey = new RecordKey(bytes.clone());
        try {
            Mac mac = Mac.getInstance(HASH, CompositeProvider.INSTANCE);
            mac.init(macKey);
            byte[] block = mac.doFinal(info.array());
            byte[] output = Arrays.copyOf(block, length);
            Arrays.fill(block, (byte) 0);
            return output;
        } finally {
            macKey.destroy();
        }
    }

    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
