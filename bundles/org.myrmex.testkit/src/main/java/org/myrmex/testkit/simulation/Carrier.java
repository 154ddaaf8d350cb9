package org.myrmex.testkit.simulation;

import java.util.List;

/**
 * What lies between a routing that sends and the link that delays: queues, bandwidth, credits. One for a whole network; what
 * it knows of a port it attaches there.
 */
public interface Carrier {
    /** Links without limits: what is sent leaves at once. */
    Carrier AT_ONCE = VirtualNetwork::depart;

    /** Takes a frame; calls {@link VirtualNetwork#depart} when it leaves, or {@link VirtualNetwork#drop} when it never does. */
    void send(VirtualNetwork network, VirtualFrame frame);

    /** A frame has arrived. @return whether it is given to the routing; if not, it is dropped without a word */
    default boolean arrived(VirtualNetwork network, VirtualFrame frame) {
        return true;
    }

    /** The handle of an arrived frame has ended: no further frame is sent because of it. */
    default void ended(VirtualNetwork network, VirtualFrame frame) {}

    /** A link has gone. @return the frames that have not left by this port, in order; they are the routing's again */
    default List<VirtualFrame> linkDown(VirtualNetwork network, VirtualPort port) {
        return List.of();
    }
}
