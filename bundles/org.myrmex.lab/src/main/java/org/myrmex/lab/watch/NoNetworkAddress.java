package org.myrmex.lab.watch;

import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * No frame holds a network address. In the lab a node's peer id stands for it: it is all that a routing is told of where its
 * neighbours are. Looked for in headers and in bodies that routing makes; the bodies of messages are sealed and none of its
 * business.
 */
final class NoNetworkAddress {
    private static final String NAME = "no frame holds a network address";

    private final VirtualNetwork network;
    private final PeerIds peerIds = new PeerIds();
    private int known;

    NoNetworkAddress(VirtualNetwork network) {
        this.network = network;
    }

    void sent(VirtualFrame frame) {
        for (; known < network.nodes().size(); known++) {
            peerIds.add(network.nodes().get(known));
        }
        check(frame, peerIds.find(frame.header(), network.nodes()), "header");
        if (frame.origin() == VirtualFrame.Origin.CONTROL) {
            check(frame, peerIds.find(frame.body().view(), network.nodes()), "body");
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
