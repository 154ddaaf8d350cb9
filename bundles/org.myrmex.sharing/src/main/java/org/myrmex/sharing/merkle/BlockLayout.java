package org.myrmex.sharing.merkle;

import org.myrmex.api.sharing.ContentId;

/**
 * How a file of a length falls into blocks and runs. A run is what one message proves: 256 leaves are 8 KiB of hashes, so
 * that they and up to 18 uncles fit beside the header into the smallest message a channel may offer.
 *
 * @param sizeBytes length of the file
 */
public record BlockLayout(long sizeBytes) {
    public static final int RUN_LEAVES = 256;
    /** Levels of the tree inside a run. */
    public static final int RUN_HEIGHT = 8;
    /** 1 TiB: 2^26 blocks; a bitmap of 8 MiB. */
    public static final long MAX_SIZE_BYTES = 1L << 40;

    public BlockLayout {
        if (!accepts(sizeBytes)) {
            throw new IllegalArgumentException("a file has 0 to " + MAX_SIZE_BYTES + " bytes, not " + sizeBytes);
        }
    }

    public static boolean accepts(long sizeBytes) {
        return sizeBytes >= 0 && sizeBytes <= MAX_SIZE_BYTES;
    }

    public int blocks() {
        return (int) ((sizeBytes + ContentId.BLOCK_BYTES - 1) / ContentId.BLOCK_BYTES);
    }

    /** The block that a place inside of the file is in. */
    public int blockAt(long position) {
        return (int) (position / ContentId.BLOCK_BYTES);
    }

    public long offsetOf(int block) {
        return (long) block * ContentId.BLOCK_BYTES;
    }

    public int lengthOf(int block) {
        return (int) Math.min(ContentId.BLOCK_BYTES, sizeBytes - offsetOf(block));
    }

    /** Levels between the leaves and the root; 0 for a file of one block. */
    public int height() {
        return blocks() <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(blocks() - 1);
    }

    public int runs() {
        return (blocks() + RUN_LEAVES - 1) / RUN_LEAVES;
    }

    public int runOf(int block) {
        return block / RUN_LEAVES;
    }

    public int firstOf(int run) {
        return run * RUN_LEAVES;
    }

    public int leavesIn(int run) {
        return Math.min(RUN_LEAVES, blocks() - firstOf(run));
    }

    /** Levels inside a run of this file: less than {@link #RUN_HEIGHT} when the file has but one. */
    public int runHeight() {
        return Math.min(RUN_HEIGHT, height());
    }

    /** Hashes that lead from a run to the root. */
    public int uncles() {
        return height() - runHeight();
    }
}
