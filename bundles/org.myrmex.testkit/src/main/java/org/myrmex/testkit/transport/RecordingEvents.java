package org.myrmex.testkit.transport;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;

/**
 * Writes down what a transport tells, releases each body at once, and notes every breach of the order that
 * {@link ConnectionEvents} promises. Tests wait here, never longer than {@link #PATIENCE_SECONDS}.
 */
public final class RecordingEvents implements ConnectionEvents {
    /** How long a test waits for something that must come. */
    public static final int PATIENCE_SECONDS = 20;

    private final Consumer<Connection> whenUp;
    private final List<Connection> ups = new ArrayList<>();
    private final List<FrameCopy> frames = new ArrayList<>();
    private final IdentityHashMap<Connection, CloseReason> closed = new IdentityHashMap<>();
    private final List<CloseReason> failures = new ArrayList<>();
    private final List<PeerAddress> failedAddresses = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private int writables;

    /** Only writes down. */
    public RecordingEvents() {
        this(connection -> {});
    }

    /** Does something with each new connection, on the transport's thread. */
    public RecordingEvents(Consumer<Connection> whenUp) {
        this.whenUp = whenUp;
    }

    @Override
    public void up(Connection connection) {
        whenUp.accept(connection);
        synchronized (this) {
            if (ups.contains(connection)) {
                breaches.add("up twice");
            }
            ups.add(connection);
            notifyAll();
        }
    }

    @Override
    public synchronized void received(Connection connection, List<Frame> batch) {
        checkLive(connection, "received");
        for (Frame frame : batch) {
            frames.add(FrameCopy.of(frame));
            frame.body().release();
        }
        notifyAll();
    }

    @Override
    public synchronized void writable(Connection connection) {
        checkLive(connection, "writable");
        writables++;
        notifyAll();
    }

    @Override
    public synchronized void closed(Connection connection, CloseReason reason) {
        checkLive(connection, "closed");
        closed.put(connection, reason);
        notifyAll();
    }

    @Override
    public synchronized void failed(PeerAddress address, CloseReason reason) {
        failures.add(reason);
        failedAddresses.add(address);
        notifyAll();
    }

    private void checkLive(Connection connection, String event) {
        if (!ups.contains(connection)) {
            breaches.add(event + " before up");
        }
        if (closed.containsKey(connection)) {
            breaches.add(event + " after closed");
        }
    }

    /** The connection that came up as number {@code index}. */
    public Connection awaitUp(int index) {
        await("connection " + index, () -> ups.size() > index);
        synchronized (this) {
            return ups.get(index);
        }
    }

    /** The frames so far. */
    public synchronized List<FrameCopy> frames() {
        return List.copyOf(frames);
    }

    /** The first {@code count} frames. */
    public List<FrameCopy> awaitFrames(int count) {
        await(count + " frames", () -> frames.size() >= count);
        synchronized (this) {
            return List.copyOf(frames);
        }
    }

    /** Why a connection ended. */
    public CloseReason awaitClosed(Connection connection) {
        await("the end of a connection", () -> closed.containsKey(connection));
        synchronized (this) {
            return closed.get(connection);
        }
    }

    /** Why the dial, or the accepted connection, number {@code index} failed. */
    public CloseReason awaitFailed(int index) {
        await("failure " + index, () -> failures.size() > index);
        synchronized (this) {
            return failures.get(index);
        }
    }

    /**
     * Why the only dial brought nothing: it failed, or it came up and was closed at once, since with some handshakes a
     * dialler is through before the other end has looked at it.
     */
    public CloseReason awaitTurnedAway() {
        await("the end of the dial", () -> failures.size() + closed.size() > 0);
        synchronized (this) {
            return failures.isEmpty() ? closed.values().iterator().next() : failures.get(0);
        }
    }

    /** Why dials, or accepted connections, failed so far. */
    public synchronized List<CloseReason> failures() {
        return List.copyOf(failures);
    }

    /** Waits for more calls of writable than {@code seen}, but not for good: false when none comes in time. */
    public boolean awaitWritable(int seen, long timeoutMillis) {
        return within(timeoutMillis, () -> writables > seen);
    }

    /** Calls of writable so far. */
    public synchronized int writables() {
        return writables;
    }

    /** Connections that came up. */
    public synchronized List<Connection> ups() {
        return List.copyOf(ups);
    }

    /** The addresses of failures, in the order of the failures. */
    public synchronized List<PeerAddress> failedAddresses() {
        return List.copyOf(failedAddresses);
    }

    /** Events out of order; empty for a transport that keeps the contract. */
    public synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    private void await(String what, BooleanSupplier there) {
        if (!within(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), there)) {
            throw new AssertionError(what + " did not come; failures: " + failures + ", closed: " + closed.values());
        }
    }

    private synchronized boolean within(long timeoutMillis, BooleanSupplier there) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (!there.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
        return true;
    }
}
