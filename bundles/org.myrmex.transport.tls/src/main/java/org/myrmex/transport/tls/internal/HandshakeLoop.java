package org.myrmex.transport.tls.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.crowd.Budget;
import org.myrmex.transport.tls.internal.crowd.Crowd;

/**
 * The thread that accepts, connects and shakes hands. Apart from the live links, since Bouncy Castle does 1.3 ms of key
 * exchange inside wrap and unwrap.
 */
final class HandshakeLoop extends SelectorLoop {
    /** How late a handshake's end may be noticed. */
    private static final long TICK_MILLIS = 50;
    /** One record of the longest kind, RFC 5246 section 6.2.3, which allows more than RFC 8446. */
    private static final int INCOMING_BYTES = 5 + 16 * 1024 + 2048;

    /** Answers to first messages: an eighth of a core at most goes to whoever knocks. */
    private static final int ANSWERS_A_SECOND = 100;
    /** Answers after a pause, before anybody has to wait. */
    private static final int ANSWERS_AT_ONCE = 32;
    /** Answers before our own dials have their turn. */
    private static final int ANSWERS_A_TURN = 4;

    // bounded by maxConnections
    private final Set<Dial> dials = new LinkedHashSet<>();
    // bounded by maxUnfinishedHandshakes; the eldest first
    private final Set<Arrival> arrivals = new LinkedHashSet<>();
    private volatile int unfinished;
    private final Budget answers = new Budget(ANSWERS_A_SECOND, ANSWERS_AT_ONCE, System.nanoTime());
    private final Set<Door> doors = new LinkedHashSet<>();
    private final ByteBuffer incoming = ByteBuffer.allocate(INCOMING_BYTES);
    private ByteBuffer flight = ByteBuffer.allocate(0);
    private long nextTickNanos = System.nanoTime();

    HandshakeLoop() {
        super("myrmex-tls-handshake");
    }

    void add(Dial dial) {
        dials.add(dial);
        count();
    }

    int dials() {
        return dials.size();
    }

    /** Somebody who has just come; when there are more than so many, somebody else goes for it. */
    void add(Arrival arrival, int most) {
        arrivals.add(arrival);
        count();
        while (arrivals.size() > most) {
            Optional<Arrival> goes = Crowd.goes(arrivals);
            if (goes.isEmpty()) {
                return;
            }
            goes.get().fail(CloseReason.TOO_MANY);
        }
    }

    void remove(Attempt attempt) {
        // it is in one of them
        dials.remove(attempt);
        arrivals.remove(attempt);
        count();
    }

    private void count() {
        unfinished = dials.size() + arrivals.size();
    }

    /** Attempts that are neither up nor over. Any thread. */
    int unfinished() {
        return unfinished;
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
        if (arrivals.stream().anyMatch(Arrival::waits)) {
            // rounded up, since 0 would be for ever
            return TimeUnit.NANOSECONDS.toMillis(answers.nanosUntilNext(System.nanoTime())) + 1;
        }
        boolean idle = dials.isEmpty() && arrivals.isEmpty() && doors.stream().noneMatch(Door::resting);
        return idle ? 0 : TICK_MILLIS;
    }

    @Override
    void turned() {
        long now = System.nanoTime();
        answer(now);
        if (now - nextTickNanos < 0) {
            return;
        }
        nextTickNanos = nanosFromNow(TICK_MILLIS);
        attempts().forEach(attempt -> guarded(() -> attempt.tick(now)));
        doors.forEach(Door::tick);
    }

    private void answer(long nowNanos) {
        for (int i = 0; i < ANSWERS_A_TURN; i++) {
            Optional<Arrival> next = Crowd.isNext(arrivals, Arrival::waits);
            if (next.isEmpty() || !answers.take(nowNanos)) {
                return;
            }
            guarded(next.get()::answer);
        }
    }

    // a copy: whoever ends leaves
    private List<Attempt> attempts() {
        List<Attempt> all = new ArrayList<>(dials);
        all.addAll(arrivals);
        return all;
    }

    @Override
    void stopping() {
        new ArrayList<>(doors).forEach(Door::shut);
        attempts().forEach(attempt -> guarded(() -> attempt.fail(CloseReason.TRANSPORT_GONE)));
    }
}
