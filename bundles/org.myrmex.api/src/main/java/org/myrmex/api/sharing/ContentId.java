package org.myrmex.api.sharing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file is, wherever it lies: the SHA-256 Merkle root over blocks of 16 KiB, as the "pieces root" of BitTorrent v2
 * (BEP 52).
 */
public final class ContentId implements Comparable<ContentId> {
    /** Bytes of an id. */
    public static final int LENGTH = 32;
    /** Bytes of a block. */
    public static final int BLOCK_BYTES = 16_384;

    private final byte[] bytes;

    private ContentId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when it is not 32 bytes */
    public static ContentId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a content id has 32 bytes, not " + bytes.length);
        }
        return new ContentId(bytes.clone());
    }

    /**
     * Reads 64 hex digits.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static ContentId parse(String hex) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("a content id has 64 hex digits");
        }
        return new ContentId(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    }

    /** Its 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(ContentId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
