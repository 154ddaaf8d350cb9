package org.myrmex.testkit.simulation;

import java.util.SplittableRandom;
import org.myrmex.api.routing.LinkId;

/** One end of a {@link VirtualLink}: what the routing of its node knows by a number. */
public final class VirtualPort {
    private final VirtualNode node;
    private final VirtualLink link;
    private final LinkId id;
    private VirtualPort beyond;
    /** For loss and jitter of what is sent from here; null on a link that needs none. */
    private SplittableRandom chance;

    private long lastArrivalMicros;
    private int pendingChecks;
    private Object attachment;
    /** The link's delay and state once more: a frame touches no further object for them, which is most of what it costs. */
    private final long delayMicros;

    private boolean steady;
    private boolean live = true;

    VirtualPort(VirtualNode node, VirtualLink link, LinkId id) {
        this.node = node;
        this.link = link;
        this.id = id;
        this.delayMicros = link.quality().delayMicros();
        this.steady = !link.quality().needsChance();
    }

    public VirtualNode node() {
        return node;
    }

    public VirtualLink link() {
        return link;
    }

    /** The node's own name for the link. */
    public LinkId id() {
        return id;
    }

    /** The other end. */
    public VirtualPort beyond() {
        return beyond;
    }

    /** What a {@link Carrier} keeps for this port. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object carriersOwn) {
        attachment = carriersOwn;
    }

    void join(VirtualPort other, long seed) {
        beyond = other;
        if (link.quality().needsChance()) {
            chance = Seeds.of(seed, "link " + node.name() + " " + other.node.name() + " " + id.number());
        }
    }

    /** When a frame that leaves now arrives; -1 when the link loses it. */
    long arrival(long now) {
        if (steady) {
            return now + delayMicros;
        }
        LinkQuality quality = link.quality();
        if (link.isSilent() || (quality.loss() > 0 && chance.nextDouble() < quality.loss())) {
            return -1;
        }
        long at = now + quality.delayMicros();
        if (quality.jitterMicros() > 0) {
            at += chance.nextLong(quality.jitterMicros() + 1);
        }
        if (quality.order() == LinkQuality.Order.KEPT) {
            at = Math.max(at, lastArrivalMicros);
            lastArrivalMicros = at;
        }
        return at;
    }

    /** Whether what arrives here now is heard. */
    boolean isLive() {
        return live;
    }

    /** The link has gone or fallen silent. */
    void end() {
        live = false;
        steady = false;
    }

    /** @return false when so many checks are pending that no more is taken */
    boolean beginCheck() {
        if (pendingChecks == VirtualNode.MAX_PENDING_CHECKS) {
            return false;
        }
        pendingChecks++;
        return true;
    }

    void endCheck() {
        pendingChecks--;
    }
}
