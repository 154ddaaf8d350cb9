package org.myrmex.api.routing;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The effects of routing. It only queues: nothing happens before the input has returned, so routing is never re-entered.
 * Called only from within an input of the {@link RoutingProtocol} that it was given to.
 */
@ProviderType
public interface Outbox {
    /**
     * Sends a frame to a neighbour.
     *
     * @param header routing's own, at most {@link RoutingLimits#maxHeaderBytes} from position to limit; given away
     * @param body of the received message, passed on as it is, or routing's own control body; the outbox takes its own
     *     reference
     * @param flow local name of the flow; 0 for control, queries, answers and whatever is broadcast
     * @param cause the handle because of which it is sent, or {@link Handle#NONE}
     */
    void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause);

    /**
     * Gives a message to this peer: a query to its responders, anything else to the owner of its address. The outbox takes its
     * own reference of the body.
     */
    void deliver(Message message, Handle cause);

    /** Keeps a handle open after the input returns, at most 10 s. */
    void hold(Handle handle);

    /** Ends a held handle, or says of the present one why it goes no further. */
    void release(Handle handle, DropReason reason);

    /**
     * Asks for a signature by the key of an own address; {@link RoutingProtocol#signed} follows.
     *
     * @param job chosen by routing
     */
    void sign(long job, VirtualAddress address, byte[] bytes);

    /**
     * Asks to check a signature over prefix and SHA-256 of the body; {@link RoutingProtocol#verified} follows.
     *
     * @param job chosen by routing
     * @param chargedLink whose budget of 64 pending checks it takes from
     */
    void verify(
            long job,
            LinkId chargedLink,
            CompactRecord record,
            byte[] prefix,
            Body body,
            byte[] signature,
            Optional<HashChain> chain);

    /** Closes a link whose neighbour broke the protocol. */
    void closeLink(LinkId link, CloseReason why);

    /** Tells something for counters and traces. */
    void note(RoutingEvent event);
}
