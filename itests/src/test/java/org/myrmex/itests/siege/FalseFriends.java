package org.myrmex.itests.siege;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.TlsTransport;

/** Offenders with keys of their own, who come in as neighbours do and then send what no neighbour sends. */
final class FalseFriends implements AutoCloseable {
    private static final long DIAL_MILLIS = 10_000;
    private static final int FRAMES = 4;
    private static final int BODY_BYTES = 512;
    /** Of a routing message. */
    private static final int HEADER_BYTES = 84;

    private final PeerAddress target;
    private final Tally tally;
    private final TlsTransport transport = new TlsTransport();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Friend> friends = new ArrayList<>();
    private volatile boolean ended;

    FalseFriends(PeerAddress target, String from, int count, Tally tally) throws IOException {
        this.target = target;
        this.tally = tally;
        // whoever listens on a loopback address dials from it
        transport.listen(new PeerAddress("tls", from, 0, Optional.empty()), context(key(), ignoring()));
        for (int i = 0; i < count; i++) {
            friends.add(new Friend(key(), i));
        }
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestContext context(KeyPair key, ConnectionEvents events) {
        return new TestContext(key, TransportLimits.DEFAULT, events);
    }

    private ConnectionEvents ignoring() {
        return new Friend(null, 0);
    }

    void start() {
        friends.forEach(friend -> friend.later(Kind.FRAMES.periodNanos() * friend.number / friends.size()));
    }

    private final class Friend implements ConnectionEvents {
        private final KeyPair key;
        private final int number;
        private final Random random;
        private volatile long sinceNanos;
        private volatile boolean isUp;

        Friend(KeyPair key, int number) {
            this.key = key;
            this.number = number;
            random = new Random(number);
        }

        void later(long nanos) {
            try {
                var unused = timer.schedule(this::dial, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException atTheEnd) {
                // nobody comes again
            }
        }

        private void dial() {
            if (!ended) {
                transport.dial(target, context(key, this), this, DIAL_MILLIS);
            }
        }

        @Override
        public void up(Connection connection) {
            sinceNanos = System.nanoTime();
            isUp = true;
            tally.connected();
            List<Frame> frames = new ArrayList<>();
            if (number % 2 == 0) {
                Hello hello = new Hello(1, 1, List.of("mute/1"), 256 * 1024, number + 1, 0, false);
                frames.add(new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello.encode())));
            }
            for (int i = 0; i < FRAMES; i++) {
                byte[] header = new byte[random.nextInt(HEADER_BYTES)];
                byte[] body = new byte[BODY_BYTES];
                random.nextBytes(header);
                random.nextBytes(body);
                frames.add(
                        new Frame(random.nextInt(256), random.nextInt(65_536), ByteBuffer.wrap(header), Body.of(body)));
            }
            connection.send(frames);
        }

        @Override
        public void received(Connection connection, List<Frame> frames) {
            frames.forEach(frame -> frame.body().release());
        }

        @Override
        public void writable(Connection connection) {
            // it has said enough
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            isUp = false;
            if (!ended) {
                tally.thrownOut(System.nanoTime() - sinceNanos);
                later(Kind.FRAMES.periodNanos());
            }
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            later(Kind.FRAMES.periodNanos());
        }
    }

    @Override
    public void close() {
        ended = true;
        long now = System.nanoTime();
        friends.stream().filter(friend -> friend.isUp).forEach(friend -> tally.stayed(now - friend.sinceNanos));
        timer.shutdownNow();
        transport.close();
    }
}
