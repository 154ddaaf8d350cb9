package org.myrmex.lab.watch;

import java.util.Arrays;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * No node keeps or sends more than it may: addresses with a scent, held handles, frames because of one input, body lengths.
 * Headers that are too long are refused by the network itself.
 *
 * <p>Counting the entries of a table costs more than an input does. So after a count the next one comes when the table could
 * be over its cap again: a frame brings one header, in which no more than {@code maxHeaderBytes / 32} addresses have room.
 */
final class CapsHold {
    private static final String NAME = "caps hold";

    /** Frames over each link that one received frame may cause at once: it goes on, and something may be said about it. */
    private static final int COPIES_OVER_A_LINK = 2;
    /** Frames over each link that a node may send at once of its own accord: a new neighbour is told what is known. */
    private static final int OWN_OVER_A_LINK = 64;
    /** Fewer copies than this are not worth a look at the number of links. */
    private static final int FEW = 8;

    /** By node number: when it has received so much, its table is counted again. */
    private int[] due = new int[64];

    private VirtualFrame cause;
    private int copies;
    private int own;

    void sent(VirtualFrame frame) {
        VirtualNode node = frame.from().node();
        if (!isClass(frame.body().length())) {
            throw new BrokenInvariant(
                    NAME, node.name() + " sends a body of " + frame.body().length() + " bytes, which is no size class");
        }
        if (frame.origin() != VirtualFrame.Origin.RELAYED) {
            own++;
            check(node, own, OWN_OVER_A_LINK, "of its own");
            return;
        }
        if (frame.cause() != cause) {
            cause = frame.cause();
            copies = 0;
        }
        copies++;
        check(node, copies, COPIES_OVER_A_LINK, "because of one");
    }

    void inputEnded(VirtualNode node) {
        cause = null;
        copies = 0;
        own = 0;
        if (node.overdueHandles() > 0) {
            throw new BrokenInvariant(NAME, node.name() + " held a handle for more than 10 s");
        }
        if (node.heldHandles() > node.limits().maxIds()) {
            throw new BrokenInvariant(
                    NAME,
                    node.name() + " holds " + node.heldHandles() + " handles, at most "
                            + node.limits().maxIds() + " are allowed");
        }
        if (node.number() >= due.length) {
            due = Arrays.copyOf(due, Math.max(node.number() + 1, 2 * due.length));
        }
        if (due[node.number()] == 0) {
            due[node.number()] = 1 + safeFrames(node, 0); // it begins with nothing, or with what it had before
        }
        if (node.receptions() >= due[node.number()]) {
            due[node.number()] = node.receptions() + 1 + safeFrames(node, addresses(node));
        }
    }

    /** How many frames it may receive, with so many addresses in its table, before it can be over its cap. */
    private static int safeFrames(VirtualNode node, int addresses) {
        RoutingLimits limits = node.limits();
        return (limits.maxAddresses() - addresses) / Math.max(1, limits.maxHeaderBytes() / VirtualAddress.LENGTH);
    }

    /** Counts them: none is over its cap. */
    private static int addresses(VirtualNode node) {
        int addresses = 0;
        VirtualAddress last = null;
        for (RouteView route : node.routes()) { // in order of address
            if (!route.address().equals(last)) {
                last = route.address();
                addresses++;
            }
        }
        int most = node.limits().maxAddresses();
        if (addresses > most) {
            throw new BrokenInvariant(
                    NAME,
                    node.name() + " keeps routes to " + addresses + " addresses, at most " + most + " are allowed");
        }
        return addresses;
    }

    private static void check(VirtualNode node, int frames, int overALink, String why) {
        if (frames > FEW && frames > overALink * Math.max(1, node.ports().size())) {
            throw new BrokenInvariant(
                    NAME,
                    node.name() + " sends " + frames + " frames " + why + " within one input over "
                            + node.ports().size() + " links");
        }
    }

    /** The size classes of protocol 1: up to 512 bytes go unpadded. */
    private static boolean isClass(int length) {
        return length <= 512 || length == 1_024 || length == 2_048 || length == 4_096 || length == 16_896;
    }
}
