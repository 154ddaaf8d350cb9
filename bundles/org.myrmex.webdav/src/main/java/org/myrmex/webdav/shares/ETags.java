package org.myrmex.webdav.shares;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Strong tags of files on the disk. */
final class ETags {
    private static final int BYTES = 16;

    private ETags() {}

    /** From which file it is, its size and time: another file, or another state of it. Hashed, as the parts are nobody's business. */
    static String of(Facts facts) {
        String state = facts.key().map(Object::toString).orElse("")
                + "/"
                + facts.sizeBytes()
                + "/"
                + facts.modified().to(TimeUnit.NANOSECONDS);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
