package org.myrmex.channel.core;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM by the JDK, under one key in one direction of use. */
final class Gcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final Cipher cipher;
    private final SecretKeySpec key;

    Gcm(byte[] key) {
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Writes what the plain bytes become, and the tag, into the target. */
    void seal(byte[] nonce, byte[] associated, byte[] plain, int plainBytes, byte[] target, int offset) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(associated);
            cipher.doFinal(plain, 0, plainBytes, target, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record could not be sealed", e);
        }
    }

    /** Writes the plain bytes into the target; false when the tag is wrong. */
    boolean open(byte[] nonce, byte[] associated, byte[] sealed, int offset, int sealedBytes, byte[] target) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(associated);
            cipher.doFinal(sealed, offset, sealedBytes, target, 0);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record could not be opened", e);
        }
    }
}
