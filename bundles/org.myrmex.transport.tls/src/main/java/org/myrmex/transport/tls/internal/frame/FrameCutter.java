package org.myrmex.transport.tls.internal.frame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/**
 * Cuts a stream of bytes into frames. One for each connection and direction; one thread at a time. It takes memory for a
 * frame only when all of the frame is there, and judges its lengths before.
 */
public final class FrameCutter {
    private final TransportLimits limits;
    private Optional<CloseReason> fault = Optional.empty();

    /** A cutter at the start of a stream. */
    public FrameCutter(TransportLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes the frames that are complete; each carries one reference of its body.
     *
     * @param bytes what stays in it is the beginning of a frame, to be shown again with what follows; never more than the
     *     limits allow for one frame
     * @return why the stream must end, if it must; then the rest of the bytes is not looked at, now and later
     */
    public Optional<CloseReason> cut(ByteBuffer bytes, Bodies bodies, List<Frame> frames) {
        while (fault.isEmpty() && bytes.remaining() >= Frame.LINK_HEADER_BYTES) {
            int start = bytes.position();
            FrameHeader read = FrameHeader.read(bytes);
            fault = read.fault(limits);
            if (fault.isPresent() || bytes.remaining() < read.headerLength() + read.bodyLength()) {
                bytes.position(start);
                break;
            }
            frames.add(frame(read, bytes, bodies));
        }
        return fault;
    }

    private static Frame frame(FrameHeader read, ByteBuffer bytes, Bodies bodies) {
        byte[] header = new byte[read.headerLength()];
        int length = (int) read.bodyLength();
        bytes.get(header);
        Frame frame = new Frame(read.type(), read.flow(), ByteBuffer.wrap(header), bodies.next(bytes, length));
        bytes.position(bytes.position() + length);
        return frame;
    }
}
