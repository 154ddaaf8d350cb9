package org.myrmex.transport.tls.internal.frame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/**
 * Cuts a stream of bytes into frames, however the bytes are split. One for each connection and direction; one thread at a
 * time. It takes memory for a frame only after the frame's lengths were found to be within the limits.
 */
public final class FrameCutter {
    private final TransportLimits limits;
    private final ByteBuffer linkHeader = ByteBuffer.allocate(Frame.LINK_HEADER_BYTES);
    private Optional<CloseReason> fault = Optional.empty();
    private FrameHeader current;
    private byte[] header;
    private byte[] body;
    private int filled;

    /** A cutter at the start of a stream. */
    public FrameCutter(TransportLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes all bytes and appends the frames that they complete; each frame carries one reference of its body.
     *
     * @return why the stream must end, if it must; then the rest of the bytes is not looked at, now and later
     */
    public Optional<CloseReason> cut(ByteBuffer bytes, List<Frame> frames) {
        while (fault.isEmpty() && (current != null || bytes.hasRemaining())) {
            if (current == null && !startFrame(bytes)) {
                break;
            }
            if (fault.isEmpty() && !fillFrame(bytes, frames)) {
                break;
            }
        }
        return fault;
    }

    private boolean startFrame(ByteBuffer bytes) {
        while (linkHeader.hasRemaining() && bytes.hasRemaining()) {
            linkHeader.put(bytes.get());
        }
        if (linkHeader.hasRemaining()) {
            return false;
        }
        FrameHeader read = FrameHeader.read(linkHeader.flip());
        linkHeader.clear();
        fault = read.fault(limits);
        if (fault.isEmpty()) {
            current = read;
            header = new byte[read.headerLength()];
            body = new byte[(int) read.bodyLength()];
            filled = 0;
        }
        return true;
    }

    private boolean fillFrame(ByteBuffer bytes, List<Frame> frames) {
        if (filled < header.length) {
            int count = Math.min(header.length - filled, bytes.remaining());
            bytes.get(header, filled, count);
            filled += count;
        }
        if (filled >= header.length) {
            int at = filled - header.length;
            int count = Math.min(body.length - at, bytes.remaining());
            bytes.get(body, at, count);
            filled += count;
        }
        if (filled < header.length + body.length) {
            return false;
        }
        Body cut = body.length == 0 ? Body.EMPTY : Body.of(body);
        frames.add(new Frame(current.type(), current.flow(), ByteBuffer.wrap(header), cut));
        current = null;
        header = null;
        body = null;
        return true;
    }
}
