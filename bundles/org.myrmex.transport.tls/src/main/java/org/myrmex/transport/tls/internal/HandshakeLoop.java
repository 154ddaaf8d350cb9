package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.myrmex.api.transport.CloseReason;

/**
 * The thread that accepts, connects and shakes hands. Apart from the live links, since Bouncy Castle does 1.3 ms of key
 * exchange inside wrap and unwrap.
 */
final class HandshakeLoop extends SelectorLoop {
    /** How late a handshake's end may be noticed. */
    private static final long TICK_MILLIS = 50;
    /** One record of the longest kind, RFC 5246 section 6.2.3, which allows more than RFC 8446. */
    private static final int INCOMING_BYTES = 5 + 16 * 1024 + 2048;

    // bounded by maxUnfinishedHandshakes for the accepted and maxConnections for the dialled
    private final Set<Attempt> unfinished = new LinkedHashSet<>();
    private final Set<Door> doors = new LinkedHashSet<>();
    private final ByteBuffer incoming = ByteBuffer.allocate(INCOMING_BYTES);
    private ByteBuffer flight = ByteBuffer.allocate(0);
    private long nextTickNanos = System.nanoTime();

    HandshakeLoop() {
        super("myrmex-tls-handshake");
    }

    void add(Attempt attempt) {
        unfinished.add(attempt);
    }

    void remove(Attempt attempt) {
        unfinished.remove(attempt);
    }

    int unfinished(boolean dialled) {
        return (int) unfinished.stream()
                .filter(attempt -> attempt.dialled() == dialled)
                .count();
    }

    void add(Door door) {
        doors.add(door);
    }

    void remove(Door door) {
        doors.remove(door);
    }

    /** Shared by all handshakes: nothing stays in it between two turns. */
    ByteBuffer incoming() {
        return incoming.clear();
    }

    /** As {@link #incoming}, for what a handshake says. */
    ByteBuffer flight(int bytes) {
        if (flight.capacity() < bytes) {
            flight = ByteBuffer.allocate(bytes);
        }
        return flight.clear();
    }

    @Override
    long sleepMillis() {
        return unfinished.isEmpty() && doors.stream().noneMatch(Door::resting) ? 0 : TICK_MILLIS;
    }

    @Override
    void turned() {
        long now = System.nanoTime();
        if (now - nextTickNanos < 0) {
            return;
        }
        nextTickNanos = nanosFromNow(TICK_MILLIS);
        new ArrayList<>(unfinished).forEach(attempt -> guarded(() -> attempt.tick(now)));
        doors.forEach(Door::tick);
    }

    @Override
    void stopping() {
        new ArrayList<>(doors).forEach(Door::shut);
        new ArrayList<>(unfinished).forEach(attempt -> guarded(() -> attempt.fail(CloseReason.TRANSPORT_GONE)));
    }
}
