package org.myrmex.mesh.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA256 (RFC 5869). */
final class Hkdf {
    private static final int BLOCK = 32;

    private Hkdf() {}

    static byte[] extract(byte[] salt, byte[]... keyMaterial) {
        // an empty salt is as many zeros as the hash has bytes (RFC 5869, 2.2); the JDK refuses an empty key
        return hmac(salt.length == 0 ? new byte[BLOCK] : salt, keyMaterial);
    }

    static byte[] expand(byte[] key, int length, byte[]... info) {
        if (length > 255 * BLOCK) {
            throw new IllegalArgumentException("HKDF-SHA256 gives at most 8160 bytes");
        }
        byte[] joined = join(info);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += BLOCK, counter++) {
            block = hmac(key, block, joined, new byte[] {(byte) counter});
            System.arraycopy(block, 0, out, done, Math.min(BLOCK, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
