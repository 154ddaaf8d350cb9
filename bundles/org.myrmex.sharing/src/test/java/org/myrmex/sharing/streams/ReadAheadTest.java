package org.myrmex.sharing.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;

class ReadAheadTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;

    private final ReadAhead ahead = new ReadAhead(new BlockLayout(1000L * BLOCK + 5));

    @Test
    void itGrowsWithEveryBlockToSixtyFour() {
        int[] ends = {2, 5, 10, 19, 36, 69, 70};
        for (int block = 0; block < ends.length; block++) {
            ahead.move((long) block * BLOCK + 7, 100);
            assertEquals(block, ahead.from());
            assertEquals(ends[block], ahead.to());
        }
        ahead.move(6L * BLOCK + 107, 100);
        assertEquals(70, ahead.to(), "the same block is no progress");
    }

    @Test
    void aJumpBeginsAnew() {
        ahead.move(0, 1);
        ahead.move(BLOCK, 1);
        ahead.move(500L * BLOCK, 1);
        assertEquals(502, ahead.to());
        ahead.move(10L * BLOCK, 1);
        assertEquals(12, ahead.to());
        ahead.stop();
        assertEquals(ahead.from(), ahead.to());
    }

    @Test
    void whatIsAskedForIsWantedButNoMoreThanSixtyFourAndNothingBehindTheEnd() {
        ahead.move(5, 10 * BLOCK);
        assertEquals(11, ahead.to());
        ahead.move(500L * BLOCK, Integer.MAX_VALUE);
        assertEquals(564, ahead.to());
        ahead.move(1000L * BLOCK + 4, 1);
        assertEquals(1001, ahead.to());
    }

    @Test
    void theCacheKeepsWhatIsWantedAndForgetsTheOldest() {
        BlockCache cache = new BlockCache();
        ahead.move(900L * BLOCK, 1);
        cache.put(900, ByteBuffer.wrap(new byte[] {1, 2, 3}), ahead);
        for (int block = 0; block < BlockCache.MAX_BLOCKS; block++) {
            cache.put(block, ByteBuffer.allocate(BLOCK), ahead);
        }
        assertTrue(cache.has(900));
        assertFalse(cache.has(0));
        assertTrue(cache.has(1));
        cache.clear();
        assertFalse(cache.has(900));
    }

    @Test
    void theCacheCopiesWithoutAGap() {
        BlockCache cache = new BlockCache();
        byte[] full = new byte[BLOCK];
        Arrays.fill(full, (byte) 1);
        cache.put(0, ByteBuffer.wrap(full), ahead);
        cache.put(1, ByteBuffer.wrap(new byte[] {2, 3}), ahead);
        cache.put(3, ByteBuffer.wrap(full), ahead);
        ByteBuffer target = ByteBuffer.allocate(100);
        assertEquals(5, cache.copy(BLOCK - 3, target));
        assertArrayEquals(new byte[] {1, 1, 1, 2, 3}, Arrays.copyOf(target.array(), 5));
        assertEquals(0, cache.copy(2L * BLOCK, target));
        assertEquals(0, cache.copy(BLOCK + 2, target), "behind the end");
    }
}
