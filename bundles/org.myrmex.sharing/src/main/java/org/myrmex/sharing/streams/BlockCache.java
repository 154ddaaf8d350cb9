package org.myrmex.sharing.streams;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.sharing.ContentId;

/** Verified blocks, those that were used last. Any thread. */
final class BlockCache {
    /** 2 MiB: what is read ahead, and as much of what is late after a jump or was read. */
    static final int MAX_BLOCKS = 2 * ReadAhead.MOST_BLOCKS;

    private final Map<Integer, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);

    synchronized boolean has(int block) {
        return blocks.containsKey(block);
    }

    /** Takes a block in; another goes when there are too many, but none of those that are wanted. */
    synchronized void put(int block, ByteBuffer bytes, ReadAhead wanted) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        blocks.put(block, copy);
        Iterator<Integer> eldest = blocks.keySet().iterator();
        while (blocks.size() > MAX_BLOCKS) {
            int old = eldest.next();
            if (old < wanted.from() || old >= wanted.to()) {
                eldest.remove();
            }
        }
    }

    /** Copies what is there from a place on, without a gap. Returns the number of bytes. */
    synchronized int copy(long position, ByteBuffer target) {
        int before = target.remaining();
        long at = position;
        byte[] block = blocks.get((int) (at / ContentId.BLOCK_BYTES));
        while (block != null && target.hasRemaining()) {
            int offset = (int) (at % ContentId.BLOCK_BYTES);
            int length = Math.min(block.length - offset, target.remaining());
            if (length <= 0) {
                break;
            }
            target.put(block, offset, length);
            at += length;
            block = blocks.get((int) (at / ContentId.BLOCK_BYTES));
        }
        return before - target.remaining();
    }

    synchronized void clear() {
        blocks.clear();
    }
}
