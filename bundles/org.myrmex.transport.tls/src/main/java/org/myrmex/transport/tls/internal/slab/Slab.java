package org.myrmex.transport.tls.internal.slab;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of memory that is filled once from front to back and used again when nobody holds any part of it. On the heap:
 * the JDK's AES-GCM is a quarter faster there than off it (docs/decisions/0010).
 */
final class Slab {
    private final SlabPool pool;
    private final AtomicInteger holders = new AtomicInteger();
    private final ByteBuffer room;
    private final ByteBuffer window;
    private final ByteBuffer readOnly;

    /** @param pool where it goes when nobody holds it, or null */
    Slab(SlabPool pool, int bytes) {
        this.pool = pool;
        room = ByteBuffer.allocate(bytes);
        window = room.duplicate();
        readOnly = room.asReadOnlyBuffer();
    }

    /** From the end of what is filled; for whoever fills it. */
    ByteBuffer room() {
        return room;
    }

    /** The same bytes with another position and limit; for whoever fills it. */
    ByteBuffer window() {
        return window;
    }

    /** All of it, to make parts of: its position and limit mean nothing. */
    ByteBuffer readOnly() {
        return readOnly;
    }

    void retain() {
        holders.getAndIncrement();
    }

    void release() {
        if (holders.decrementAndGet() == 0 && pool != null) {
            pool.giveBack(this);
        }
    }

    /** Whether nobody holds a part of it but the one who asks. */
    boolean isMineAlone() {
        return holders.get() == 1;
    }
}
