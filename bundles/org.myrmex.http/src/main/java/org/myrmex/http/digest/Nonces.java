package org.myrmex.http.digest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What challenges ask to be hashed along. A nonce says itself when it was given out, under a seal, so that strangers who ask for
 * many fill nothing. Only those that the owner has used are remembered, for their counts.
 */
public final class Nonces {
    /** Files are copied for hours; a client that comes later gets another without anybody being asked. */
    public static final long LIFE_MICROS = 3_600_000_000L;

    /** Used ones at once; the oldest goes first, and with it all that are older. */
    static final int MAX_USED = 1_000;

    private static final String SEAL = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int PLAIN_BYTES = 2 * Long.BYTES;
    private static final int CHARACTERS = 43;

    private final SecretKeySpec key;
    private final TreeMap<Long, UseCounts> used = new TreeMap<>();
    private long issued;
    private long forgotten;

    /** @param key 32 random bytes; nonces are worth nothing under another */
    public Nonces(byte[] key) {
        this.key = new SecretKeySpec(key, SEAL);
    }

    public synchronized String issue(long nowMicros) {
        issued++;
        byte[] plain = ByteBuffer.allocate(PLAIN_BYTES)
                .putLong(nowMicros)
                .putLong(issued)
                .array();
        byte[] seal = seal(plain);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(PLAIN_BYTES + SEAL_BYTES)
                        .put(plain)
                        .put(seal)
                        .array());
    }

    /** Uses a nonce that count of times; false when it is not one of these, too old, or was used so often already. */
    synchronized boolean use(String nonce, long count, long nowMicros) {
        byte[] bytes = decoded(nonce);
        byte[] plain = Arrays.copyOf(bytes, PLAIN_BYTES);
        if (bytes.length != PLAIN_BYTES + SEAL_BYTES
                || !MessageDigest.isEqual(seal(plain), Arrays.copyOfRange(bytes, PLAIN_BYTES, bytes.length))) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(plain);
        long ageMicros = nowMicros - fields.getLong();
        long number = fields.getLong();
        if (ageMicros >= LIFE_MICROS || number <= forgotten) {
            return false;
        }
        boolean fresh = used.computeIfAbsent(number, unused -> new UseCounts()).take(count);
        if (used.size() > MAX_USED) {
            // Without its counts it could be used a second time.
            forgotten = used.pollFirstEntry().getKey();
        }
        return fresh;
    }

    private static byte[] decoded(String nonce) {
        if (nonce.length() != CHARACTERS) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] seal(byte[] plain) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(plain), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
