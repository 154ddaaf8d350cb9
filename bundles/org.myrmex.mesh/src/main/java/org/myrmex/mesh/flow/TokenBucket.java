package org.myrmex.mesh.flow;

/**
 * Lets so many tokens (bytes, or frames) a second pass, and a burst at once. What is larger than the burst passes when the
 * bucket is full and leaves a debt, so that nothing is stuck for ever.
 */
public final class TokenBucket {
    private static final long MILLION = 1_000_000;

    private final long perSecond;
    private final long burst;
    /** In millionths, so that often asked means nothing lost; below 0 it is a debt. */
    private long balance;

    private long filledAtMicros = Long.MIN_VALUE;

    /** Full at first. */
    public TokenBucket(long perSecond, long burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.balance = burst * MILLION;
    }

    /** Whether so many may pass now; they are taken if so. */
    public boolean take(long now, long tokens) {
        if (!has(now, tokens)) {
            return false;
        }
        balance -= tokens * MILLION;
        return true;
    }

    /** Whether so many may pass now. */
    public boolean has(long now, long tokens) {
        fill(now);
        return balance >= Math.min(tokens, burst) * MILLION;
    }

    /** Takes them, and makes a debt where there are too few. */
    public void charge(long now, long tokens) {
        fill(now);
        balance -= tokens * MILLION;
    }

    /** What was taken did not pass, or was earned otherwise than by waiting. */
    public void giveBack(long tokens) {
        balance = Math.min(burst * MILLION, balance + tokens * MILLION);
    }

    /** When so many may pass, if nothing passes until then; now or earlier when they may now. */
    public long readyAt(long now, long tokens) {
        fill(now);
        long missing = Math.min(tokens, burst) * MILLION - balance;
        return missing <= 0 ? now : now + (missing + perSecond - 1) / perSecond;
    }

    private void fill(long now) {
        if (filledAtMicros == Long.MIN_VALUE) {
            filledAtMicros = now;
        }
        if (now > filledAtMicros) {
            long missing = burst * MILLION - balance;
            long micros = now - filledAtMicros;
            // divided, since the product of a long gap and a fast bucket overflows
            balance = micros > missing / perSecond ? burst * MILLION : balance + micros * perSecond;
            filledAtMicros = now;
        }
    }
}
