package org.myrmex.channel.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** H of the protocol. */
public final class Sha256 {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private Sha256() {}

    /** The hash of the parts one after the other; the caller sees to it that their borders are clear. */
    public static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
