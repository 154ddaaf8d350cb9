package org.myrmex.channel.core;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;

/** The receiving half: puts messages in order, hands out what was asked for, knows what to acknowledge and when. */
final class ReceiveWindow {
    /** Messages that wait here or at the listener; as many as the acknowledgement's bits can tell. */
    static final int BUFFER_MESSAGES = 64;

    /** An acknowledgement waits so long for something to ride on (MUTE-like meshes have RTTs of tens of ms). */
    static final long ACK_DELAY_MICROS = 10_000;

    /**
     * So many messages are acknowledged at once: more than the 16 that a download asks for in one message, for each record
     * carries an acknowledgement, and less than half of the largest window. One of its own for every second message was a
     * third of all frames that relays saw.
     */
    private static final int ACK_EVERY = 24;

    /** All of the first window: its sender waits. */
    private static final int ACK_EVERY_AT_FIRST = 16;

    /** A sender that has less credit than this is told of more; half the buffer. */
    private static final int LOW_CREDIT = 32;

    /** News of credit is worth a record when it is at least so much. */
    private static final int WORTHWHILE_CREDIT = 16;

    private final Budget budget;
    private final TreeMap<Long, Segment> held = new TreeMap<>();
    private final ArrayDeque<Integer> atListener = new ArrayDeque<>();
    private long next;
    private long taken;
    private long consumed;
    private long demand;
    private long finishSequence = Long.MAX_VALUE;

    private int owed;
    private long owedSinceMicros;
    private boolean urgent;
    private long advertised = BUFFER_MESSAGES;
    private long echo = Acknowledgement.NO_ECHO;
    private long echoMicros;

    ReceiveWindow(Budget budget) {
        this.budget = budget;
    }

    /** A record came, whatever is in it. */
    void heard(long now, long counter) {
        if (counter > echo) {
            echo = counter;
            echoMicros = now;
        }
    }

    /** Takes what is numbered; what has no place is forgotten, and the peer repeats it. */
    void add(long now, Segment segment) {
        long sequence = segment.sequence();
        if (sequence < next || held.containsKey(sequence)) {
            urgent = true;
            return;
        }
        if (sequence >= consumed + BUFFER_MESSAGES || sequence > finishSequence) {
            return;
        }
        int bytes = segment.data().length;
        boolean holdsNothing = held.isEmpty() && atListener.isEmpty();
        if (!budget.hasRoomFor(bytes) && !(sequence == next && holdsNothing)) {
            // one message each is always taken: without it, a full budget could never empty again
            return;
        }
        if (segment.kind() == Segment.Kind.FINISH) {
            if (!held.isEmpty() && held.lastKey() > sequence) {
                return;
            }
            finishSequence = sequence;
        }
        budget.take(bytes);
        held.put(sequence, segment);
        boolean outOfOrder = sequence != next;
        while (held.containsKey(next)) {
            next++;
        }
        owe(now, outOfOrder || held.higherKey(next) != null);
    }

    private void owe(long now, boolean gap) {
        if (owed == 0) {
            owedSinceMicros = now;
        }
        owed++;
        urgent |= gap;
    }

    /** The peer wants to hear at once. */
    void probed() {
        urgent = true;
    }

    /** So many more messages may go to the listener. */
    void request(long messages) {
        demand = demand + messages < 0 ? Long.MAX_VALUE : demand + messages;
    }

    /** The next in order, if it is there and wanted. */
    Optional<Segment> take() {
        Segment first = taken < next ? held.get(taken) : null;
        if (first == null) {
            return Optional.empty();
        }
        boolean message = first.kind() == Segment.Kind.MESSAGE;
        if (message && demand == 0) {
            return Optional.empty();
        }
        held.remove(taken++);
        if (message) {
            demand--;
            atListener.add(first.data().length);
        } else {
            budget.giveBack(first.data().length);
            moveCredit();
        }
        return Optional.of(first);
    }

    /** The listener is done with the oldest message it was handed. */
    void consumed() {
        Integer bytes = atListener.poll();
        if (bytes != null) {
            budget.giveBack(bytes);
            moveCredit();
        }
    }

    private void moveCredit() {
        consumed = taken - atListener.size();
        long limit = consumed + BUFFER_MESSAGES;
        urgent |= !complete() && advertised - next < LOW_CREDIT && limit - advertised >= WORTHWHILE_CREDIT;
    }

    /** Whether all that the peer has to say is here. */
    boolean complete() {
        return next > finishSequence;
    }

    /** Whether it was handed out too. */
    boolean drained() {
        return taken > finishSequence;
    }

    boolean acknowledgementDue(long now) {
        return now >= acknowledgeAt();
    }

    /** When an acknowledgement is due that nothing carried before. */
    long acknowledgeAt() {
        if (urgent || owed >= (next < BUFFER_MESSAGES ? ACK_EVERY_AT_FIRST : ACK_EVERY)) {
            return Long.MIN_VALUE;
        }
        return owed > 0 ? owedSinceMicros + ACK_DELAY_MICROS : Long.MAX_VALUE;
    }

    Acknowledgement acknowledgement(long now) {
        long bits = 0;
        for (long sequence : held.tailMap(next, false).keySet()) {
            bits |= 1L << (sequence - next - 1);
        }
        long limit = consumed + BUFFER_MESSAGES;
        long delayMillis = echo < 0 ? 0 : Math.min(Acknowledgement.LONG_AGO_MILLIS, (now - echoMicros) / 1000);
        return new Acknowledgement(next, bits, (int) (limit - next), (int) echo, (int) delayMillis);
    }

    /** A record with {@link #acknowledgement} is on its way. */
    void acknowledged() {
        owed = 0;
        urgent = false;
        advertised = consumed + BUFFER_MESSAGES;
    }

    /** Forgets all that it holds; what waits at the listener counts until it is {@link #consumed}, for it is still there. */
    void clear() {
        for (Segment segment : held.values()) {
            budget.giveBack(segment.data().length);
        }
        held.clear();
    }
}
