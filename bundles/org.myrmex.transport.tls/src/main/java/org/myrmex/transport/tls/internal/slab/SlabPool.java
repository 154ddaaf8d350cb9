package org.myrmex.transport.tls.internal.slab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** The slabs of one transport, under a cap. Any thread: bodies are released wherever they end. */
public final class SlabPool {
    /** What one read turn brings, so that a turn begins at most one new slab. */
    static final int SLAB_BYTES = 112 * 1024;
    /** Kept when nobody needs them; a burst's further ones are garbage. */
    private static final int MAX_IDLE_BYTES = 8 * 1024 * 1024;

    private final int maxSlabs;
    // the one used last is taken first: it is still in the processor's cache
    private final Deque<Slab> idle = new ArrayDeque<>();
    private final AtomicLong heldBodies = new AtomicLong();
    private final AtomicLong fallbacks = new AtomicLong();
    private int slabsInUse;

    /** @param capBytes of slabs that are in use at once */
    public SlabPool(int capBytes) {
        maxSlabs = capBytes / SLAB_BYTES;
    }

    /** A slab with one holder, or null when the cap is reached. */
    Slab take() {
        Slab slab;
        synchronized (this) {
            if (slabsInUse >= maxSlabs) {
                return null;
            }
            slabsInUse++;
            slab = idle.poll();
        }
        if (slab == null) {
            slab = new Slab(this, SLAB_BYTES);
        }
        slab.retain();
        return slab;
    }

    synchronized void giveBack(Slab slab) {
        slabsInUse--;
        if ((idle.size() + 1) * SLAB_BYTES <= MAX_IDLE_BYTES) {
            slab.room().clear();
            idle.push(slab);
        }
    }

    void bodyBorn() {
        heldBodies.getAndIncrement();
    }

    void fellBack() {
        fallbacks.getAndIncrement();
    }

    void bodyGone() {
        heldBodies.getAndDecrement();
    }

    /** Bytes of slabs that somebody holds a part of. */
    public synchronized long bytesInUse() {
        return (long) slabsInUse * SLAB_BYTES;
    }

    /** Bytes of slabs that wait for their next use. */
    public synchronized long bytesPooled() {
        return (long) idle.size() * SLAB_BYTES;
    }

    /** Received bodies that somebody holds. */
    public long heldBodies() {
        return heldBodies.get();
    }

    /** Bodies that had to be copied out, ever, because all slabs were in use. */
    public long fallbacks() {
        return fallbacks.get();
    }
}
