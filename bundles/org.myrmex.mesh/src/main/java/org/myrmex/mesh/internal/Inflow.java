package org.myrmex.mesh.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;

/** How much was received and not handled yet, and who is not read from because of that. */
final class Inflow {
    /** Of all links together; above it reading is paused. */
    private static final long MAX_BACKLOG_BYTES = 8L << 20;

    private final AtomicLong backlogBytes = new AtomicLong();
    private final Set<Connection> paused = new HashSet<>();
    private boolean allPaused;

    /** Counts frames in and pauses their connection when it is too much; any thread. @return the bytes, below 0 when paused */
    long arrived(Connection connection, List<Frame> frames) {
        long bytes = 0;
        for (Frame frame : frames) {
            bytes += frame.wireBytes();
        }
        if (backlogBytes.addAndGet(bytes) <= MAX_BACKLOG_BYTES) {
            return bytes;
        }
        connection.pauseReading(true);
        return -bytes;
    }

    /** What {@link #arrived} returned is about to be handled; loop thread only, as all below. */
    void handling(Connection connection, long arrived) {
        if (arrived < 0) {
            paused.add(connection);
        }
    }

    void handled(long arrived) {
        backlogBytes.addAndGet(-Math.abs(arrived));
    }

    /** Resumes reading when the backlog has gone down. */
    void relax() {
        if (!allPaused && !paused.isEmpty() && backlogBytes.get() < MAX_BACKLOG_BYTES / 4) {
            paused.forEach(connection -> connection.pauseReading(false));
            paused.clear();
        }
    }

    /** Received and not handled yet. */
    long backlogBytes() {
        return backlogBytes.get();
    }

    /** Whether nothing is read at all, while the routing is being replaced. */
    boolean allPaused() {
        return allPaused;
    }

    void pauseAll(boolean pause, Iterable<Connection> connections) {
        allPaused = pause;
        connections.forEach(connection -> connection.pauseReading(pause));
        if (!pause) {
            paused.clear();
        }
    }

    void opened(Connection connection) {
        connection.pauseReading(allPaused);
    }

    void closed(Connection connection) {
        paused.remove(connection);
    }
}
