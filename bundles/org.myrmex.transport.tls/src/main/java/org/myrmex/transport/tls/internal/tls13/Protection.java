package org.myrmex.transport.tls.internal.tls13;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.myrmex.transport.tls.internal.secure.CompositeProvider;

/**
 * AES-256-GCM over the records of one direction (RFC 8446 sections 5.2, 5.3). It counts the records, so that no nonce comes
 * twice, and whoever gets an exception must never use it again. One thread at a time.
 */
final class Protection {
    static final int TAG_BYTES = 16;
    private static final int TAG_BITS = 8 * TAG_BYTES;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final int mode;
    private final Cipher cipher;
    private TrafficSecret secret;
    private RecordKey key;
    private byte[] iv;
    private final byte[] nonce;
    private long sequence;

    private Protection(int mode, TrafficSecret secret) throws GeneralSecurityException {
        this.mode = mode;
        this.secret = secret;
        cipher = Cipher.getInstance(CIPHER, CompositeProvider.INSTANCE);
        key = secret.key();
        iv = secret.iv();
        nonce = new byte[iv.length];
    }

    static Protection sealing(TrafficSecret secret) throws GeneralSecurityException {
        return new Protection(Cipher.ENCRYPT_MODE, secret);
    }

    static Protection opening(TrafficSecret secret) throws GeneralSecurityException {
        return new Protection(Cipher.DECRYPT_MODE, secret);
    }

    /**
     * Seals or opens the next record.
     *
     * @param header the record's, which is authenticated with it
     * @return bytes written to {@code out}, which may be {@code in} at the same place
     */
    int next(byte[] header, byte[] in, int inAt, int length, byte[] out, int outAt) throws GeneralSecurityException {
        if (sequence == Long.MAX_VALUE) {
            throw new GeneralSecurityException("no record numbers are left");
        }
        System.arraycopy(iv, 0, nonce, 0, iv.length);
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
        }
        // before the cipher runs: whatever it throws, this number is used
        sequence++;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(in, inAt, length, out, outAt);
    }

    /** Records under the present key. */
    long records() {
        return sequence;
    }

    /** Goes on with the key of the next generation. */
    void update() throws GeneralSecurityException {
        TrafficSecret old = secret;
        secret = old.next();
        old.wipe();
        key.destroy();
        key = secret.key();
        iv = secret.iv();
        sequence = 0;
    }

    /** Forgets all; nothing can be sealed or opened afterwards. */
    void wipe() {
        secret.wipe();
        key.destroy();
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
        sequence = Long.MAX_VALUE;
    }
}
