package org.myrmex.mesh.internal;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a link a younger connection before the old one goes, so that its keys are of no use for what is said later: whoever
 * dialled it dials again. A renewal that fails leaves the link as it was, and is tried again. Loop thread only.
 */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    /** After a failure it is tried again in so many parts of the period. */
    private static final int PARTS = 12;
    /** A transport that says nothing about a dial for so long has forgotten it. */
    private static final long DIAL_MICROS = 60_000_000;
    /** A full queue of a slow connection must fit: 256 KiB in 30 s are 70 kbit/s. */
    private static final long HANDOVER_MICROS = 30_000_000;

    private final Loop loop;
    private final Links links;
    private final long periodMicros;
    private final RandomGenerator random;
    private final BiConsumer<PeerAddress, ConnectionEvents> dialler;
    private long renewed;
    private long failed;

    Renewal(
            Loop loop,
            Links links,
            long periodMicros,
            RandomGenerator random,
            BiConsumer<PeerAddress, ConnectionEvents> dialler) {
        this.loop = loop;
        this.links = links;
        this.periodMicros = periodMicros;
        this.random = random;
        this.dialler = dialler;
    }

    /** A tenth sooner or later, so that the peers of a network do not renew in step and a period tells nobody apart. */
    void schedule(Link link, long micros) {
        if (periodMicros > 0 && link.dialledByUs) {
            link.renewAtMicros = loop.now() + micros / 10 * 9 + random.nextLong(micros / 5 + 1);
        }
    }

    void up(Link link) {
        schedule(link, periodMicros);
    }

    void tick(Link link) {
        long now = loop.now();
        boolean paused = links.inflow().allPaused();
        if (link.handover != null) {
            settle(link);
        } else if (link.renewingSinceMicros == 0) {
            if (now >= link.renewAtMicros && !paused) {
                link.renewingSinceMicros = now;
                dialler.accept(link.address, links.renewing(link));
            }
        } else if (now - link.renewingSinceMicros > DIAL_MICROS && !paused) {
            failed(link, CloseReason.HANDSHAKE_TIMEOUT);
        }
    }

    void failed(Link link, CloseReason why) {
        if (!link.up || link.renewingSinceMicros == 0) {
            return;
        }
        failed++;
        LOG.debug("{} was not renewed: {}", link.id, why);
        link.renewingSinceMicros = 0;
        schedule(link, periodMicros / PARTS);
        if (link.leftByPeer) {
            // they send where nobody listens
            links.close(link, CloseReason.GONE);
        }
    }

    /** Both hellos are through. */
    void moved(Link link, Connection younger) {
        renewed++;
        LOG.debug("{} goes on over a younger connection", link.id);
        link.moveTo(younger, loop.now() + HANDOVER_MICROS);
        schedule(link, periodMicros);
        settle(link);
    }

    /** The last frame each way, then the end of the old connection. */
    void settle(Link link) {
        Handover handover = link.handover;
        if (handover == null) {
            return;
        }
        handover.say();
        if (handover.done()) {
            links.left(link);
            handover.old.close(CloseReason.RENEWED);
        } else if (handover.late(loop.now()) && !links.inflow().allPaused()) {
            links.close(link, CloseReason.GONE);
        }
    }

    /** They send no more on a connection of ours. */
    void renewedByPeer(Link link, Connection connection) {
        boolean leaving = link.handover != null && link.handover.old == connection;
        if (leaving) {
            link.handover.hear();
            settle(link);
        } else if (link.renewingSinceMicros != 0) {
            link.leftByPeer = true;
        } else {
            links.close(link, CloseReason.GONE);
        }
    }

    Map<String, Long> counters() {
        return Map.of("links_renewed_total", renewed, "renewals_failed_total", failed);
    }
}
