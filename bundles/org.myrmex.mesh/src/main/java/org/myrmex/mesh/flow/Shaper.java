package org.myrmex.mesh.flow;

/**
 * How fast a link may send: its own rate and that of the whole peer. Frames of flows wait; the link's own small frames and cover
 * frames always go and are counted, so that the rate holds and credits are not starved by it.
 */
public final class Shaper {
    /** What may go at once after a pause: as much as a timer may be late, so that the rate holds. */
    private static final long BURST_MILLIS = 20;

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long bytesPerSecond;
    /** Null without a limit. */
    private final TokenBucket own;
    /** Null without a limit. */
    private final SharedRate.Member shared;

    /**
     * Limits; 0 and null for none.
     *
     * @param bytesPerSecond of this link
     * @param shared the link's place in the rate of the peer
     */
    public Shaper(long bytesPerSecond, SharedRate.Member shared) {
        this.bytesPerSecond = bytesPerSecond;
        this.own = bytesPerSecond == 0 ? null : new TokenBucket(bytesPerSecond, burst(bytesPerSecond));
        this.shared = shared;
    }

    /** Without limits. */
    public static Shaper unlimited() {
        return new Shaper(0, null);
    }

    static long burst(long bytesPerSecond) {
        return Math.max(1, bytesPerSecond * BURST_MILLIS / MILLIS_PER_SECOND);
    }

    /** Whether a frame may go: it may as soon as there is no debt, however large it is. */
    boolean mayGo(long now) {
        if (own != null && !own.has(now, 1)) {
            leave();
            return false;
        }
        return shared == null || shared.mayGo(now);
    }

    void went(long now, int bytes) {
        if (own != null) {
            own.charge(now, bytes);
        }
        if (shared != null) {
            shared.went(now, bytes);
        }
    }

    void undo(int bytes) {
        if (own != null) {
            own.giveBack(bytes);
        }
        if (shared != null) {
            shared.undo(bytes);
        }
    }

    /** The link has nothing that may go. */
    void leave() {
        if (shared != null) {
            shared.leave();
        }
    }

    /** When the link's own rate lets the next frame go; the peer's wakes by itself. */
    long nextMicros(long now) {
        return own == null ? now : own.readyAt(now, 1);
    }

    /** How long so many bytes take at the present share, microseconds; 0 without a limit. */
    long micros(long bytes) {
        long rate = bytesPerSecond == 0 ? Long.MAX_VALUE : bytesPerSecond;
        if (shared != null) {
            rate = Math.min(rate, Math.max(1, shared.bytesPerSecond()));
        }
        return rate == Long.MAX_VALUE ? 0 : bytes * MICROS_PER_SECOND / rate;
    }
}
