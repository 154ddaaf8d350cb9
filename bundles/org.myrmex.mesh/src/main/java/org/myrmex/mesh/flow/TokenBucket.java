package org.myrmex.mesh.flow;

/** Lets so many bytes a second pass, and a burst at once. */
public final class TokenBucket {
    private final long bytesPerSecond;
    private final long burstBytes;
    private long tokens;
    private long filledAtMicros = Long.MIN_VALUE;

    public TokenBucket(long bytesPerSecond, long burstBytes) {
        this.bytesPerSecond = bytesPerSecond;
        this.burstBytes = burstBytes;
        this.tokens = burstBytes;
    }

    /** Whether so many bytes may pass now; they are taken if so. */
    public boolean take(long now, int bytes) {
        fill(now);
        if (tokens < bytes) {
            return false;
        }
        tokens -= bytes;
        return true;
    }

    /** What was taken did not pass. */
    public void giveBack(int bytes) {
        tokens = Math.min(burstBytes, tokens + bytes);
    }

    private void fill(long now) {
        if (filledAtMicros == Long.MIN_VALUE) {
            filledAtMicros = now;
            return;
        }
        long micros = Math.min(now - filledAtMicros, 60_000_000L);
        long more = micros * bytesPerSecond / 1_000_000L;
        if (more > 0) {
            tokens = Math.min(burstBytes, tokens + more);
            filledAtMicros = now;
        }
    }
}
