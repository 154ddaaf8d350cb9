package org.myrmex.mesh.flow;

import java.util.ArrayDeque;

/** What the flows of one bucket have together: the number on the wire, a queue, credits, and their standing in the turns. */
final class Bucket {
    /** Of flow 0: it has a token bucket instead. */
    static final long NO_CREDITS_NEEDED = Long.MAX_VALUE;

    private final ArrayDeque<Parcel> queue = new ArrayDeque<>();
    private int queuedBytes;

    int number;
    long credits;
    /** When a frame went last: what only waits is silence to the receiver, who then forgets. */
    long lastSentMicros;

    /** Bytes that it may still send in its turn; what is left is kept for the next one while something waits. */
    int deficit;
    /** Whether this turn's quantum has been added. */
    boolean opened;
    /** Whether nothing has been sent of it so far. */
    boolean openedNow;
    /** What it had left when nothing more waited: lost, unless that is undone at once. */
    int forfeited;
    /** Whether it stands in line for a turn. */
    boolean inLine;

    Bucket(int number, long credits) {
        this.number = number;
        this.credits = credits;
    }

    int queuedBytes() {
        return queuedBytes;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    Parcel peek() {
        return queue.peek();
    }

    boolean hasRoomFor(Parcel parcel) {
        return queue.size() < FlowSender.MAX_QUEUED_FRAMES
                && queuedBytes + parcel.wireBytes() <= FlowSender.MAX_QUEUED_BYTES;
    }

    void add(Parcel parcel) {
        queue.add(parcel);
        queuedBytes += parcel.wireBytes();
    }

    void addFirst(Parcel parcel) {
        queue.addFirst(parcel);
        queuedBytes += parcel.wireBytes();
    }

    Parcel poll() {
        Parcel first = queue.poll();
        queuedBytes -= first.wireBytes();
        return first;
    }

    boolean hasCreditsFor(Parcel parcel) {
        return credits >= parcel.cost();
    }

    void spend(int cost) {
        if (credits != NO_CREDITS_NEEDED) {
            credits -= cost;
        }
    }

    void earn(int bytes, int windowBytes) {
        if (credits != NO_CREDITS_NEEDED) {
            credits = Math.min(windowBytes, credits + bytes);
        }
    }
}
