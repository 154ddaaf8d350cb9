package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.transport.Frame;
import org.myrmex.transport.tls.internal.frame.FrameHeader;

/**
 * Frames on their way into one write: headers and short bodies in memory of its own, long bodies where they are. Used again
 * and again; links thread only.
 */
final class Batch {
    /** Shorter bodies are copied: a part costs more than its bytes. */
    private static final int MIN_PART_BYTES = 4 * 1024;

    private final int capacity;
    private final ByteBuffer small;
    private final List<Frame> frames = new ArrayList<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int bytes;
    /** Where in {@link #small} the part begins that is not among the parts yet. */
    private int partStart;

    /** @param capacity of all frames together */
    Batch(int capacity) {
        this.capacity = capacity;
        small = ByteBuffer.allocate(capacity);
    }

    /** Takes what is queued, as far as it has room. */
    void fill(SendQueue queue) {
        queue.drainTo(frames, capacity);
        for (Frame frame : frames) {
            ByteBuffer header = frame.header();
            FrameHeader.write(frame, small);
            small.put(small.position(), header, header.position(), header.remaining());
            small.position(small.position() + header.remaining());
            ByteBuffer body = frame.body().view();
            if (body.remaining() < MIN_PART_BYTES) {
                small.put(body);
            } else {
                endPart();
                parts.add(body);
            }
            bytes += frame.wireBytes();
        }
        endPart();
    }

    private void endPart() {
        if (small.position() > partStart) {
            parts.add(small.slice(partStart, small.position() - partStart));
            partStart = small.position();
        }
    }

    /** All of it, one part behind the other; valid until it is emptied. */
    List<ByteBuffer> parts() {
        return parts;
    }

    /** Bytes of all frames. */
    int bytes() {
        return bytes;
    }

    /** Lets the bodies go. */
    void empty() {
        SendQueue.letGo(frames);
        frames.clear();
        parts.clear();
        small.clear();
        partStart = 0;
        bytes = 0;
    }
}
