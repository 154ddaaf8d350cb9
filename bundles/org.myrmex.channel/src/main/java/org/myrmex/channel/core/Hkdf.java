package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF (RFC 5869) with SHA-256: X and E of the protocol. */
final class Hkdf {
    private static final String PREFIX = "myrmex/1 ";

    private Hkdf() {}

    /** X(salt, secret). */
    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt).doFinal(secret);
    }

    /** E(key, label, context, length). */
    static byte[] expand(byte[] key, String label, byte[] context, int length) {
        byte[] text = (PREFIX + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(text.length + 1 + context.length)
                .put(text)
                .put((byte) 0)
                .put(context)
                .array();
        Mac mac = hmac(key);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        int filled = 0;
        for (int number = 1; filled < length; number++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) number);
            block = mac.doFinal();
            int taken = Math.min(block.length, length - filled);
            System.arraycopy(block, 0, out, filled, taken);
            filled += taken;
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
