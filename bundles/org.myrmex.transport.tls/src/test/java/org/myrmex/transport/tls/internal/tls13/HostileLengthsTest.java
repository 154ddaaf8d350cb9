package org.myrmex.transport.tls.internal.tls13;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.TwoEnds;

/** What a stranger's lengths make us allocate, by the JVM's own count of this thread's bytes. */
final class HostileLengthsTest {
    private static final long MOST = 64 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Job {
        void run() throws Exception;
    }

    /** The second time: the first one loads classes, which are counted too. */
    private static long allocatedBy(Job job) throws Exception {
        once(job);
        return once(job);
    }

    private static long once(Job job) throws Exception {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        try {
            job.run();
        } catch (ChannelRefusedException refused) {
            // counted too
        }
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    @Test
    void recordsOfAnyLengthCostLittle() throws Exception {
        Tls13Channels channels =
                new Tls13Channels(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        for (int length : new int[] {0, 1, 16, 17, 16_384, 16_401, 16_402, 0x7FFF, 0xFFFF}) {
            byte[] bytes = new byte[5 + length];
            ByteBuffer.wrap(bytes).put((byte) 23).putShort((short) 0x303).putShort((short) length);
            SecureChannel[] ends = {TwoEnds.met(channels, channels).answerer, TwoEnds.met(channels, channels).answerer};
            ByteBuffer plain = ByteBuffer.allocate(ends[0].maxRecordBytes());
            Iterator<SecureChannel> next = List.of(ends).iterator();
            long cost = allocatedBy(() -> next.next().open(ByteBuffer.wrap(bytes), plain));
            assertTrue(cost <= MOST, cost + " bytes for a record of " + length);
        }
    }

    @Test
    void helloRecordsAndMessagesOfAnyLengthCostLittle() throws Exception {
        Tls13Channels channels =
                new Tls13Channels(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        TwoEnds.met(channels, channels);
        for (int record : new int[] {0, 4, 5, 1000, 16_384, 16_385, 0x7FFF, 0xFFFF}) {
            for (int message : new int[] {0, 1, 8192, 8193, 0xFFFF, 0xFFFFFF}) {
                byte[] bytes = new byte[5 + Math.max(record, 4)];
                ByteBuffer.wrap(bytes)
                        .put((byte) 22)
                        .putShort((short) 0x301)
                        .putShort((short) record)
                        .putInt(1 << 24 | message);
                ByteBuffer flight = ByteBuffer.allocate(8 * 1024);
                byte[] shown = Arrays.copyOf(bytes, 5 + record);
                long cost = allocatedBy(
                        () -> channels.accepting(peer -> Optional.empty()).shakeHands(ByteBuffer.wrap(shown), flight));
                assertTrue(cost <= MOST, cost + " bytes for a record of " + record + ", a message of " + message);
            }
        }
    }

    @Test
    void aMessageInPiecesCostsNoMoreThanItsLimit() throws Exception {
        Tls13Channels channels =
                new Tls13Channels(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        TwoEnds.met(channels, channels);
        byte[] piece = new byte[5 + 256];
        ByteBuffer.wrap(piece).put((byte) 22).putShort((short) 0x301).putShort((short) 256);
        byte[] first = piece.clone();
        ByteBuffer.wrap(first).putInt(5, 1 << 24 | 8192);
        ByteBuffer flight = ByteBuffer.allocate(8 * 1024);
        long cost = allocatedBy(() -> {
            SecureChannel answerer = channels.accepting(peer -> Optional.empty());
            answerer.shakeHands(ByteBuffer.wrap(first), flight);
            for (int i = 0; i < Handshaking.MAX_RECORDS; i++) {
                answerer.shakeHands(ByteBuffer.wrap(piece), flight);
            }
            throw new IllegalStateException("records have no end");
        });
        assertTrue(cost <= MOST, cost + " bytes");
    }
}
