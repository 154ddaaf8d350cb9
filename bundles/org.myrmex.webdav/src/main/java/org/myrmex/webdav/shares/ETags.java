package org.myrmex.webdav.shares;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Strong tags of files on the disk. */
final class ETags {
    private static final int BYTES = 16;

    private static final MessageDigest FRESH = sha256();

    private ETags() {}

    /** From which file it is, its size and time: another file, or another state of it. Hashed, as the parts are nobody's business. */
    static String of(Facts facts) {
        String state = facts.key().map(Object::toString).orElse("")
                + "/"
                + facts.sizeBytes()
                + "/"
                + facts.modified().to(TimeUnit.NANOSECONDS);
        byte[] hash = fresh().digest(state.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** A copy costs a fraction of asking for one by name. */
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
