package org.myrmex.lab.watch;

import java.util.BitSet;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * No frame holds a network address. In the lab a node's peer id stands for it: it is all that a routing is told of where its
 * neighbours are. Looked for are the peer ids of all senders and of whom they were seen to be linked with, in headers and in
 * bodies that routing makes; the bodies of messages are sealed and none of its business.
 */
final class NoNetworkAddress {
    private static final String NAME = "no frame holds a network address";

    private final VirtualNetwork network;
    private final PeerIds peerIds = new PeerIds();
    /** Whose peer ids are looked for. */
    private final BitSet known = new BitSet();
    /** Who is known, and all neighbours too: computing peer ids of 100,000 nodes at once would take longer than a flood. */
    private final BitSet neighboursKnown = new BitSet();

    NoNetworkAddress(VirtualNetwork network) {
        this.network = network;
    }

    void linkUp(VirtualLink link) {
        neighboursKnown.clear(link.a().node().number());
        neighboursKnown.clear(link.b().node().number());
    }

    void sent(VirtualFrame frame) {
        VirtualNode sender = frame.from().node();
        if (!neighboursKnown.get(sender.number())) {
            neighboursKnown.set(sender.number());
            learn(sender);
            sender.ports().forEach(port -> learn(port.beyond().node()));
        }
        check(frame, peerIds.find(frame.header(), network.nodes()), "header");
        if (frame.origin() == VirtualFrame.Origin.CONTROL) {
            check(frame, peerIds.find(frame.body().view(), network.nodes()), "body");
        }
    }

    private void learn(VirtualNode node) {
        if (!known.get(node.number())) {
            known.set(node.number());
            peerIds.add(node);
        }
    }

    private static void check(VirtualFrame frame, VirtualNode found, String where) {
        if (found != null) {
            throw new BrokenInvariant(
                    NAME,
                    frame.from().node().name() + " sends to "
                            + frame.to().node().name() + " a " + where + " with the peer id of " + found.name()
                            + " in it");
        }
    }
}
