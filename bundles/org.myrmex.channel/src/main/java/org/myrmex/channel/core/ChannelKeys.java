package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the handshake ends in (protocol 3, row "keys").
 *
 * @param transcript h4, which names the channel
 * @param toAnswerer for records from the opener
 * @param toOpener for records from the answerer
 * @param rekey rk, which a later epoch comes from
 * @param proof pk, for proofs of delivery
 */
public record ChannelKeys(byte[] transcript, Direction toAnswerer, Direction toOpener, byte[] rekey, byte[] proof) {
    /**
     * Keys of one direction.
     *
     * @param key 32 bytes
     * @param iv 12 bytes
     * @param tag names the direction to whoever holds the keys
     */
    public record Direction(byte[] key, byte[] iv, int tag) {}

    /** The keys of a transcript; the secret is overwritten. */
    static ChannelKeys derive(byte[] secret, byte[] transcript) {
        byte[] rekey = Hkdf.expand(secret, "rekey", transcript, 32);
        byte[] proof = Hkdf.expand(secret, "proof", transcript, 32);
        Direction toAnswerer = direction(secret, "a2b", transcript, rekey);
        Direction toOpener = direction(secret, "b2a", transcript, rekey);
        Arrays.fill(secret, (byte) 0);
        return new ChannelKeys(transcript, toAnswerer, toOpener, rekey, proof);
    }

    private static Direction direction(byte[] secret, String name, byte[] transcript, byte[] rekey) {
        byte[] both = Hkdf.expand(secret, name, transcript, 32 + Gcm.NONCE_BYTES);
        int tag =
                ByteBuffer.wrap(Hkdf.expand(rekey, "tag" + name, transcript, 4)).getInt();
        Direction direction =
                new Direction(Arrays.copyOf(both, 32), Arrays.copyOfRange(both, 32, 32 + Gcm.NONCE_BYTES), tag);
        Arrays.fill(both, (byte) 0);
        return direction;
    }

    /** Overwrites all that is secret. */
    void erase() {
        for (byte[] secret :
                new byte[][] {toAnswerer.key(), toAnswerer.iv(), toOpener.key(), toOpener.iv(), rekey, proof}) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
