package org.myrmex.mesh.flow;

/** Types of frames on a link (docs/protocol.md, section 1). */
public final class FrameTypes {
    /** First frame each way. */
    public static final int HELLO = 1;
    /** A frame of the routing protocol, header and body. */
    public static final int ROUTING = 2;
    /** Credits given back. */
    public static final int CREDIT = 3;
    /** Asks for a {@link #PONG} with the same body. */
    public static final int PING = 4;

    public static final int PONG = 5;
    /** The last frame: why the link is closed. */
    public static final int CLOSE = 6;
    /** A message of a discovery protocol. */
    public static final int NEIGHBOUR = 7;
    /** A frame of constant size that carries another, or nothing. */
    public static final int COVER = 8;

    private FrameTypes() {}
}
