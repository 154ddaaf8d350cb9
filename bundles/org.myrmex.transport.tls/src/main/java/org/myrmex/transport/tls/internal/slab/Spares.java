package org.myrmex.transport.tls.internal.slab;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Buffers for what is incomplete: a connection that waits for the rest of a record or a frame, or for its socket, keeps the
 * piece in one of them. Counted by any thread, used by one.
 */
public final class Spares {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int bytes;
    private final int maxIdle;
    private final IntFunction<ByteBuffer> allocation;
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();
    private final AtomicLong bytesInUse = new AtomicLong();
    private volatile long bytesPooled;

    private Spares(int bytes, int maxIdle, IntFunction<ByteBuffer> allocation) {
        this.bytes = bytes;
        this.maxIdle = maxIdle;
        this.allocation = allocation;
    }

    /**
     * Spares on the heap.
     *
     * @param bytes of one; a longer piece gets a buffer that is not used again
     * @param maxIdle kept when nobody needs them; further ones are garbage
     */
    public static Spares onHeap(int bytes, int maxIdle) {
        return new Spares(bytes, maxIdle, ByteBuffer::allocate);
    }

    /** As {@link #onHeap}, for what goes to sockets. */
    public static Spares offHeap(int bytes, int maxIdle) {
        return new Spares(bytes, maxIdle, ByteBuffer::allocateDirect);
    }

    /** A copy of what remains, to be given back; for nothing it is nothing. */
    public ByteBuffer copyOf(ByteBuffer piece) {
        int length = piece.remaining();
        if (length == 0) {
            return NOTHING;
        }
        ByteBuffer spare = length <= bytes ? idle.poll() : null;
        if (spare == null) {
            spare = allocation.apply(Math.max(length, bytes));
        } else {
            bytesPooled = (long) idle.size() * bytes;
        }
        bytesInUse.addAndGet(spare.capacity());
        return spare.clear().put(piece).flip();
    }

    /** Of one that {@link #copyOf} made. */
    public void giveBack(ByteBuffer spare) {
        bytesInUse.addAndGet(-spare.capacity());
        if (spare.capacity() == bytes && idle.size() < maxIdle) {
            idle.push(spare);
            bytesPooled = (long) idle.size() * bytes;
        }
    }

    /** Bytes of buffers that connections keep. */
    public long bytesInUse() {
        return bytesInUse.get();
    }

    /** Bytes of buffers that wait for their next use. */
    public long bytesPooled() {
        return bytesPooled;
    }
}
