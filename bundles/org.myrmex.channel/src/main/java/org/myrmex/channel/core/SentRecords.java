package org.myrmex.channel.core;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;

/** When each record left, until a later one is echoed; and how many have not left this peer yet. */
final class SentRecords {
    /** Records that are remembered; the window, its repetitions and acknowledgements of some seconds. */
    static final int REMEMBERED = 256;

    /** The mesh drops a frame that waited 2 s and says so; if it did not within this time, the frame counts as left. */
    static final long LOST_TRACK_MICROS = 5_000_000;

    private final TreeMap<Long, Sent> records = new TreeMap<>();
    private final ArrayDeque<Sent> leaving = new ArrayDeque<>();
    private int unwritten;
    private long waitedMicros = LOST_TRACK_MICROS;

    /** A record on its way. */
    static final class Sent {
        private final long counter;
        private long micros;
        private boolean written;
        /** There were enough before it that its wait tells something of the link. */
        private final boolean queued;

        private Sent(long counter, long micros, boolean queued) {
            this.counter = counter;
            this.micros = micros;
            this.queued = queued;
        }

        long counter() {
            return counter;
        }

        /** When it left, or was handed to the mesh if it has not left. */
        long micros() {
            return micros;
        }

        /** From when on its answer may be waited for. */
        long countsFromMicros() {
            return written ? micros : micros + LOST_TRACK_MICROS;
        }
    }

    Sent add(long now, long counter) {
        if (records.size() == REMEMBERED) {
            settle(records.pollFirstEntry().getValue());
        }
        unwritten++;
        Sent sent = new Sent(counter, now, unwritten >= Transmitter.MAX_UNWRITTEN);
        records.put(counter, sent);
        leaving.add(sent);
        return sent;
    }

    /** The first link has taken it, or it was dropped. */
    void written(long now, long counter) {
        Sent sent = records.get(counter);
        if (sent != null && !sent.written) {
            // one that overtakes others did not leave: it was refused
            if (sent.queued && sent == leaving.peek()) {
                waitedMicros = now - sent.micros;
            }
            sent.micros = now;
            settle(sent);
        }
    }

    /** The peer has this one; earlier ones tell nothing more. */
    Optional<Sent> echoed(long counter) {
        Sent sent = records.get(counter);
        while (!records.isEmpty() && records.firstKey() <= counter) {
            settle(records.pollFirstEntry().getValue());
        }
        return Optional.ofNullable(sent);
    }

    int unwritten() {
        return unwritten;
    }

    /** Whether the first link takes several records in so short a time, and does so now. */
    boolean leaveWithin(long now, long micros) {
        Sent oldest = leaving.peek();
        return waitedMicros < micros && (oldest == null || now - oldest.micros < micros);
    }

    /** Gives up on news of records that were handed over long ago. */
    void forgive(long now) {
        for (Sent sent : records.values()) {
            // one that left late must not hide a later one of which nothing was heard
            if (!sent.written && sent.micros + LOST_TRACK_MICROS <= now) {
                settle(sent);
            }
        }
    }

    /** When {@link #forgive} may change something. */
    long forgiveAt() {
        return records.values().stream()
                .filter(sent -> !sent.written)
                .mapToLong(sent -> sent.micros + LOST_TRACK_MICROS)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void settle(Sent sent) {
        if (!sent.written) {
            sent.written = true;
            unwritten--;
        }
        while (!leaving.isEmpty() && leaving.peek().written) {
            leaving.poll();
        }
    }
}
