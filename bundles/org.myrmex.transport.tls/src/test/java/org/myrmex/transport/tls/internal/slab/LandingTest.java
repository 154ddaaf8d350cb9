package org.myrmex.transport.tls.internal.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.FrameCopy;
import org.myrmex.transport.tls.internal.frame.FrameCutter;
import org.myrmex.transport.tls.internal.frame.FrameHeader;

final class LandingTest {
    private static final int RECORD_BYTES = 16 * 1024;
    private static final int FILE_BODY_BYTES = 16_896;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Random random = new Random(7);

    private byte[] wire(List<FrameCopy> copies, int... bodyBytes) {
        ByteBuffer wire = ByteBuffer.allocate(4 * 1024 * 1024);
        for (int length : bodyBytes) {
            byte[] header = new byte[random.nextInt(100)];
            byte[] body = new byte[length];
            random.nextBytes(header);
            random.nextBytes(body);
            Frame frame = new Frame(2, random.nextInt(65_536), ByteBuffer.wrap(header), Body.of(body));
            copies.add(FrameCopy.of(frame));
            FrameHeader.write(frame, wire);
            wire.put(header).put(body);
        }
        byte[] bytes = new byte[wire.position()];
        wire.flip().get(bytes);
        return bytes;
    }

    private static int[] many(int count, int bodyBytes) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, bodyBytes);
        return lengths;
    }

    /** One connection as the links thread sees it. */
    private static final class Stream {
        final Landing landing;
        final FrameCutter cutter = new FrameCutter(TransportLimits.DEFAULT);
        final ByteBuffer source;
        final List<Frame> frames = new ArrayList<>();
        byte[] carried = new byte[0];

        Stream(Landing landing, byte[] wire) {
            this.landing = landing;
            source = ByteBuffer.wrap(wire);
        }

        /** A turn that brings so many records; false when the stream is over. */
        boolean turn(int records, int recordBytes) {
            landing.begin(ByteBuffer.wrap(carried));
            for (int i = 0; i < records && source.hasRemaining(); i++) {
                int length = Math.min(recordBytes, source.remaining());
                if (landing.room().remaining() < length) {
                    landing.makeRoom();
                }
                landing.room().put(source.slice(source.position(), length));
                source.position(source.position() + length);
                assertEquals(Optional.empty(), landing.cut(cutter, frames));
            }
            ByteBuffer rest = landing.rest();
            carried = new byte[rest.remaining()];
            rest.get(carried);
            landing.end();
            return source.hasRemaining();
        }

        List<FrameCopy> copies() {
            return frames.stream().map(FrameCopy::of).toList();
        }

        void release() {
            frames.forEach(frame -> frame.body().release());
            frames.clear();
        }
    }

    @Test
    void framesOfManyConnectionsStayWholeWhileOthersUseTheSameMemory() {
        SlabPool pool = new SlabPool(32 * 1024 * 1024);
        Landing landing = new Landing(pool);
        List<List<FrameCopy>> sent = new ArrayList<>();
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(new ArrayList<>());
            int[] lengths = random.ints(60, 0, 4)
                    .map(kind -> new int[] {0, 300, 4096, FILE_BODY_BYTES}[kind])
                    .toArray();
            streams.add(new Stream(landing, wire(sent.get(i), lengths)));
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Stream stream : streams) {
                more |= stream.turn(1 + random.nextInt(9), 1 + random.nextInt(RECORD_BYTES));
            }
        }
        // all at the end: nothing was overwritten while it was held
        for (int i = 0; i < 3; i++) {
            assertEquals(sent.get(i), streams.get(i).copies());
        }
        streams.forEach(Stream::release);
        landing.idle();
        assertEquals(0, pool.bytesInUse());
        assertEquals(0, pool.heldBodies());
        assertEquals(0, pool.fallbacks());
    }

    @Test
    void overTheCapBodiesAreCopiedAndArriveAllTheSame() {
        SlabPool pool = new SlabPool(2 * SlabPool.SLAB_BYTES);
        Landing landing = new Landing(pool);
        List<FrameCopy> sent = new ArrayList<>();
        Stream stream = new Stream(landing, wire(sent, many(40, FILE_BODY_BYTES)));
        boolean more = true;
        while (more) {
            more = stream.turn(8, RECORD_BYTES);
            assertTrue(pool.bytesInUse() <= 2 * SlabPool.SLAB_BYTES);
        }
        assertEquals(sent, stream.copies());
        assertTrue(pool.fallbacks() >= 40 - 2 * 8, "fallbacks " + pool.fallbacks());
        assertEquals(40, pool.heldBodies());
        stream.release();
        landing.idle();
        assertEquals(0, pool.bytesInUse());
        assertEquals(0, pool.heldBodies());
    }

    @Test
    void aSmallBodyThatIsKeptKeepsNoSlab() {
        SlabPool pool = new SlabPool(32 * 1024 * 1024);
        Landing landing = new Landing(pool);
        List<FrameCopy> sent = new ArrayList<>();
        Stream stream = new Stream(landing, wire(sent, 2048));
        assertFalse(stream.turn(1, RECORD_BYTES));
        landing.idle();
        assertEquals(0, pool.bytesInUse());
        assertEquals(sent, stream.copies());
        assertEquals(1, pool.heldBodies());
        stream.release();
        assertEquals(0, pool.heldBodies());
    }

    @Test
    void memoryThatIsFreeAgainIsUsedFirst() {
        SlabPool pool = new SlabPool(32 * 1024 * 1024);
        Landing landing = new Landing(pool);
        Stream stream = new Stream(landing, wire(new ArrayList<>(), many(100, FILE_BODY_BYTES)));
        while (stream.turn(8, RECORD_BYTES)) {
            stream.release();
        }
        stream.release();
        landing.idle();
        // a turn's bodies and the next turn's
        assertTrue(pool.bytesPooled() <= 2 * SlabPool.SLAB_BYTES, "pooled " + pool.bytesPooled());
    }

    @Test
    void nothingIsHeldWhenNothingComes() {
        SlabPool pool = new SlabPool(32 * 1024 * 1024);
        Landing landing = new Landing(pool);
        landing.begin(NOTHING);
        landing.end();
        assertEquals(SlabPool.SLAB_BYTES, pool.bytesInUse());
        landing.idle();
        assertEquals(0, pool.bytesInUse());
    }
}
