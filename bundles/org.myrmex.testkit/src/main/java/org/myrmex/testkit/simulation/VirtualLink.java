package org.myrmex.testkit.simulation;

/** A link of a {@link VirtualNetwork}; two links between the same nodes are two. */
public final class VirtualLink {
    private final LinkQuality quality;
    private final VirtualPort a;
    private final VirtualPort b;
    private boolean silent;
    private boolean up = true;

    VirtualLink(VirtualNode a, VirtualNode b, LinkQuality quality, long seed) {
        this.quality = quality;
        this.a = new VirtualPort(a, this, a.nextLink());
        this.b = new VirtualPort(b, this, b.nextLink());
        this.a.join(this.b, seed);
        this.b.join(this.a, seed);
    }

    /** The end that dialled. */
    public VirtualPort a() {
        return a;
    }

    public VirtualPort b() {
        return b;
    }

    public LinkQuality quality() {
        return quality;
    }

    /** From now on the link loses everything and neither end is told. */
    public void silence() {
        silent = true;
        a.end();
        b.end();
    }

    /** Whether its ends still know it. */
    public boolean isUp() {
        return up;
    }

    public boolean joins(VirtualNode node) {
        return a.node() == node || b.node() == node;
    }

    /** The other end. */
    public VirtualNode beyond(VirtualNode node) {
        return a.node() == node ? b.node() : a.node();
    }

    boolean isSilent() {
        return silent;
    }

    void end() {
        up = false;
        a.end();
        b.end();
    }
}
