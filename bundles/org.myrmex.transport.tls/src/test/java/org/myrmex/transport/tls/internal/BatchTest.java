package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/** All connections write from one batch, so what one of them leaves behind would be the others'. */
final class BatchTest {
    /** A body that counts who holds it, and is found out when somebody lets go of it too often. */
    private static final class Counted implements Body {
        private int holders = 1;

        @Override
        public int length() {
            return 16_896;
        }

        @Override
        public ByteBuffer view() {
            check();
            return ByteBuffer.allocate(length());
        }

        @Override
        public void retain() {
            check();
            holders++;
        }

        @Override
        public void release() {
            check();
            holders--;
        }

        private void check() {
            if (holders == 0) {
                throw new IllegalStateException("the body was released");
            }
        }
    }

    private final List<Counted> bodies = new ArrayList<>();
    private final SendQueue queue = new SendQueue(TransportLimits.DEFAULT);

    private void queued(int count) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Counted body = new Counted();
            bodies.add(body);
            frames.add(new Frame(1, 1, ByteBuffer.allocate(4), body));
        }
        assertEquals(count, queue.offer(frames));
    }

    private List<Integer> holders() {
        return bodies.stream().map(body -> body.holders).toList();
    }

    @Test
    void aBodyThatIsGoneAlreadyLeavesNothingToTheNextConnection() {
        queued(3);
        bodies.get(1).release();
        Batch batch = new Batch(LinkLoop.BATCH_BYTES);
        assertThrows(IllegalStateException.class, () -> batch.fill(queue));
        batch.empty();
        assertEquals(List.of(0, 0, 0), holders());
        batch.fill(new SendQueue(TransportLimits.DEFAULT));
        assertEquals(0, batch.bytes());
        assertEquals(List.of(), batch.parts());
    }

    @Test
    void aQueueThatIsClearedLetsAllOthersGo() {
        queued(3);
        bodies.get(0).release();
        queue.clear();
        assertEquals(List.of(0, 0, 0), holders());
    }
}
