package org.myrmex.transport.tls.internal.slab;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.transport.tls.internal.frame.Bodies;
import org.myrmex.transport.tls.internal.frame.FrameCutter;

/**
 * Where the plain bytes of a read turn land, whichever connection they come from. One thread; one connection at a time,
 * from {@link #begin} to {@link #end}.
 */
public final class Landing implements Bodies {
    /**
     * Shorter bodies are copied: a query that is kept for minutes would keep a whole slab. The longest class, which is what
     * files travel in, moves on at once.
     */
    private static final int MIN_SLICE_BYTES = 8 * 1024;
    /** A record with what decryption may need behind it: RFC 8446 section 5.2 allows 16 KiB and 256 bytes. */
    private static final int RECORD_ROOM_BYTES = 17 * 1024;

    private final SlabPool pool;
    /** Used while the pool has none; nothing in it outlives a turn. */
    private Slab makeshift;

    /** What is filled now, or null. */
    private Slab slab;
    /** First byte that belongs to no frame yet. */
    private int start;

    public Landing(SlabPool pool) {
        this.pool = pool;
    }

    /** Begins a connection's turn with what was over from its last one, and makes room for a record. */
    public void begin(ByteBuffer carried) {
        if (slab != null && (slab == makeshift || slab.isMineAlone())) {
            // everything that was cut out of it is gone already: the same memory once more, while it is warm
            slab.room().clear();
        }
        if (slab == null || slab == makeshift || slab.room().remaining() < carried.remaining() + RECORD_ROOM_BYTES) {
            next();
        }
        start = slab.room().position();
        slab.room().put(carried);
    }

    /** Where the next record is to be decrypted to. */
    public ByteBuffer room() {
        return slab.room();
    }

    /** Cuts the frames that are complete; why the stream must end, if it must. */
    public Optional<CloseReason> cut(FrameCutter cutter, List<Frame> frames) {
        ByteBuffer window = slab.window().limit(slab.room().position()).position(start);
        Optional<CloseReason> fault = cutter.cut(window, this, frames);
        start = window.position();
        return fault;
    }

    /** Goes on in a fresh slab; only the beginning of a frame moves with it. */
    public void makeRoom() {
        ByteBuffer rest = rest();
        if (slab == makeshift || slab.isMineAlone()) {
            slab.room().clear();
        } else {
            next();
        }
        start = slab.room().position();
        slab.room().put(rest);
    }

    /** The beginning of a frame that is not complete, to be carried to the connection's next turn; valid until then. */
    public ByteBuffer rest() {
        return slab.window().limit(slab.room().position()).position(start);
    }

    /** Ends a connection's turn: what is left of it here may be overwritten. */
    public void end() {
        slab.room().position(start);
    }

    /** Nothing more comes for now: a slab in which nothing is held goes back. */
    public void idle() {
        if (slab != makeshift) {
            makeshift = null;
        }
        if (slab != null && (slab == makeshift || slab.isMineAlone())) {
            letGo();
        }
    }

    /** Holds nothing any more. */
    public void close() {
        letGo();
    }

    private void next() {
        letGo();
        slab = pool.take();
        if (slab == null) {
            if (makeshift == null) {
                makeshift = new Slab(null, SlabPool.SLAB_BYTES);
            }
            slab = makeshift;
            slab.room().clear();
        }
    }

    private void letGo() {
        if (slab != null && slab != makeshift) {
            slab.release();
        }
        slab = null;
    }

    @Override
    public Body next(ByteBuffer from, int length) {
        if (length == 0) {
            return Body.EMPTY;
        }
        if (length >= MIN_SLICE_BYTES && slab != makeshift) {
            return HeldBody.slice(pool, slab, from.position(), length);
        }
        if (length >= MIN_SLICE_BYTES) {
            pool.fellBack();
        }
        return HeldBody.copy(pool, from, length);
    }
}
