package org.myrmex.api.routing;

/**
 * An {@link AddressRecord} with only the hash of its X-Wing key: what a relay needs to check a signature. The arrays are not
 * to be changed.
 *
 * @param ed Ed25519 public key, 32 bytes
 * @param xwHash SHA-256 of the X-Wing public key, 32 bytes
 */
public record CompactRecord(byte[] ed, byte[] xwHash) {
    /** Bytes of ed followed by the hash. */
    public static final int LENGTH = 64;

    public CompactRecord {
        if (ed.length != 32 || xwHash.length != 32) {
            throw new IllegalArgumentException("a compact record has two parts of 32 bytes");
        }
    }
}
