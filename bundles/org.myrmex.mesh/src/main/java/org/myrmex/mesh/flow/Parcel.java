package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/**
 * A frame that waits for its turn.
 *
 * @param type one of {@link FrameTypes}
 * @param header position to limit
 * @param body one reference goes with the parcel
 * @param queuedAtMicros since when it waits
 * @param ticket told once what became of it
 */
public record Parcel(int type, ByteBuffer header, Body body, long queuedAtMicros, Ticket ticket) {
    static final int LINK_HEADER_BYTES = Frame.LINK_HEADER_BYTES;
    static final int MAX_HEADER_BYTES = TransportLimits.DEFAULT.maxHeaderBytes();

    /** What a parcel costs in credits. */
    public int cost() {
        return SizeClass.cost(body.length());
    }

    /** What it takes of a queue, of a turn and of the wire: its headers too, or bodies of no bytes would be free. */
    public int wireBytes() {
        return LINK_HEADER_BYTES + header.remaining() + body.length();
    }

    /** Told what became of a parcel. */
    @FunctionalInterface
    public interface Ticket {
        /** For parcels that nobody asks about. */
        Ticket NONE = written -> {};

        /** Called once: it was written to the connection, or dropped. */
        void ended(boolean written);
    }

    /** Gives the body back and tells the ticket. */
    public void drop() {
        body.release();
        ticket.ended(false);
    }
}
