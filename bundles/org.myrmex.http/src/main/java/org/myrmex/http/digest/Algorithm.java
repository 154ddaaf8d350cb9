package org.myrmex.http.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a client may hash with, the better one first (RFC 7616, 3.7). MD5 is all that Windows knows. */
public enum Algorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String title;

    Algorithm(String title) {
        this.title = title;
    }

    /** As it stands in headers. */
    public String title() {
        return title;
    }

    /** The {@code -sess} variants are not offered. */
    static Optional<Algorithm> of(String title) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.title.equalsIgnoreCase(title))
                .findFirst();
    }

    /** H() of RFC 7616, 3.4: lower-case hexadecimal of the hash of the text in UTF-8. */
    String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(title).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
