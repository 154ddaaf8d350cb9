package org.myrmex.testkit.outbox;

/** A link of a {@link VirtualNetwork}; two links between the same nodes are two. */
public final class VirtualLink {
    private final VirtualNode a;
    private final VirtualNode b;
    private final long delayMicros;

    VirtualLink(VirtualNode a, VirtualNode b, long delayMicros) {
        this.a = a;
        this.b = b;
        this.delayMicros = delayMicros;
    }

    public VirtualNode a() {
        return a;
    }

    public VirtualNode b() {
        return b;
    }

    public long delayMicros() {
        return delayMicros;
    }

    public boolean joins(VirtualNode node) {
        return a == node || b == node;
    }

    /** The other end. */
    public VirtualNode beyond(VirtualNode node) {
        return a == node ? b : a;
    }
}
