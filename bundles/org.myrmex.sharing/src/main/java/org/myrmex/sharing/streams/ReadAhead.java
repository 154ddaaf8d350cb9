package org.myrmex.sharing.streams;

import org.myrmex.sharing.merkle.BlockLayout;

/** Which blocks a reader wants: few after a jump, more and more while it reads on. One thread at a time. */
final class ReadAhead {
    /** After a jump. A server gives leaves of one more run for two blocks, so one alone would end the channel some day. */
    static final int LEAST_BLOCKS = 2;
    /** 1 MiB: four windows of a download, so that a few sources have enough to do. */
    static final int MOST_BLOCKS = 64;

    private final BlockLayout layout;
    private int ahead = LEAST_BLOCKS;
    private int from;
    private int to;

    ReadAhead(BlockLayout layout) {
        this.layout = layout;
    }

    /** The reader is there now and wants so many bytes, at least one inside of the file. */
    void move(long position, int length) {
        int block = layout.blockAt(position);
        int end = layout.blockAt(Math.min(position + Math.max(length, 1), layout.sizeBytes()) - 1) + 1;
        if (block < from || block > to) {
            ahead = LEAST_BLOCKS;
        } else if (block > from) {
            ahead = Math.min(MOST_BLOCKS, 2 * ahead);
        }
        from = block;
        to = Math.min(Math.min(Math.max(block + ahead, end), block + MOST_BLOCKS), layout.blocks());
    }

    /** Nothing more is wanted until it moves. */
    void stop() {
        to = from;
        ahead = LEAST_BLOCKS;
    }

    /** The first block that is wanted. */
    int from() {
        return from;
    }

    /** The block behind the last one. */
    int to() {
        return to;
    }
}
