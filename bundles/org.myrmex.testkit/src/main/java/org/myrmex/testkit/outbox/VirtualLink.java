package org.myrmex.testkit.outbox;

/** A link of a {@link VirtualNetwork}; two links between the same nodes are two. */
public final class VirtualLink {
    private final VirtualNode a;
    private final VirtualNode b;
    private final long delayMicros;
    private boolean silent;

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

    /** From now on the link loses everything and neither end is told. */
    public void silence() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    public boolean joins(VirtualNode node) {
        return a == node || b == node;
    }

    /** The other end. */
    public VirtualNode beyond(VirtualNode node) {
        return a == node ? b : a;
    }
}
