package org.myrmex.mesh.flow;

import java.util.ArrayDeque;
import java.util.List;

/**
 * When a link sends its cover frames, and what waits to travel in them. One frame a slot of a fixed grid, full or empty: what
 * an observer sees is the grid, whose phase is random. A slot that could not be used is left out, never made up for.
 */
public final class CoverSlots {
    /** Off: nothing waits for a slot and none comes. */
    public static final CoverSlots OFF = new CoverSlots(Long.MAX_VALUE, 0);
    /** What has waited so long for a slot is of no use any more; longer than elsewhere, for slots are few. */
    public static final long MAX_WAIT_MICROS = 10_000_000;

    private final long periodMicros;
    private final long phaseMicros;
    private final int mostWaiting;
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private long nextMicros = Long.MAX_VALUE;

    private CoverSlots(long periodMicros, long phaseMicros) {
        this.periodMicros = periodMicros;
        this.phaseMicros = phaseMicros;
        this.mostWaiting = (int) (MAX_WAIT_MICROS / periodMicros);
    }

    /**
     * A grid.
     *
     * @param periodMicros from slot to slot
     * @param phaseMicros from {@link #begin} to the first, below the period, drawn at random
     */
    public static CoverSlots every(long periodMicros, long phaseMicros) {
        if (periodMicros <= 0 || phaseMicros < 0 || phaseMicros >= periodMicros) {
            throw new IllegalArgumentException("cover frames need a period above 0 and a phase within it, not "
                    + periodMicros + " and " + phaseMicros + " microseconds");
        }
        return new CoverSlots(periodMicros, phaseMicros);
    }

    /** The link is up: the grid starts. */
    void begin(long now) {
        if (this != OFF && nextMicros == Long.MAX_VALUE) {
            nextMicros = now + phaseMicros;
        }
    }

    /** Whether the frame may leave only under cover. */
    boolean covers(Parcel parcel) {
        return nextMicros != Long.MAX_VALUE && CoverFrame.fits(parcel);
    }

    /** Queues it; false when it would wait too long. */
    boolean offer(Parcel parcel) {
        return waiting.size() < mostWaiting && waiting.add(parcel);
    }

    /** When the next slot comes. */
    long nextMicros() {
        return nextMicros;
    }

    /** The frame of a slot that has come; null when none has. */
    Chosen take(long now) {
        if (now < nextMicros) {
            return null;
        }
        nextMicros += ((now - nextMicros) / periodMicros + 1) * periodMicros;
        return Chosen.underCover(waiting.poll());
    }

    /** The connection was full: the frame waits for another slot. */
    void putBack(Parcel parcel) {
        if (parcel != null) {
            waiting.addFirst(parcel);
        }
    }

    /** The oldest, taken out, if it has waited too long; null otherwise. */
    Parcel stale(long now) {
        Parcel oldest = waiting.peek();
        return oldest != null && now - oldest.queuedAtMicros() > MAX_WAIT_MICROS ? waiting.poll() : null;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void drainTo(List<Parcel> left) {
        left.addAll(waiting);
        waiting.clear();
    }
}
