package org.myrmex.testkit.simulation;

import org.myrmex.api.routing.Message;

/** What uses a node: told of each message that its routing delivers, after the input that caused it. */
@FunctionalInterface
public interface Application {
    /**
     * A message for this node, or a query. May send at once.
     *
     * @param message its body is valid during the call
     * @param hops links that it crossed; 0 from the node itself
     */
    void delivered(VirtualNode node, Message message, int hops);
}
