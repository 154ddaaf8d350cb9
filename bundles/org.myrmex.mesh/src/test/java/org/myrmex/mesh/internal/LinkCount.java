package org.myrmex.mesh.internal;

import org.myrmex.api.transport.CloseReason;

/** How many links a peer has, had at a time, and ever had. */
final class LinkCount implements Peer.LinkObserver {
    int now;
    int most;
    int ever;

    static LinkCount of(VirtualPeer peer) {
        LinkCount count = new LinkCount();
        peer.peer().observe(count);
        return count;
    }

    @Override
    public void linkUp(long link, String source, boolean dialledByUs) {
        ever++;
        most = Math.max(most, ++now);
    }

    @Override
    public void linkDown(long link, CloseReason why) {
        now--;
    }

    @Override
    public void routingSwapped(String routing, boolean sameWire) {
        // of no interest here
    }
}
