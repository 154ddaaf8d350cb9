package org.myrmex.transport.tls.internal.slab;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.myrmex.api.transport.Body;

/** A received body: a part of a slab, or a copy. Any thread. */
final class HeldBody implements Body {
    // in place of an object for each body
    private static final AtomicIntegerFieldUpdater<HeldBody> HOLDERS =
            AtomicIntegerFieldUpdater.newUpdater(HeldBody.class, "holders");

    private final SlabPool pool;
    /** What it is a part of, or null. */
    private final Slab slab;

    private final ByteBuffer bytes;
    private final int offset;
    private final int length;
    private volatile int holders = 1;

    private HeldBody(SlabPool pool, Slab slab, ByteBuffer bytes, int offset, int length) {
        this.pool = pool;
        this.slab = slab;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        pool.bodyBorn();
    }

    /** A part of a slab, which is not used again before the body is gone. */
    static HeldBody slice(SlabPool pool, Slab slab, int offset, int length) {
        slab.retain();
        return new HeldBody(pool, slab, slab.readOnly(), offset, length);
    }

    /** A copy of the next bytes. */
    static HeldBody copy(SlabPool pool, ByteBuffer from, int length) {
        byte[] copy = new byte[length];
        from.get(from.position(), copy);
        return new HeldBody(pool, null, ByteBuffer.wrap(copy).asReadOnlyBuffer(), 0, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public ByteBuffer view() {
        if (holders <= 0) {
            throw new IllegalStateException("the body was released");
        }
        return bytes.slice(offset, length);
    }

    @Override
    public void retain() {
        if (HOLDERS.getAndUpdate(this, count -> count <= 0 ? count : count + 1) <= 0) {
            throw new IllegalStateException("the body was released");
        }
    }

    @Override
    public void release() {
        int before = HOLDERS.getAndUpdate(this, count -> count <= 0 ? count : count - 1);
        if (before <= 0) {
            throw new IllegalStateException("the body was released more often than it was held");
        }
        if (before == 1) {
            pool.bodyGone();
            if (slab != null) {
                slab.release();
            }
        }
    }
}
