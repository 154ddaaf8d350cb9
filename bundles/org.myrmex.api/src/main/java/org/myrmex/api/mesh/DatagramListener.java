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

    /**
     * A turn that brought datagrams, or told that some were written, has ended: what was enqueued may be worked on now, for
     * a millisecond or so, on the thread that has it in its caches. Called without a lock after any turn, so often for
     * nothing; on several threads at once, even inside {@link Datagrams#send}.
     */
    default void turnEnded() {}

    /** An own address is gone: whatever depends on it ends. */
    default void closed(LocalAddress address) {}
}
