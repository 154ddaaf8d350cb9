package org.myrmex.testkit.transport;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Frame;

/** A frame's content, to be compared by value and kept after its body was released. */
public record FrameCopy(int type, int flow, ByteBuffer header, ByteBuffer body) {
    /** Copies; the references of the frame stay as they are. */
    public static FrameCopy of(Frame frame) {
        return new FrameCopy(
                frame.type(),
                frame.flow(),
                copy(frame.header().duplicate()),
                copy(frame.body().view()));
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip().asReadOnlyBuffer();
    }
}
