package org.myrmex.channel.core;

import java.util.Arrays;
import java.util.Optional;

/** The sealed parts of the handshake: each key seals one box alone, so that its nonce may be zero. */
final class Box {
    private static final byte[] ZERO_NONCE = new byte[Gcm.NONCE_BYTES];

    private Box() {}

    /**
     * Seals the content, padded with zeros to a length.
     *
     * @param secret chain secret that the key comes from
     * @param label names the box
     * @param transcript context of the key and associated data
     */
    static byte[] seal(byte[] secret, String label, byte[] transcript, byte[] content, int boxBytes) {
        byte[] key = Hkdf.expand(secret, label, transcript, 32);
        byte[] plain = Arrays.copyOf(content, boxBytes - Gcm.TAG_BYTES);
        byte[] box = new byte[boxBytes];
        new Gcm(key).seal(ZERO_NONCE, transcript, plain, plain.length, box, 0);
        Arrays.fill(key, (byte) 0);
        return box;
    }

    /** The content with its padding; empty when the box does not open. */
    static Optional<byte[]> open(byte[] secret, String label, byte[] transcript, byte[] box) {
        byte[] key = Hkdf.expand(secret, label, transcript, 32);
        byte[] plain = new byte[box.length - Gcm.TAG_BYTES];
        boolean good = new Gcm(key).open(ZERO_NONCE, transcript, box, 0, box.length, plain);
        Arrays.fill(key, (byte) 0);
        return good ? Optional.of(plain) : Optional.empty();
    }
}
