package org.myrmex.webdav.methods;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers outside of the heap, by which the bytes of a file go from the disk to the socket without a detour. Some are kept, since each new one
 * is cleared first and lives until garbage is collected. Any thread.
 */
final class Pieces {
    /** Each wakes whoever reads: a quarter of it costs nearly twice the processor time, twice as much gains nothing. */
    static final int BYTES = 512 << 10;
    /** As many transfers as a peer usually has at once; more get their own. */
    private static final int MAX_KEPT = 8;

    private final Queue<ByteBuffer> kept = new ArrayBlockingQueue<>(MAX_KEPT);

    ByteBuffer take() {
        ByteBuffer piece = kept.poll();
        return piece == null ? ByteBuffer.allocateDirect(BYTES) : piece;
    }

    /** Only what nobody writes from any more: the server may still hold one whose writing failed. */
    void give(ByteBuffer piece) {
        kept.offer(piece);
    }
}
