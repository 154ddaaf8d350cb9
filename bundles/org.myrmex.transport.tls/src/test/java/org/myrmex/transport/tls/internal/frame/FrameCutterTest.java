package org.myrmex.transport.tls.internal.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.FrameCopy;

final class FrameCutterTest {
    private static final TransportLimits LIMITS = TransportLimits.DEFAULT;
    private static final List<Integer> BODY_BYTES = List.of(0, 1, 511, 512, 1024, 2048, 4096, 16_896);

    private static final long MOST_FOR_A_LIE_BYTES = 64 * 1024;

    static final Bodies COPIES = (from, length) -> {
        byte[] copy = new byte[length];
        from.get(from.position(), copy);
        return Body.of(copy);
    };

    private final FrameCutter cutter = new FrameCutter(LIMITS);
    private final List<Frame> cut = new ArrayList<>();

    private static List<Frame> everySize() {
        List<Frame> frames = new ArrayList<>();
        for (int bodyBytes : BODY_BYTES) {
            byte[] body = new byte[bodyBytes];
            byte[] header = new byte[frames.size() * 73];
            Arrays.fill(body, (byte) frames.size());
            Arrays.fill(header, (byte) -frames.size());
            frames.add(new Frame(200 + frames.size(), 65_535 - frames.size(), ByteBuffer.wrap(header), Body.of(body)));
        }
        return frames;
    }

    private static byte[] wire(List<Frame> frames) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        for (Frame frame : frames) {
            FrameHeader.write(frame, bytes);
            bytes.put(frame.header().duplicate()).put(frame.body().view());
        }
        byte[] wire = new byte[bytes.position()];
        bytes.flip().get(wire);
        return wire;
    }

    private static List<FrameCopy> copies(List<Frame> frames) {
        return frames.stream().map(FrameCopy::of).toList();
    }

    @Test
    void framesAreTheSameHoweverTheBytesAreSplit() {
        List<FrameCopy> wanted = copies(everySize());
        byte[] wire = wire(everySize());
        for (int piece : List.of(1, 2, 7, 15, 16, 17, 1000, 16_384, wire.length)) {
            FrameCutter fresh = new FrameCutter(LIMITS);
            List<Frame> frames = new ArrayList<>();
            ByteBuffer stream = ByteBuffer.wrap(wire);
            for (int at = 0; at < wire.length; at += piece) {
                stream.limit(at + Math.min(piece, wire.length - at));
                assertEquals(Optional.empty(), fresh.cut(stream, COPIES, frames));
            }
            assertFalse(stream.hasRemaining());
            assertEquals(wanted, copies(frames), "in pieces of " + piece);
        }
    }

    @Test
    void theLinkHeaderIsAsTheProtocolSays() {
        Frame frame = new Frame(0xAB, 0xCDEF, ByteBuffer.allocate(0x0102), Body.of(new byte[4096]));
        byte[] wire = wire(List.of(frame));
        ByteBuffer wanted = ByteBuffer.wrap(
                new byte[] {(byte) 0xAB, 1, 3, 0, (byte) 0xCD, (byte) 0xEF, 1, 2, 0, 0, 0x10, 0, 0, 0, 0, 0});
        assertEquals(wanted, ByteBuffer.wrap(wire, 0, 16));
        assertEquals(frame.wireBytes(), wire.length);
    }

    private Optional<CloseReason> cutHeader(FrameHeader header) {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        header.write(bytes);
        return new FrameCutter(LIMITS).cut(bytes.flip(), COPIES, cut);
    }

    @Test
    void nonsenseHasAReason() {
        Optional<CloseReason> malformed = Optional.of(CloseReason.MALFORMED_FRAME);
        Optional<CloseReason> oversized = Optional.of(CloseReason.OVERSIZED_FRAME);
        assertEquals(malformed, cutHeader(new FrameHeader(1, 0, 0, 0, 0, 0, 0, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 2, 0, 0, 0, 0, 0, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 0, 1, 0, 0, 0, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 0, 0, 0, 0, 0, -1)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 0, 0, 0, 0, 513, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 1, 0, 0, 0, 0, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 2, 0, 0, 0, 1024, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 5, 0, 0, 0, 16_896, 0)));
        assertEquals(malformed, cutHeader(new FrameHeader(1, 1, 255, 0, 0, 0, 16_896, 0)));
        assertEquals(oversized, cutHeader(new FrameHeader(1, 1, 0, 0, 0, 513, 0, 0)));
        assertEquals(oversized, cutHeader(new FrameHeader(1, 1, 4, 0, 0, 0, 16_897, 0)));
        assertEquals(oversized, cutHeader(new FrameHeader(1, 1, 4, 0, 0, 0, 0xFFFF_FFFFL, 0)));
        assertEquals(List.of(), cut);
    }

    /** Every header that lies about one thing, and some that lie about more. */
    private static List<FrameHeader> hostileHeaders() {
        List<FrameHeader> hostile = new ArrayList<>();
        for (long bodyLength : List.of(0L, 513L, 16_896L, 16_897L, 65_536L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL)) {
            for (int headerLength : List.of(0, 512, 513, 65_535)) {
                for (int sizeClass : List.of(0, 1, 4, 5, 255)) {
                    hostile.add(new FrameHeader(2, 1, sizeClass, 0, 1, headerLength, bodyLength, 0));
                }
            }
        }
        return hostile;
    }

    @Test
    void noLengthThatIsNamedTakesMemoryBeforeItsBytesAreThere() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<FrameHeader> hostile = hostileHeaders();
        long[] taken = new long[hostile.size()];
        for (int i = 0; i < taken.length; i++) {
            ByteBuffer bytes = ByteBuffer.allocate(Frame.LINK_HEADER_BYTES + 1);
            hostile.get(i).write(bytes);
            bytes.rewind();
            long before = memory.getCurrentThreadAllocatedBytes();
            new FrameCutter(LIMITS).cut(bytes, COPIES, cut);
            taken[i] = memory.getCurrentThreadAllocatedBytes() - before;
        }
        for (int i = 0; i < taken.length; i++) {
            assertTrue(taken[i] <= MOST_FOR_A_LIE_BYTES, taken[i] + " bytes for " + hostile.get(i));
        }
    }

    @Test
    void aFaultIsForGood() {
        ByteBuffer wrong = ByteBuffer.allocate(16);
        assertEquals(Optional.of(CloseReason.MALFORMED_FRAME), cutter.cut(wrong, COPIES, cut));
        byte[] good = wire(everySize());
        assertEquals(Optional.of(CloseReason.MALFORMED_FRAME), cutter.cut(ByteBuffer.wrap(good), COPIES, cut));
        assertEquals(List.of(), cut);
    }

    @Test
    void aFrameThatWouldBeRefusedCannotBeSent() {
        Stream.of(513, 1023, 1025, 16_895, 16_897).forEach(bodyBytes -> {
            Frame frame = new Frame(1, 1, ByteBuffer.allocate(0), Body.of(new byte[bodyBytes]));
            assertThrows(IllegalArgumentException.class, () -> FrameHeader.of(frame, LIMITS));
        });
        Frame longHeader = new Frame(1, 1, ByteBuffer.allocate(513), Body.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> FrameHeader.of(longHeader, LIMITS));
        Frame wrongFlow = new Frame(1, 65_536, ByteBuffer.allocate(0), Body.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> FrameHeader.of(wrongFlow, LIMITS));
        assertTrue(SizeClass.fits(0, 0));
    }
}
