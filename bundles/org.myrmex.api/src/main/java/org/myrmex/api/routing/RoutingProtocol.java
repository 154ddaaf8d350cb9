package org.myrmex.api.routing;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A routing protocol as a pure state machine. Inputs come one at a time (from the mesh's turns, or the lab), on whatever thread, must not block and
 * carry the time: {@code now} in microseconds since 1970, never smaller than before. Effects go to the {@link Outbox} given at
 * creation. Bodies of messages are opaque: neither read nor copied; one that is kept beyond the input is retained under a
 * cap of routing's own. Every implementation runs {@code RoutingContract} of the testkit.
 */
@ConsumerType
public interface RoutingProtocol {
    /** An own address was opened; messages for it are to be delivered. */
    void addressOpened(long now, VirtualAddress address, AddressRecord record);

    /** An own address is gone. */
    void addressClosed(long now, VirtualAddress address);

    /** A neighbour is there. */
    void linkUp(long now, LinkId link, LinkFacts facts);

    /** A neighbour is gone for good; the renewal of its connection is not told. */
    void linkDown(long now, LinkId link, CloseReason why);

    /** How busy a link is. */
    default void linkLoad(long now, LinkId link, LinkLoad load) {}

    /**
     * A frame of a neighbour.
     *
     * @param header its routing header, position to limit; only valid during the call
     * @param body its body; valid during the call, retain it to keep it
     */
    void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle);

    /** A local endpoint sends an {@link MessageKind#DATAGRAM}. */
    void send(long now, Message message, SendOptions options, Handle handle);

    /** A local endpoint asks everybody. */
    void query(long now, Message message, QueryScope scope, Handle handle);

    /** The asker has enough or has closed: start no further round. */
    default void queryEnded(long now, byte[] id) {}

    /** A local responder answers a query. */
    void answer(long now, Message message, byte[] queryId, Handle handle);

    /** A signature that was asked for; null when the address has gone. */
    default void signed(long now, long job, byte[] signature) {}

    /** A check that was asked for. */
    default void verified(long now, long job, Verdict verdict) {}

    /** A frame that was not written before its link died; it may be sent elsewhere. */
    default void returned(long now, LinkId deadLink, ByteBuffer header, Body body, Handle handle) {}

    /** A delivery was proven (protocol 4). */
    default void revealed(long now, VirtualAddress address, byte[] proofKey) {}

    /** The time that {@link #nextWakeUp} named has come. */
    void tick(long now);

    /** When {@link #tick} is wanted next, microseconds since 1970; {@link Long#MAX_VALUE} for never. */
    long nextWakeUp();

    /** The state, in a format of this wire and {@link RoutingProtocolFactory#stateVersion}. Takes at most 1 s. */
    byte[] save(long now, SavePurpose purpose);

    /** Shows every entry, in order of address. */
    void routes(long now, Consumer<RouteView> to);
}
