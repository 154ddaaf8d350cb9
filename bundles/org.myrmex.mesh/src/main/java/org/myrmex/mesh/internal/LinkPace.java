package org.myrmex.mesh.internal;

import java.util.concurrent.TimeUnit;

/**
 * How fast links may send, and whether they send cover frames.
 *
 * @param linkBytesPerSecond of each link; 0 for no limit
 * @param peerBytesPerSecond of all links together; 0 for no limit
 * @param coverMicros from cover frame to cover frame of a link; 0 for none
 */
public record LinkPace(long linkBytesPerSecond, long peerBytesPerSecond, long coverMicros) {
    /** No limits, no cover. */
    public static final LinkPace FREE = new LinkPace(0, 0, 0);

    /** More often would exceed what a neighbour admits of frames that no credit bounds. */
    private static final int LEAST_COVER_MILLIS = 100;

    public LinkPace {
        if (linkBytesPerSecond < 0 || peerBytesPerSecond < 0) {
            throw new IllegalArgumentException("bytes a second are 0 for no limit, or more; not " + linkBytesPerSecond
                    + " and " + peerBytesPerSecond + "; correct linkBytesPerSecond and peerBytesPerSecond");
        }
    }

    /** From what an operator wrote. */
    static LinkPace of(long linkBytesPerSecond, long peerBytesPerSecond, String cover, int coverMillis) {
        if (!cover.equals("on") && !cover.equals("off")) {
            throw new IllegalArgumentException("cover is 'on' or 'off', not '" + cover + "'; correct it");
        }
        if (coverMillis < LEAST_COVER_MILLIS) {
            throw new IllegalArgumentException(
                    "coverMillis is " + LEAST_COVER_MILLIS + " at least, not " + coverMillis + "; raise it");
        }
        long coverMicros = cover.equals("on") ? TimeUnit.MILLISECONDS.toMicros(coverMillis) : 0;
        return new LinkPace(linkBytesPerSecond, peerBytesPerSecond, coverMicros);
    }
}
