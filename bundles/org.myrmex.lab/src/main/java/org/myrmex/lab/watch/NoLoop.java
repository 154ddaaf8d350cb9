package org.myrmex.lab.watch;

import java.util.function.Predicate;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * Nothing goes round in a circle: no frame crosses a link in a direction in which it, or a frame that caused it, has crossed it
 * with the same header. With another header it may: a query that first walks a private stem and is then laid out to all comes
 * by the same nodes again.
 */
final class NoLoop {
    private static final String NAME = "no loop";

    /** Links that a message may cross beyond one for each node: a stem of mean 4 is longer in one of 10^8 messages. */
    private static final int STEM = 64;

    private final VirtualNetwork network;
    private final Predicate<VirtualNode> altered;

    NoLoop(VirtualNetwork network, Predicate<VirtualNode> altered) {
        this.network = network;
        this.altered = altered;
    }

    void sent(VirtualFrame frame) {
        if (frame.hops() > network.nodes().size() + STEM) {
            throw new BrokenInvariant(
                    NAME,
                    text(frame) + " what has crossed " + (frame.hops() - 1) + " links among "
                            + network.nodes().size() + " nodes");
        }
        // the whole way back, or as far as honest nodes passed it on
        for (VirtualFrame before = frame.cause(); before != null; before = before.cause()) {
            if (altered.test(before.from().node())) {
                return;
            }
            if (before.from() == frame.from() && before.header().equals(frame.header())) {
                throw new BrokenInvariant(
                        NAME,
                        text(frame) + " the same header a second time, after " + (frame.hops() - before.hops())
                                + " links");
            }
        }
    }

    private static String text(VirtualFrame frame) {
        return frame.from().node().name() + " sends to " + frame.to().node().name();
    }
}
