package org.myrmex.http.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random strings that open something, and their comparison. */
final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 32 random bytes in base64url. It never begins with a dash: programs that are given it would take it for an option. */
    static String fresh() {
        String secret = text();
        while (secret.startsWith("-")) {
            secret = text();
        }
        return secret;
    }

    private static String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    static byte[] bytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Takes as long for a wrong guess as for an almost right one. */
    static boolean same(String known, String guess) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }
}
