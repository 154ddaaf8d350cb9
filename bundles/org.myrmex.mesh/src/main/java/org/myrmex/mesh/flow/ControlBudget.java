package org.myrmex.mesh.flow;

/**
 * What a neighbour may send us of frames that no credit and no share bounds: hello, ping, pong, messages of discovery, cover
 * frames, credits. Far above what an honest one sends, so whoever exceeds it is cut off. Our own sending stays below half of it
 * by what it does: a ping in 15 s, a neighbour message in 250 ms, a cover frame in 100 ms at most, credits in lumps of an
 * eighth of a window or, the rest, five times a second.
 */
public final class ControlBudget {
    /** All but credits. */
    static final long FRAMES_PER_SECOND = 32;
    /** What an honest one sends in the 45 s after which a link is idle: we may have slept meanwhile, and ban nobody for that. */
    static final long FRAME_BURST = 1_024;
    /** Credits in small lumps: five times a second for {@link FlowReceiver#MAX_FLOWS} flows are 35 frames. */
    static final long CREDITS_PER_SECOND = 80;

    static final long CREDIT_BURST = 640;
    /** One more for so much that went to the neighbour; a lump of the window that ships is four times as much. */
    static final int BYTES_A_CREDIT = 16 * 1024;
    /** Pongs that we give; an honest neighbour asks once in 15 s. */
    private static final long PONGS_PER_SECOND = 4;

    private static final long PONG_BURST = 16;

    private final TokenBucket frames = new TokenBucket(FRAMES_PER_SECOND, FRAME_BURST);
    private final TokenBucket credits = new TokenBucket(CREDITS_PER_SECOND, CREDIT_BURST);
    private final TokenBucket pongs = new TokenBucket(PONGS_PER_SECOND, PONG_BURST);
    private long sentBytes;

    /** Counts a frame in. @return false for one too many: the neighbour breaks the protocol */
    public boolean admits(long now, int type) {
        return switch (type) {
            case FrameTypes.ROUTING, FrameTypes.CLOSE -> true; // bounded by credits and shares; the last one
            case FrameTypes.CREDIT -> credits.take(now, 1);
            default -> frames.take(now, 1);
        };
    }

    /** So much went to the neighbour: he may give credits back for it. */
    public void sent(long bytes) {
        sentBytes += bytes;
        if (sentBytes >= BYTES_A_CREDIT) {
            credits.giveBack(sentBytes / BYTES_A_CREDIT);
            sentBytes %= BYTES_A_CREDIT;
        }
    }

    /** Whether a ping is answered; one too many is not, which costs the one who asks nothing but the figure. */
    public boolean answersPing(long now) {
        return pongs.take(now, 1);
    }
}
