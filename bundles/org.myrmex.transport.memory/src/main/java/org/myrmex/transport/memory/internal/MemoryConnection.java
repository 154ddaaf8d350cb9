package org.myrmex.transport.memory.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * One end of a connection. The interface's methods leave a note for any thread; all else happens in the network's jobs, one
 * after the other.
 */
final class MemoryConnection implements Connection {
    /** Bytes handed over in one call: what a read from a socket might give. */
    private static final int READ_BYTES = 128 * 1024;

    private final MemoryTransport owner;
    private final MemoryPeer own;
    private final PeerAddress remote;
    private final boolean dialledByUs;
    private final AtomicBoolean noted = new AtomicBoolean();
    private final Queue<Frame> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean turnedAway;
    private volatile boolean closing;
    private volatile boolean paused;
    private volatile boolean silent;
    private volatile CloseReason closeAsked;
    private MemoryConnection other;
    private boolean ended;

    MemoryConnection(MemoryTransport owner, MemoryPeer own, PeerAddress remote, boolean dialledByUs) {
        this.owner = owner;
        this.own = own;
        this.remote = remote;
        this.dialledByUs = dialledByUs;
    }

    static void join(MemoryConnection one, MemoryConnection two) {
        one.other = two;
        two.other = one;
    }

    @Override
    public PeerId peer() {
        return other.own.id();
    }

    @Override
    public PeerAddress remote() {
        return remote;
    }

    @Override
    public boolean dialledByUs() {
        return dialledByUs;
    }

    @Override
    public boolean pinned() {
        return dialledByUs && remote.id().isPresent();
    }

    @Override
    public Realm realm() {
        return Realm.LOOPBACK;
    }

    @Override
    public int send(List<Frame> frames) {
        frames.forEach(frame -> FrameRules.check(frame, own.limits()));
        int taken = 0;
        synchronized (queue) {
            for (Frame frame : frames) {
                int bytes = frame.wireBytes();
                boolean full =
                        queuedBytes > 0 && queuedBytes + bytes > own.limits().queueBytes();
                if (closing || full) {
                    turnedAway = full;
                    break;
                }
                queue.add(FrameRules.copyHeader(frame));
                queuedBytes += bytes;
                taken++;
            }
        }
        if (taken > 0) {
            note();
        }
        return taken;
    }

    @Override
    public int queuedBytes() {
        synchronized (queue) {
            return queuedBytes;
        }
    }

    @Override
    public void pauseReading(boolean pause) {
        paused = pause;
        other.note();
    }

    @Override
    public void close(CloseReason reason) {
        stopTaking();
        if (closeAsked == null) {
            closeAsked = reason;
        }
        note();
    }

    private void stopTaking() {
        synchronized (queue) {
            closing = true;
            turnedAway = false;
        }
    }

    private void note() {
        if (noted.compareAndSet(false, true)) {
            owner.network().execute(this::turn);
        }
    }

    private void turn() {
        noted.set(false);
        if (ended) {
            return;
        }
        deliver();
        if (!ended && closeAsked != null) {
            end(closeAsked);
        }
    }

    void silence() {
        silent = true;
        other.silent = true;
    }

    private void deliver() {
        while (!other.ended && !other.paused && !silent) {
            List<Frame> frames = new ArrayList<>();
            boolean oversized = take(frames);
            if (!frames.isEmpty()) {
                other.own.sink().received(other, frames);
            }
            if (oversized) {
                other.end(CloseReason.OVERSIZED_FRAME);
                return;
            }
            if (hasRoomAgain()) {
                own.sink().writable(this);
            }
            if (frames.isEmpty()) {
                return;
            }
        }
    }

    /** Moves one turn's frames; true when the next one is more than the other end allows. */
    private boolean take(List<Frame> frames) {
        int bytes = 0;
        synchronized (queue) {
            while (!queue.isEmpty() && bytes < READ_BYTES) {
                if (FrameRules.isOversized(queue.peek(), other.own.limits())) {
                    return true;
                }
                Frame frame = queue.remove();
                bytes += frame.wireBytes();
                frames.add(frame);
            }
            queuedBytes -= bytes;
        }
        return false;
    }

    private boolean hasRoomAgain() {
        synchronized (queue) {
            boolean room = turnedAway && queuedBytes <= own.limits().queueBytes() / 2;
            turnedAway &= !room;
            return room;
        }
    }

    /** Once, in a job of the network; the other end is told in the same job. */
    void end(CloseReason reason) {
        if (ended) {
            return;
        }
        if (reason != CloseReason.GONE && reason != closeAsked) {
            stopTaking();
            deliver();
            if (ended) {
                // a frame over the other end's limits has ended both
                return;
            }
        }
        ended = true;
        stopTaking();
        synchronized (queue) {
            queue.forEach(frame -> frame.body().release());
            queue.clear();
            queuedBytes = 0;
        }
        owner.left(this);
        own.sink().closed(this, reason);
        if (!silent) {
            other.end(CloseReason.GONE);
        }
    }
}
