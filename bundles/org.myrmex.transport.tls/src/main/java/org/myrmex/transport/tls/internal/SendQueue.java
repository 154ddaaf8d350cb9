package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.transport.tls.internal.frame.FrameHeader;

/** Frames that wait for the socket, bounded by bytes. Any thread offers, the links thread takes. */
final class SendQueue {
    private final TransportLimits limits;
    private final Queue<Frame> frames = new ArrayDeque<>();
    private int queuedBytes;
    private boolean turnedAway;
    private boolean closed;

    SendQueue(TransportLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes frames while they fit; one always fits into an empty queue, so that no limit stops a connection for good.
     *
     * @return how many were taken
     * @throws IllegalArgumentException when one of them breaks the limits; then none is taken
     */
    int offer(List<Frame> offered) {
        offered.forEach(frame -> FrameHeader.of(frame, limits));
        synchronized (this) {
            if (closed) {
                return 0;
            }
            int taken = 0;
            for (Frame frame : offered) {
                int bytes = frame.wireBytes();
                if (queuedBytes > 0 && queuedBytes + bytes > limits.queueBytes()) {
                    turnedAway = true;
                    break;
                }
                frames.add(frame);
                queuedBytes += bytes;
                taken++;
            }
            return taken;
        }
    }

    /**
     * Writes as many whole frames as have room and lets their bodies go.
     *
     * @return bytes written; they count as queued until {@link #written} says otherwise
     */
    int drainTo(ByteBuffer to) {
        int start = to.position();
        for (Frame frame = poll(to.remaining()); frame != null; frame = poll(to.remaining())) {
            try {
                FrameHeader.of(frame, limits).write(to);
                to.put(frame.header().duplicate()).put(frame.body().view());
            } finally {
                frame.body().release();
            }
        }
        return to.position() - start;
    }

    private synchronized Frame poll(int room) {
        Frame next = frames.peek();
        return next == null || next.wireBytes() > room ? null : frames.remove();
    }

    /**
     * Bytes have reached the socket.
     *
     * @return whether somebody who was turned away can be told that there is room: only at half of the limit, so that a
     *     busy sender is called for many frames rather than for each
     */
    synchronized boolean written(int bytes) {
        queuedBytes -= bytes;
        if (turnedAway && queuedBytes <= limits.queueBytes() / 2) {
            turnedAway = false;
            return true;
        }
        return false;
    }

    synchronized int queuedBytes() {
        return queuedBytes;
    }

    /** Takes nothing more; what is queued can still be drained. */
    synchronized void close() {
        closed = true;
        turnedAway = false;
    }

    /** Closes and lets go of what is left. */
    void clear() {
        close();
        for (Frame frame = poll(Integer.MAX_VALUE); frame != null; frame = poll(Integer.MAX_VALUE)) {
            frame.body().release();
        }
        synchronized (this) {
            queuedBytes = 0;
        }
    }
}
