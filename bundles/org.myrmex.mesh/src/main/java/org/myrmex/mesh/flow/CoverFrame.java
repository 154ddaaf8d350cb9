package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;

/**
 * A frame that looks the same whatever is in it. Header, always 512 bytes: version(1) = 1, type of the frame inside(1) or 0 for
 * none, length of its header(2), length of its body(2), reserved(2) = 0, its header, zeros. Body, always 4,096 bytes: its body,
 * zeros.
 */
public final class CoverFrame {
    static final int HEADER_BYTES = Parcel.MAX_HEADER_BYTES;
    static final int BODY_BYTES = SizeClass.ANSWER_BYTES;
    /** Bytes on the wire before the transport's encryption. */
    public static final int WIRE_BYTES = Frame.LINK_HEADER_BYTES + HEADER_BYTES + BODY_BYTES;

    private static final int FORMAT = 1;
    private static final int PREFIX_BYTES = 8;
    private static final int NOTHING = 0;

    private CoverFrame() {}

    /**
     * What came under cover.
     *
     * @param type {@link FrameTypes#ROUTING} or {@link FrameTypes#NEIGHBOUR}; 0 for nothing
     */
    public record Inside(int type, ByteBuffer header, Body body) {
        public boolean isNothing() {
            return type == NOTHING;
        }
    }

    /** Whether a frame has room in one; link frames answer to the traffic of the moment and do not wait for a slot. */
    static boolean fits(Parcel parcel) {
        return mayCarry(parcel.type())
                && parcel.header().remaining() <= HEADER_BYTES - PREFIX_BYTES
                && parcel.body().length() <= BODY_BYTES;
    }

    private static boolean mayCarry(int type) {
        return type == FrameTypes.ROUTING || type == FrameTypes.NEIGHBOUR;
    }

    static Frame empty() {
        return frame(NOTHING, ByteBuffer.allocate(0), Body.EMPTY);
    }

    /** With a copy of the parcel's bytes: at two frames a second that costs nothing. */
    static Frame around(Parcel parcel) {
        return frame(parcel.type(), parcel.header().duplicate(), parcel.body());
    }

    private static Frame frame(int type, ByteBuffer innerHeader, Body innerBody) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put((byte) FORMAT).put((byte) type);
        header.putShort((short) innerHeader.remaining()).putShort((short) innerBody.length());
        header.putShort((short) 0).put(innerHeader).rewind();
        byte[] body = new byte[BODY_BYTES];
        innerBody.view().get(body, 0, innerBody.length());
        return new Frame(FrameTypes.COVER, 0, header, Body.of(body));
    }

    /** Reads one; empty for anything that a sender would not write. Keeps nothing of what it reads. */
    public static Optional<Inside> decode(ByteBuffer header, ByteBuffer body) {
        if (header.remaining() != HEADER_BYTES || body.remaining() != BODY_BYTES || header.get() != FORMAT) {
            return Optional.empty();
        }
        int type = header.get() & 0xFF;
        int headerBytes = header.getShort() & 0xFFFF;
        int bodyBytes = header.getShort() & 0xFFFF;
        boolean reserved = header.getShort() != 0;
        boolean fits = headerBytes <= header.remaining() && bodyBytes <= BODY_BYTES;
        boolean carries = mayCarry(type) || (type == NOTHING && headerBytes == 0 && bodyBytes == 0);
        if (reserved || !fits || !carries) {
            return Optional.empty();
        }
        byte[] innerHeader = new byte[headerBytes];
        header.get(innerHeader);
        byte[] innerBody = new byte[bodyBytes];
        body.get(innerBody);
        if (!zeros(header) || !zeros(body)) {
            return Optional.empty();
        }
        return Optional.of(new Inside(type, ByteBuffer.wrap(innerHeader), Body.of(innerBody)));
    }

    private static boolean zeros(ByteBuffer rest) {
        while (rest.hasRemaining()) {
            if (rest.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
