package org.myrmex.api.transport;

import java.nio.ByteBuffer;

/**
 * The unit that a connection carries: 16 bytes of link header (which the transport makes and cuts off), a header, a body.
 *
 * @param type 0 to 255; the transport does not read it
 * @param flow link-local flow number, 0 to 65535; the transport does not read it
 * @param header from position to limit, at most {@link TransportLimits#maxHeaderBytes}; owned by the frame
 * @param body at most {@link TransportLimits#maxBodyBytes}; the frame carries one reference
 */
public record Frame(int type, int flow, ByteBuffer header, Body body) {
    /** Bytes of the link header on the wire (protocol 1). */
    public static final int LINK_HEADER_BYTES = 16;

    /** Bytes on the wire before the transport's own encryption. */
    public int wireBytes() {
        return LINK_HEADER_BYTES + header.remaining() + body.length();
    }
}
