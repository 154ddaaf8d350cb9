package org.myrmex.testkit.network;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** A connection whose incoming frames, and whose end, are told later. What it sends goes out at once. */
final class DelayedConnection implements Connection {
    /** Runs a job after a while. */
    interface Timer {
        void later(Runnable job, long micros);
    }

    /** Bytes on their way; at the cap the connection below stops reading until half of them have arrived. */
    private static final int MAX_HELD_BYTES = 4 * 1024 * 1024;

    private record Held(Runnable event, int bytes) {}

    private final Connection delegate;
    private final ConnectionEvents events;
    private final long delayMicros;
    private final Timer timer;
    private final Queue<Held> held = new ArrayDeque<>();
    private final Object telling = new Object();
    private int heldBytes;
    private boolean full;
    private boolean pauseAsked;
    private boolean paused;

    DelayedConnection(Connection delegate, ConnectionEvents events, long delayMicros, Timer timer) {
        this.delegate = delegate;
        this.events = events;
        this.delayMicros = delayMicros;
        this.timer = timer;
    }

    void received(List<Frame> frames) {
        hold(
                () -> events.received(this, frames),
                frames.stream().mapToInt(Frame::wireBytes).sum());
    }

    void closed(CloseReason reason) {
        hold(() -> events.closed(this, reason), 0);
    }

    private void hold(Runnable event, int bytes) {
        synchronized (this) {
            held.add(new Held(event, bytes));
            heldBytes += bytes;
            full |= heldBytes > MAX_HELD_BYTES;
            pauseDelegate();
        }
        timer.later(this::tellNext, delayMicros);
    }

    // always the eldest, whichever timer fires: so the order cannot change; locked, so that two threads cannot overtake
    private void tellNext() {
        synchronized (telling) {
            Held next;
            synchronized (this) {
                next = held.remove();
                heldBytes -= next.bytes();
                full &= heldBytes > MAX_HELD_BYTES / 2;
                pauseDelegate();
            }
            next.event().run();
        }
    }

    // only on a change: each call wakes the thread below
    private void pauseDelegate() {
        boolean pause = full || pauseAsked;
        if (pause != paused) {
            paused = pause;
            delegate.pauseReading(pause);
        }
    }

    @Override
    public synchronized void pauseReading(boolean pause) {
        pauseAsked = pause;
        pauseDelegate();
    }

    @Override
    public PeerId peer() {
        return delegate.peer();
    }

    @Override
    public PeerAddress remote() {
        return delegate.remote();
    }

    @Override
    public boolean dialledByUs() {
        return delegate.dialledByUs();
    }

    @Override
    public boolean pinned() {
        return delegate.pinned();
    }

    @Override
    public Realm realm() {
        return delegate.realm();
    }

    @Override
    public int send(List<Frame> frames) {
        return delegate.send(frames);
    }

    @Override
    public int queuedBytes() {
        return delegate.queuedBytes();
    }

    @Override
    public void close(CloseReason reason) {
        delegate.close(reason);
    }
}
