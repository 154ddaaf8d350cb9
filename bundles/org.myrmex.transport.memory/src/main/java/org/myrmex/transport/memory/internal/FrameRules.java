package org.myrmex.transport.memory.internal;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/** The rules that a frame would have to keep on a wire: a test in memory must not pass with a frame that TLS refuses. */
final class FrameRules {
    private static final int MAX_UNPADDED_BYTES = 512;

    private FrameRules() {}

    /** @throws IllegalArgumentException when the frame cannot be sent */
    static void check(Frame frame, TransportLimits limits) {
        if (frame.type() < 0 || frame.type() > 0xFF || frame.flow() < 0 || frame.flow() > 0xFFFF) {
            throw new IllegalArgumentException("a frame has a type of 8 bits and a flow of 16 bits");
        }
        if (isOversized(frame, limits)) {
            throw new IllegalArgumentException("a frame is over the limits");
        }
        int bodyBytes = frame.body().length();
        boolean padded = bodyBytes == 1024 || bodyBytes == 2048 || bodyBytes == 4096 || bodyBytes == 16_896;
        if (bodyBytes > MAX_UNPADDED_BYTES && !padded) {
            throw new IllegalArgumentException("a body of " + bodyBytes + " bytes fits no size class; pad it");
        }
    }

    static boolean isOversized(Frame frame, TransportLimits limits) {
        return frame.header().remaining() > limits.maxHeaderBytes()
                || frame.body().length() > limits.maxBodyBytes();
    }

    /** The frame with a header of its own; the reference of the body goes along. */
    static Frame copyHeader(Frame frame) {
        ByteBuffer header = ByteBuffer.allocate(frame.header().remaining());
        header.put(frame.header().duplicate()).flip();
        return new Frame(frame.type(), frame.flow(), header, frame.body());
    }
}
