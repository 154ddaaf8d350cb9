package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/** The same engine on real threads and in real time: nothing overlaps, nothing is lost between them. */
class ThreadsTest {
    private static final int MESSAGES = 2000;
    private static final int SENDERS = 4;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    private final ExecutorService meshLoop = Executors.newSingleThreadExecutor();
    private final ConcurrentSkipListMap<VirtualAddress, LocalAddress> addresses = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<VirtualAddress, DatagramListener> listeners = new ConcurrentSkipListMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        meshLoop.shutdownNow();
    }

    @Test
    void nothingIsLostAndNothingOverlapsBetweenThreads() throws Exception {
        XWing kem = new XWing(new SecureRandom());
        Random random = new Random(1);
        TestAddress here = new TestAddress(kem, random, this::later);
        TestAddress there = new TestAddress(kem, random, this::later);
        TestAddress.join(here, there, new byte[32]);
        Port hereEnd = new Port();
        Port thereEnd = new Port();
        ChannelEngine opening = new ChannelEngine(hereEnd, kem, new Pools(), ThreadsTest::micros, new SecureRandom());
        ChannelEngine answering =
                new ChannelEngine(thereEnd, kem, new Pools(), ThreadsTest::micros, new SecureRandom());
        opening.start();
        answering.start();
        hereEnd.attach(here);
        thereEnd.attach(there);
        Counting counting = new Counting();
        var unused = answering.serve("count", (channel, request) -> {
            var ignored = channel.finish();
            return counting;
        });
        Counting atOpener = new Counting();
        Channel channel = opening.open(
                        this, new Given(here, there.address()), "count", new byte[0], ChannelOptions.DEFAULT, atOpener)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        AtomicInteger numbers = new AtomicInteger();
        Future<?>[] senders = new Future<?>[SENDERS];
        for (int i = 0; i < SENDERS; i++) {
            senders[i] = threads.submit(() -> send(channel, numbers));
        }
        for (Future<?> sender : senders) {
            sender.get(60, TimeUnit.SECONDS);
        }
        channel.finish().toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertEquals(ChannelListener.End.FINISHED, counting.ended.get(20, TimeUnit.SECONDS));
        assertEquals(ChannelListener.End.FINISHED, atOpener.ended.get(20, TimeUnit.SECONDS));
        assertEquals(MESSAGES, counting.received);
        assertEquals((long) MESSAGES * (MESSAGES - 1) / 2, counting.sum);
        assertTrue(!counting.overlapped, "calls of one listener overlapped");
    }

    private static void send(Channel channel, AtomicInteger numbers) {
        Semaphore writable = new Semaphore(0);
        for (int number = numbers.getAndIncrement(); number < MESSAGES; number = numbers.getAndIncrement()) {
            byte[] message = new byte[16_384];
            ByteBuffer.wrap(message).putInt(number);
            while (!channel.send(message)) {
                channel.whenWritable(writable::release);
                writable.acquireUninterruptibly();
            }
        }
    }

    private void later(long delayMicros, Runnable task) {
        threads.execute(task);
    }

    private static long micros() {
        return System.nanoTime() / 1000;
    }

    /** Counts, and notices calls that overlap: its fields are plain. */
    private static final class Counting implements ChannelListener {
        private final CompletableFuture<End> ended = new CompletableFuture<>();
        private final AtomicInteger inside = new AtomicInteger();
        private int received;
        private long sum;
        private boolean overlapped;

        @Override
        public void received(byte[] message) {
            overlapped |= inside.getAndIncrement() != 0;
            received++;
            sum += ByteBuffer.wrap(message).getInt();
            inside.decrementAndGet();
        }

        @Override
        public void closed(End end) {
            ended.complete(end);
        }
    }

    private record Given(Endpoint askedBy, VirtualAddress from) implements Answer {
        @Override
        public byte[] payload() {
            return new byte[0];
        }
    }

    private final class Pools implements Tasks {
        @Override
        public Executor serial(String name) {
            Mailbox mailbox = new Mailbox(threads);
            return mailbox::post;
        }

        @Override
        public Executor pool(String name, int count) {
            return threads;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            var timer = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }

        @Override
        public Registration every(Duration pause, Runnable task) {
            throw new UnsupportedOperationException("the channel needs no such timer");
        }
    }

    private final class Port implements Datagrams {
        private DatagramListener listener;

        void attach(TestAddress address) {
            addresses.put(address.address(), address);
            listeners.put(address.address(), listener);
        }

        @Override
        public Registration receive(int protocol, DatagramListener taker) {
            listener = taker;
            return () -> {};
        }

        @Override
        public boolean send(LocalAddress local, VirtualAddress to, Body body, SendOptions options, Runnable written) {
            meshLoop.execute(() -> {
                written.run();
                listener.turnEnded();
                listeners.get(to).received(addresses.get(to), local.address(), body, () -> {});
                listeners.get(to).turnEnded();
            });
            return true;
        }

        @Override
        public LocalAddress local(Endpoint endpoint) {
            return (TestAddress) endpoint;
        }
    }
}
