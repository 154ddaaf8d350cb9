package org.myrmex.api.mesh;

import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes datagrams. Called in a turn of the mesh, on whatever thread, even inside {@link Datagrams#send}: must only enqueue. */
@ConsumerType
public interface DatagramListener {
    /**
     * One datagram; the callee owns one reference of the body.
     *
     * @param consumed to be run once, on any thread: gives the credit back, so that the sender may go on
     */
    void received(LocalAddress to, VirtualAddress from, Body body, Runnable consumed);

    /** An own address is gone: whatever depends on it ends. */
    default void closed(LocalAddress address) {}
}
