package org.myrmex.testkit.simulation;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;

/**
 * A frame on its way over one link. It knows the frame because of which it was sent, back to the node where the message began:
 * nobody in a real network can know that, only whoever watches the experiment.
 */
public final class VirtualFrame {
    private final VirtualPort from;
    private final VirtualPort to;
    private final ByteBuffer header;
    private final Body body;
    private final long flow;
    private final VirtualFrame cause;
    private final Origin origin;
    private final int hops;
    private final long sentMicros;
    private Object attachment;

    /** Why a node sends a frame. */
    public enum Origin {
        /** An endpoint of the node wants it. */
        OWN,
        /** A frame came that goes on. */
        RELAYED,
        /** The routing itself. */
        CONTROL
    }

    VirtualFrame(
            VirtualPort from,
            ByteBuffer header,
            Body body,
            long flow,
            VirtualFrame cause,
            Origin origin,
            long sentMicros) {
        this.from = from;
        this.to = from.beyond();
        this.header = header;
        this.body = body;
        this.flow = flow;
        this.cause = cause;
        this.origin = origin;
        this.hops = cause == null ? 1 : cause.hops + 1;
        this.sentMicros = sentMicros;
    }

    /** The port that it left by. */
    public VirtualPort from() {
        return from;
    }

    /** The port where it arrives. */
    public VirtualPort to() {
        return to;
    }

    /** A read-only view of the routing header, position 0. */
    public ByteBuffer header() {
        return header.slice().asReadOnlyBuffer();
    }

    /** As the routing wrote it, for the routing that receives it. */
    ByteBuffer ownHeader() {
        return header.duplicate();
    }

    public int headerBytes() {
        return header.remaining();
    }

    public Body body() {
        return body;
    }

    /** The sender's local name of its flow; 0 for control, queries, answers and broadcasts. */
    public long flow() {
        return flow;
    }

    /** The frame because of which it was sent; null where it began. */
    public VirtualFrame cause() {
        return cause;
    }

    public Origin origin() {
        return origin;
    }

    /** Links crossed by the message when this frame has arrived, at least 1. */
    public int hops() {
        return hops;
    }

    /** When the routing sent it, microseconds since 1970. */
    public long sentMicros() {
        return sentMicros;
    }

    /** What a {@link Carrier} keeps for this frame. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object carriersOwn) {
        attachment = carriersOwn;
    }

    /** Bytes on a real wire, link header included, before encryption. */
    public int wireBytes() {
        return Frame.LINK_HEADER_BYTES + headerBytes() + body.length();
    }
}
