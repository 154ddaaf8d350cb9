package org.myrmex.transport.tls.internal.frame;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/**
 * Any bytes, in any pieces: no exception, no frame over the limits, and every frame that is cut would be sent as the same
 * bytes. Runs the kept inputs as a test; with JAZZER_FUZZ=1 it looks for new ones.
 */
final class FrameCutterFuzzTest {
    private static final TransportLimits LIMITS = TransportLimits.DEFAULT;
    private static final int LONGEST_BYTES = Frame.LINK_HEADER_BYTES + LIMITS.maxHeaderBytes() + LIMITS.maxBodyBytes();

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreCutOrRefused(FuzzedDataProvider data) {
        int piece = data.consumeInt(1, 64);
        byte[] bytes = data.consumeRemainingAsBytes();
        FrameCutter cutter = new FrameCutter(LIMITS);
        List<Frame> frames = new ArrayList<>();
        Optional<CloseReason> fault = Optional.empty();
        ByteBuffer stream = ByteBuffer.wrap(bytes);
        for (int at = 0; at < bytes.length && fault.isEmpty(); at += piece) {
            // what was left is shown again with what follows
            stream.limit(at + Math.min(piece, bytes.length - at));
            fault = cutter.cut(stream, FrameCutterTest.COPIES, frames);
            if (stream.remaining() >= LONGEST_BYTES && fault.isEmpty()) {
                throw new IllegalStateException("more is left than the limits allow for one frame");
            }
        }
        ByteBuffer again = ByteBuffer.allocate(bytes.length);
        for (Frame frame : frames) {
            // throws for a frame over the limits, overflows for a frame out of nothing
            FrameHeader.of(frame, LIMITS).write(again);
            again.put(frame.header()).put(frame.body().view());
        }
        again.flip();
        if (!again.equals(ByteBuffer.wrap(bytes, 0, again.limit()))) {
            throw new IllegalStateException("frames were cut that nobody sent");
        }
    }
}
