package org.myrmex.transport.tls.internal.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

final class SlabPoolTest {
    private final SlabPool pool = new SlabPool(3 * SlabPool.SLAB_BYTES);

    private HeldBody body(Slab slab, int at, byte... bytes) {
        slab.room().put(at, bytes);
        return HeldBody.slice(pool, slab, at, bytes.length);
    }

    @Test
    void aSlabThatNobodyHoldsIsUsedAgain() {
        Slab first = pool.take();
        first.release();
        assertEquals(0, pool.bytesInUse());
        assertEquals(SlabPool.SLAB_BYTES, pool.bytesPooled());
        assertSame(first, pool.take());
        assertEquals(0, pool.bytesPooled());
    }

    @Test
    void aSlabLivesAsLongAsItsLastBody() {
        Slab slab = pool.take();
        HeldBody one = body(slab, 0, (byte) 1);
        HeldBody two = body(slab, 9, (byte) 2, (byte) 3);
        slab.release();
        one.release();
        assertEquals(SlabPool.SLAB_BYTES, pool.bytesInUse());
        assertEquals(1, pool.heldBodies());
        assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), two.view());
        two.release();
        assertEquals(0, pool.bytesInUse());
        assertEquals(0, pool.heldBodies());
    }

    @Test
    void aBodyIsReadOnlyAndSeesNothingOfItsNeighbours() {
        HeldBody body = body(pool.take(), 5, (byte) 7, (byte) 8);
        ByteBuffer view = body.view();
        assertEquals(0, view.position());
        assertEquals(2, view.capacity());
        assertThrows(ReadOnlyBufferException.class, () -> view.put((byte) 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.get(2));
    }

    @Test
    void aReleasedBodyRefusesEveryUse() {
        HeldBody body = body(pool.take(), 0, (byte) 1);
        body.retain();
        body.release();
        assertEquals(1, body.view().remaining());
        body.release();
        assertThrows(IllegalStateException.class, body::view);
        assertThrows(IllegalStateException.class, body::retain);
        assertThrows(IllegalStateException.class, body::release);
        assertEquals(0, pool.heldBodies());
    }

    @Test
    void noMoreSlabsThanTheCapAllows() {
        List<Slab> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.add(assertNotNullSlab());
        }
        assertNull(pool.take());
        taken.get(1).release();
        assertNotNullSlab();
    }

    private Slab assertNotNullSlab() {
        Slab slab = pool.take();
        assertNotNull(slab);
        return slab;
    }

    @Test
    void whatABurstNeededIsNotKeptForGood() {
        SlabPool large = new SlabPool(64 * 1024 * 1024);
        List<Slab> burst = new ArrayList<>();
        for (Slab slab = large.take(); slab != null; slab = large.take()) {
            burst.add(slab);
        }
        assertTrue(large.bytesInUse() > 63 * 1024 * 1024 && large.bytesInUse() <= 64 * 1024 * 1024);
        burst.forEach(Slab::release);
        assertEquals(0, large.bytesInUse());
        assertTrue(large.bytesPooled() <= 8 * 1024 * 1024);
    }

    @Test
    void bodiesMayEndOnAnyThread() throws InterruptedException {
        SlabPool large = new SlabPool(256 * SlabPool.SLAB_BYTES);
        BlockingQueue<HeldBody> passed = new ArrayBlockingQueue<>(100);
        int rounds = 20_000;
        Thread other = new Thread(() -> {
            try {
                for (int i = 0; i < rounds; i++) {
                    passed.take().release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        for (int round = 0; round < rounds; round++) {
            Slab slab = large.take();
            slab.room().put(0, (byte) round);
            HeldBody shared = HeldBody.slice(large, slab, 0, 1);
            shared.retain();
            slab.release();
            passed.put(shared);
            assertEquals((byte) round, shared.view().get());
            shared.release();
        }
        other.join();
        assertEquals(0, large.bytesInUse());
        assertEquals(0, large.heldBodies());
    }
}
