package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.mesh.flow.FrameTypes;

/** Finds links whose other end has gone without a word, and measures round trips on the way. Loop thread only. */
final class KeepAlive {
    private static final long QUIET_MICROS = 15_000_000;
    private static final long IDLE_MICROS = 45_000_000;
    /** A neighbour that lives answers a ping within this time, whatever else it sends. */
    static final long DOUBT_MICROS = 5_000_000;
    /** The same when the way to the net is another one, and whoever uses this machine waits. */
    static final long SHORT_DOUBT_MICROS = 2_000_000;
    /** Round trips that a pong may take then: one that is slow today was slow before. */
    private static final int ROUND_TRIPS = 8;

    private final Loop loop;
    private final Links links;
    private final Inflow inflow;
    private long lastTickMicros;

    KeepAlive(Loop loop, Links links, Inflow inflow) {
        this.loop = loop;
        this.links = links;
        this.inflow = inflow;
        this.lastTickMicros = loop.now();
    }

    /**
     * Several times a second, before the links are looked at. When the machine slept or the clock was set, every link seems
     * to have been silent: each gets one more ping.
     */
    void tick() {
        long now = loop.now();
        boolean jumped = now - lastTickMicros > QUIET_MICROS;
        lastTickMicros = now;
        if (jumped) {
            for (Link link : links.up()) {
                link.lastHeardMicros = Math.max(link.lastHeardMicros, now - QUIET_MICROS);
                ping(link);
            }
        }
    }

    /** False when the link was given up. */
    boolean tick(Link link) {
        long silentMicros = loop.now() - link.lastHeardMicros;
        if (silentMicros > IDLE_MICROS) {
            links.close(link, CloseReason.IDLE);
            return false;
        }
        if (silentMicros > QUIET_MICROS && loop.now() - link.pingSentMicros > QUIET_MICROS) {
            ping(link);
        }
        return true;
    }

    /**
     * The neighbour behaves as if it had no link with us: perhaps its machine fell over and came back, which a connection
     * notices only when something is sent.
     */
    void doubt(Link link) {
        doubt(link, DOUBT_MICROS);
    }

    /** The way to the net may be another one, and the old one gone. */
    void doubtAfterChange(Link link) {
        doubt(link, patience(link.rttMicros));
    }

    /** @param rttMicros 0 while unknown */
    static long patience(int rttMicros) {
        long scaled = (long) ROUND_TRIPS * rttMicros;
        return rttMicros == 0 ? DOUBT_MICROS : Math.max(SHORT_DOUBT_MICROS, Math.min(DOUBT_MICROS, scaled));
    }

    private void doubt(Link link, long micros) {
        long asked = loop.now();
        ping(link);
        loop.after(micros, () -> {
            if (link.up && link.lastHeardMicros <= asked && !inflow.allPaused()) {
                links.close(link, CloseReason.IDLE);
            }
        });
    }

    void ping(Link link) {
        link.pingSentMicros = loop.now();
        byte[] body = ByteBuffer.allocate(Long.BYTES).putLong(++link.pingNumber).array();
        link.control(FrameTypes.PING, body, loop.now());
    }

    void pinged(Link link, ByteBuffer body) {
        if (body.remaining() != Long.BYTES) {
            links.close(link, CloseReason.MALFORMED_FRAME);
            return;
        }
        byte[] same = new byte[Long.BYTES];
        body.get(same);
        if (link.budget.answersPing(loop.now())) {
            link.control(FrameTypes.PONG, same, loop.now());
        }
    }

    void ponged(Link link, ByteBuffer body) {
        if (body.remaining() == Long.BYTES && body.getLong() == link.pingNumber) {
            int rtt = (int) Math.min(Integer.MAX_VALUE, loop.now() - link.pingSentMicros);
            // an eighth of each new sample, as RFC 6298 smooths
            link.rttMicros = link.rttMicros == 0 ? rtt : link.rttMicros + (rtt - link.rttMicros) / 8;
        }
    }
}
