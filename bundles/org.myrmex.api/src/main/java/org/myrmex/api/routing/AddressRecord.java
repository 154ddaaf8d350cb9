package org.myrmex.api.routing;

/**
 * The public keys of a virtual address (protocol 2). The arrays are not to be changed.
 *
 * @param ed Ed25519 public key, 32 bytes
 * @param xw X-Wing public key, 1216 bytes
 */
public record AddressRecord(byte[] ed, byte[] xw) {
    public static final int ED_BYTES = 32;
    public static final int XW_BYTES = 1216;
    /** Bytes of ed followed by xw. */
    public static final int LENGTH = ED_BYTES + XW_BYTES;

    public AddressRecord {
        if (ed.length != ED_BYTES || xw.length != XW_BYTES) {
            throw new IllegalArgumentException("a record has keys of 32 and 1216 bytes");
        }
    }
}
