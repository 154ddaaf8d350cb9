package org.myrmex.mesh.internal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.myrmex.api.routing.Handle;

/**
 * Which received frames and local requests are still under way: counts for each handle the input itself, every send and
 * delivery that it caused, and a hold of routing's; when all have ended, the credit goes back. Loop thread only.
 */
final class HandleLedger {
    /** A hold ends by force after this time (design 3). */
    static final long MAX_HOLD_MICROS = 10_000_000;

    private final Map<Long, Entry> open = new HashMap<>();
    private final ArrayDeque<Entry> held = new ArrayDeque<>();
    private long lastNumber;

    /** One handle. */
    static final class Entry {
        final Handle handle;
        private final Runnable credit;
        private int pending = 1;
        private boolean holding;
        private long heldUntilMicros;

        private Entry(Handle handle, Runnable credit) {
            this.handle = handle;
            this.credit = credit;
        }
    }

    /** Opens a handle; the input that it is for counts as one until {@link #inputReturned}. */
    Entry open(Runnable credit) {
        Entry entry = new Entry(new Handle(++lastNumber), credit);
        open.put(entry.handle.number(), entry);
        return entry;
    }

    void inputReturned(Entry entry) {
        ended(entry);
    }

    /** One more effect because of a handle; null when there is none, or it has ended. */
    Entry caused(Handle handle) {
        Entry entry = handle.number() == 0 ? null : open.get(handle.number());
        if (entry != null) {
            entry.pending++;
        }
        return entry;
    }

    /** An effect has ended. */
    void ended(Entry entry) {
        if (entry != null && --entry.pending == 0) {
            open.remove(entry.handle.number());
            entry.credit.run();
        }
    }

    void hold(long now, Handle handle) {
        Entry entry = open.get(handle.number());
        if (entry != null && !entry.holding) {
            entry.holding = true;
            entry.pending++;
            entry.heldUntilMicros = now + MAX_HOLD_MICROS;
            held.add(entry);
        }
    }

    void release(Handle handle) {
        Entry entry = open.get(handle.number());
        if (entry != null && entry.holding) {
            entry.holding = false;
            ended(entry);
        }
    }

    /** Ends holds that are too old. */
    void tick(long now) {
        while (!held.isEmpty() && (!held.peek().holding || held.peek().heldUntilMicros <= now)) {
            Entry entry = held.poll();
            if (entry.holding) {
                entry.holding = false;
                ended(entry);
            }
        }
    }

    /** Ends every hold: the routing that made them has gone. */
    void releaseAll() {
        tick(Long.MAX_VALUE);
    }

    int openCount() {
        return open.size();
    }
}
