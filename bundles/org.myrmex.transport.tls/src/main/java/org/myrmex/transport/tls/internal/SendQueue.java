package org.myrmex.transport.tls.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.transport.tls.internal.frame.FrameHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames that wait for the socket, bounded by bytes. Any thread offers, the links thread takes. */
final class SendQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SendQueue.class);

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

    /** Moves as many whole frames as have room; their bytes count as queued until {@link #written} says otherwise. */
    synchronized void drainTo(List<Frame> taken, int room) {
        int left = room;
        for (Frame next = frames.peek(); next != null && next.wireBytes() <= left; next = frames.peek()) {
            left -= next.wireBytes();
            taken.add(frames.remove());
        }
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
        List<Frame> left;
        synchronized (this) {
            close();
            left = List.copyOf(frames);
            frames.clear();
            queuedBytes = 0;
        }
        letGo(left);
    }

    /** Releases the bodies; one that is not ours any more, by somebody's fault, costs the others nothing. */
    static void letGo(List<Frame> frames) {
        for (Frame frame : frames) {
            try {
                frame.body().release();
            } catch (RuntimeException e) {
                LOG.error("the body of a frame was released too often by its sender; please report it", e);
            }
        }
    }
}
