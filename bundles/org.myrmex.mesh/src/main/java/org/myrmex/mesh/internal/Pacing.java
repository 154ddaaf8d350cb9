package org.myrmex.mesh.internal;

import java.util.random.RandomGenerator;
import org.myrmex.mesh.flow.CoverSlots;
import org.myrmex.mesh.flow.FlowSender;
import org.myrmex.mesh.flow.Shaper;
import org.myrmex.mesh.flow.SharedRate;
import org.myrmex.mesh.flow.SipHash;

/**
 * Time for links: gives each its rate and its cover frames, and stirs it when time alone lets it send again, so that nothing
 * is polled. Loop thread only.
 */
final class Pacing {
    private final Loop loop;
    private final LinkPace pace;
    private final RandomGenerator random;
    private final Stirred stirred;
    /** Null without a limit. */
    private final SharedRate peer;

    private long peerWakeMicros = Long.MAX_VALUE;

    Pacing(Loop loop, LinkPace pace, RandomGenerator random, Stirred stirred) {
        this.loop = loop;
        this.pace = pace;
        this.random = random;
        this.stirred = stirred;
        this.peer = pace.peerBytesPerSecond() == 0 ? null : new SharedRate(pace.peerBytesPerSecond());
    }

    /** What a new link sends by, with a key and a phase of its own. */
    FlowSender sender(Link link, int windowBytes) {
        SharedRate.Member share = peer == null ? null : peer.join(() -> stirred.add(link));
        CoverSlots cover = pace.coverMicros() == 0
                ? CoverSlots.OFF
                : CoverSlots.every(pace.coverMicros(), random.nextLong(pace.coverMicros()));
        SipHash hash = new SipHash(random.nextLong(), random.nextLong());
        return new FlowSender(windowBytes, hash, new Shaper(pace.linkBytesPerSecond(), share), cover);
    }

    /** A link has sent what may go now. */
    void pumped(Link link) {
        long next = link.nextMicros(loop.now());
        if (next < link.wakeMicros) {
            link.wakeMicros = next;
            loop.after(Math.max(0, next - loop.now()), () -> {
                // an earlier one may have been set meanwhile: then this comes too early, which costs a look
                link.wakeMicros = Long.MAX_VALUE;
                stirred.add(link);
            });
        }
    }

    /** All that were stirred have sent. @return whether another may go on now that they have */
    boolean stirNext() {
        if (peer == null) {
            return false;
        }
        if (peer.wakeFirst(loop.now())) {
            return true;
        }
        long next = peer.nextMicros(loop.now());
        if (next < peerWakeMicros) {
            peerWakeMicros = next;
            // an empty task: links are pumped after every batch
            loop.after(next - loop.now(), () -> peerWakeMicros = Long.MAX_VALUE);
        }
        return false;
    }
}
