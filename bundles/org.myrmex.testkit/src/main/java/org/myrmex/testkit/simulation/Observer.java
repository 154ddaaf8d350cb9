package org.myrmex.testkit.simulation;

import org.myrmex.api.routing.Message;

/** Watches everything. Called from within events: it only looks, and throws to end the run. */
public interface Observer {
    /** A routing sends a frame; it has not left yet. */
    default void sent(VirtualFrame frame) {}

    /** A frame is about to be given to the routing of its receiver. */
    default void arrived(long now, VirtualFrame frame) {}

    /**
     * A message is given to a node.
     *
     * @param frame with which it came; null when the node sent it to itself
     */
    default void delivered(VirtualNode node, Message message, VirtualFrame frame) {}

    /** An input of a node's routing has returned. Its frames are sent; deliveries and closed links come after this. */
    default void inputEnded(long now, VirtualNode node) {}

    default void linkUp(long now, VirtualLink link) {}

    default void linkDown(long now, VirtualLink link) {}
}
