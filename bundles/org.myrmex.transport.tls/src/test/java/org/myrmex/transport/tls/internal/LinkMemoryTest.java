package org.myrmex.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.tls13.Tls13Channels;

/** What connections cost in memory: whole transports, real sockets. */
final class LinkMemoryTest {
    private static final TransportLimits LIMITS = new TransportLimits(512, 16_896, 256 * 1024, 20_000, 64, 64);
    private static final PeerAddress ANYWHERE = new PeerAddress("tls", "127.0.0.1", 0, Optional.empty());
    private static final int BODY_BYTES = 16_896;
    private static final long PATIENCE_SECONDS = 60;
    /** Of all that happens to a frame on its way through a relay's transport; its body alone has 16,896 bytes. */
    private static final long MOST_GARBAGE_BYTES = 6_000;

    private final List<TlsTransport> transports = new ArrayList<>();

    @AfterEach
    void stop() {
        transports.forEach(TlsTransport::close);
    }

    private TlsTransport transport() {
        TlsTransport transport = new TlsTransport(Tls13Channels::new);
        transports.add(transport);
        return transport;
    }

    /** Somebody who is told; what is not overridden lets go of everything. */
    private static class Listener implements ConnectionEvents {
        final BlockingQueue<Connection> ups = new LinkedBlockingQueue<>();
        final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
        final AtomicLong receivedFrames = new AtomicLong();
        final Semaphore writable = new Semaphore(0);

        @Override
        public void up(Connection connection) {
            ups.add(connection);
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            frames.forEach(frame -> frame.body().release());
            receivedFrames.addAndGet(frames.size());
        }

        @Override
        public void writable(Connection connection) {
            writable.release();
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            closed.add(reason);
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            closed.add(reason);
        }

        Connection awaitUp() throws InterruptedException {
            return present(ups.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }

        CloseReason awaitClosed() throws InterruptedException {
            return present(closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static <T> T present(T value) {
        if (value == null) {
            throw new AssertionError("it did not come in time");
        }
        return value;
    }

    private static Frame frame(byte[] body) {
        return new Frame(2, 1, ByteBuffer.allocate(84), Body.of(body));
    }

    /** Sends all of them, waiting for room. */
    private static void sendAll(Connection connection, Listener listener, int count) throws InterruptedException {
        byte[] body = new byte[BODY_BYTES];
        int sent = 0;
        while (sent < count) {
            List<Frame> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(16, count - sent); i++) {
                batch.add(frame(body));
            }
            int taken = connection.send(batch);
            sent += taken;
            if (taken < batch.size()) {
                assertTrue(listener.writable.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        }
    }

    private static void awaitFrames(Listener listener, long count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (listener.receivedFrames.get() < count) {
            assertTrue(System.nanoTime() < deadline, listener.receivedFrames + " frames of " + count);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** The links thread gives back what it shared just after it has told of the last frame. */
    private static Usage awaitIdle(TlsTransport transport) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (transport.usage().bufferBytes() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return transport.usage();
    }

    @Test
    void nothingIsLeftOfConnectionsThatComeAndGo() throws Exception {
        TlsTransport near = transport();
        TlsTransport far = transport();
        Listener nearEvents = new Listener();
        Listener farEvents = new Listener();
        TestContext nearPeer = TestContext.fresh(LIMITS, nearEvents);
        PeerAddress door =
                far.listen(ANYWHERE, TestContext.fresh(LIMITS, farEvents)).bound();
        for (int round = 0; round < 12; round++) {
            near.dial(door, nearPeer, nearEvents, 20_000);
            Connection dialled = nearEvents.awaitUp();
            Connection accepted = farEvents.awaitUp();
            // some end in the middle of what both say
            accepted.pauseReading(round % 3 == 0);
            for (int i = 0; i < 4; i++) {
                dialled.send(List.of(frame(new byte[BODY_BYTES])));
                accepted.send(List.of(frame(new byte[300]), frame(new byte[BODY_BYTES])));
            }
            (round % 2 == 0 ? dialled : accepted).close(CloseReason.STOPPED);
            nearEvents.awaitClosed();
            accepted.pauseReading(false);
            farEvents.awaitClosed();
        }
        for (TlsTransport transport : List.of(near, far)) {
            Usage usage = awaitIdle(transport);
            assertEquals(new Usage(0, 0, 0, usage.pooledBytes(), 0, 0), usage);
            assertTrue(usage.pooledBytes() <= 1024 * 1024, "pooled " + usage.pooledBytes());
        }
    }

    @Test
    void anIdleConnectionOwnsNoMemory() throws Exception {
        TlsTransport near = transport();
        TlsTransport far = transport();
        Listener nearEvents = new Listener();
        Listener farEvents = new Listener();
        TestContext nearPeer = TestContext.fresh(LIMITS, nearEvents);
        PeerAddress door =
                far.listen(ANYWHERE, TestContext.fresh(LIMITS, farEvents)).bound();
        near.dial(door, nearPeer, nearEvents, 20_000);
        sendAll(nearEvents.awaitUp(), nearEvents, 100);
        awaitFrames(farEvents, 100);
        assertEquals(0, awaitIdle(near).bufferBytes());
        assertEquals(0, awaitIdle(far).bufferBytes());
        assertEquals(1, far.usage().connections());
    }

    @Test
    void whoDoesNotReadHoldsUpNobodyElseAndHisQueueKeepsItsLimit() throws Exception {
        TlsTransport near = transport();
        TlsTransport lazyTransport = transport();
        TlsTransport keenTransport = transport();
        Listener nearEvents = new Listener();
        Listener lazy = new Listener();
        Listener keen = new Listener();
        TestContext nearPeer = TestContext.fresh(LIMITS, nearEvents);
        near.dial(
                lazyTransport.listen(ANYWHERE, TestContext.fresh(LIMITS, lazy)).bound(), nearPeer, nearEvents, 20_000);
        Connection toLazy = nearEvents.awaitUp();
        Connection fromNear = lazy.awaitUp();
        fromNear.pauseReading(true);
        // until the sockets between them are full and nothing goes any more
        int given = 0;
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < TimeUnit.MILLISECONDS.toNanos(200)) {
            int taken = toLazy.send(List.of(frame(new byte[BODY_BYTES])));
            given += taken;
            assertTrue(toLazy.queuedBytes() <= LIMITS.queueBytes(), "the queue keeps its limit");
            if (taken > 0) {
                quietSince = System.nanoTime();
            } else {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        Listener toKeenEvents = new Listener();
        near.dial(
                keenTransport.listen(ANYWHERE, TestContext.fresh(LIMITS, keen)).bound(),
                nearPeer,
                toKeenEvents,
                20_000);
        Connection toKeen = toKeenEvents.awaitUp();
        sendAll(toKeen, toKeenEvents, 1_000);
        awaitFrames(keen, 1_000);
        assertEquals(0, lazy.receivedFrames.get());
        // what the socket did not take of the last write, once
        assertTrue(near.usage().bufferBytes() <= 2 * LinkLoop.BATCH_BYTES, near.usage()::toString);
        fromNear.pauseReading(false);
        awaitFrames(lazy, given);
    }

    /** Passes on what comes, as a relay does, without a mesh. */
    private static final class Relay extends Listener {
        final Queue<Frame> waiting = new ArrayDeque<>();
        private Connection from;
        Connection to;

        @Override
        public synchronized void received(Connection connection, List<Frame> frames) {
            from = connection;
            waiting.addAll(frames);
            pass();
        }

        @Override
        public synchronized void writable(Connection connection) {
            pass();
        }

        private void pass() {
            int taken = to.send(List.copyOf(waiting));
            for (int i = 0; i < taken; i++) {
                waiting.remove();
            }
            from.pauseReading(!waiting.isEmpty());
        }
    }

    @Test
    void aRelayedBodyIsNeitherCopiedToTheHeapNorPaidForInGarbage() throws Exception {
        TlsTransport source = transport();
        TlsTransport relay = transport();
        TlsTransport sink = transport();
        Listener sourceEvents = new Listener();
        Relay relayEvents = new Relay();
        Listener sinkEvents = new Listener();
        TestContext relayPeer = TestContext.fresh(LIMITS, relayEvents);
        relay.dial(
                sink.listen(ANYWHERE, TestContext.fresh(LIMITS, sinkEvents)).bound(), relayPeer, relayEvents, 20_000);
        relayEvents.to = relayEvents.awaitUp();
        source.dial(
                relay.listen(ANYWHERE, relayPeer).bound(),
                TestContext.fresh(LIMITS, sourceEvents),
                sourceEvents,
                20_000);
        Connection connection = sourceEvents.awaitUp();
        sendAll(connection, sourceEvents, 1_000);
        awaitFrames(sinkEvents, 1_000);

        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getThreadAllocatedBytes(relay.links().threadId());
        sendAll(connection, sourceEvents, 2_000);
        awaitFrames(sinkEvents, 3_000);
        long perFrame = (memory.getThreadAllocatedBytes(relay.links().threadId()) - before) / 2_000;
        assertTrue(perFrame <= MOST_GARBAGE_BYTES, perFrame + " bytes of garbage for each relayed frame");
        assertEquals(0, relay.usage().copiedBodies());
        assertEquals(0, awaitIdle(relay).heldBodies());
    }
}
