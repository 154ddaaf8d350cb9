package org.myrmex.itests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.flow.NeighbourMessage;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.tls.internal.TlsTransport;

/** Neighbours with keys of their own that keep to the protocol, but for what their pongs name. */
final class FalseWitnesses implements AutoCloseable {
    /** Ping and pong of the hostcatcher. */
    private static final int PROTOCOL = 1;

    private static final byte PING = 1;
    private static final byte PONG = 2;
    private static final int ANSWER_AND_TRY_ME = 3;
    private static final int RECORDS = 8;
    /** As many frames as a link may have at once, but for those that it needs. */
    private static final int FLOOD_MESSAGES = 1_000;

    private static final int BATCH = 50;
    private static final long DIAL_MILLIS = 10_000;
    private static final long STEP_MILLIS = 20;

    private final PeerAddress target;
    private final Supplier<byte[]> records;
    private final int ownPort;
    private final TlsTransport transport = new TlsTransport();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong links = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<CloseReason> steadyEnds = new ArrayList<>();
    private volatile boolean ended;

    /** What one of them is there for. */
    enum Manner {
        /** Stays, and answers each ping once. */
        STEADY,
        /** Answers one ping, and comes again as somebody else. */
        FICKLE,
        /** Says as much as a link can take without having been asked, and comes again as somebody else. */
        FLOODING
    }

    /**
     * None yet.
     *
     * @param from the address on loopback that they all come from; empty for that of the machine
     * @param ownPort where they say that they listen
     * @param records a signed record each time
     */
    FalseWitnesses(PeerAddress target, Optional<String> from, int ownPort, Supplier<byte[]> records)
            throws IOException {
        this.target = target;
        this.ownPort = ownPort;
        this.records = records;
        if (from.isPresent()) {
            // whoever listens on a loopback address dials from it
            Witness nobody = new Witness(Manner.STEADY);
            transport.listen(new PeerAddress("tls", from.get(), 0, Optional.empty()), context(nobody));
        }
    }

    void start(Manner manner) {
        new Witness(manner).dial();
    }

    private static TestContext context(Witness witness) {
        return new TestContext(witness.key, TransportLimits.DEFAULT, witness);
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Links that came up. */
    long links() {
        return links.get();
    }

    /** Records that were sent, asked for or not. */
    long offered() {
        return messages.get() * RECORDS;
    }

    /** Records among them in pongs that a ping had asked for. */
    long askedFor() {
        return answers.get() * RECORDS;
    }

    /** Why links of steady ones ended. */
    synchronized List<CloseReason> steadyEnds() {
        return List.copyOf(steadyEnds);
    }

    private synchronized void steadyEnded(CloseReason why) {
        if (!ended) {
            steadyEnds.add(why);
        }
    }

    private final class Witness implements ConnectionEvents {
        private final Manner manner;
        private final KeyPair key = key();
        private final Deque<Frame> waiting = new ArrayDeque<>();
        private int toSay;

        Witness(Manner manner) {
            this.manner = manner;
            toSay = manner == Manner.FLOODING ? FLOOD_MESSAGES : 0;
        }

        void dial() {
            if (!ended) {
                transport.dial(target, context(this), this, DIAL_MILLIS);
            }
        }

        @Override
        public synchronized void up(Connection connection) {
            links.incrementAndGet();
            Hello hello = new Hello(1, 1, List.of("mute/1"), 256 * 1024, 1 + links.get(), 0, true);
            waiting.add(new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello.encode())));
            waiting.add(neighbour(ByteBuffer.allocate(6)
                    .put((byte) 1)
                    .put(PING)
                    .put((byte) ANSWER_AND_TRY_ME)
                    .putShort((short) ownPort)
                    .put((byte) 0)
                    .array()));
            say(connection);
            if (manner == Manner.FLOODING) {
                later(() -> flood(connection));
            }
        }

        private synchronized void flood(Connection connection) {
            say(connection);
            boolean isSaid = toSay == 0 && waiting.isEmpty() && connection.queuedBytes() == 0;
            later(() -> {
                if (isSaid) {
                    connection.close(CloseReason.GONE);
                } else {
                    flood(connection);
                }
            });
        }

        private Frame neighbour(byte[] bytes) {
            NeighbourMessage message = new NeighbourMessage(PROTOCOL, bytes);
            return new Frame(FrameTypes.NEIGHBOUR, 0, message.header(), message.body());
        }

        /** Version, kind, no verdict, no address, and as many records as fit. */
        private Frame pong() {
            messages.incrementAndGet();
            ByteBuffer pong = ByteBuffer.allocate(1_024).put(new byte[] {1, PONG, 0, 0, 0, RECORDS});
            for (int i = 0; i < RECORDS; i++) {
                pong.put(records.get());
            }
            byte[] bytes = new byte[pong.position()];
            pong.flip().get(bytes);
            return neighbour(bytes);
        }

        private void say(Connection connection) {
            int taken;
            do {
                while (waiting.size() < BATCH && toSay > 0) {
                    waiting.add(pong());
                    toSay--;
                }
                taken = connection.send(List.copyOf(waiting));
                for (int i = 0; i < taken; i++) {
                    waiting.remove();
                }
            } while (taken > 0 && toSay > 0);
        }

        private void later(Runnable what) {
            try {
                var unused = timer.schedule(what, STEP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException atTheEnd) {
                // nobody says more
            }
        }

        @Override
        public synchronized void received(Connection connection, List<Frame> frames) {
            for (Frame frame : frames) {
                ByteBuffer body = frame.body().view();
                if (frame.type() == FrameTypes.PING) {
                    byte[] same = new byte[body.remaining()];
                    body.get(same);
                    waiting.add(new Frame(FrameTypes.PONG, 0, ByteBuffer.allocate(0), Body.of(same)));
                } else if (frame.type() == FrameTypes.NEIGHBOUR && body.get(1) == PING) {
                    answers.incrementAndGet();
                    waiting.add(pong());
                    if (manner == Manner.FICKLE) {
                        later(() -> connection.close(CloseReason.GONE));
                    }
                }
                frame.body().release();
            }
            say(connection);
        }

        @Override
        public synchronized void writable(Connection connection) {
            say(connection);
        }

        @Override
        public void closed(Connection connection, CloseReason reason) {
            if (manner == Manner.STEADY) {
                steadyEnded(reason);
            } else {
                later(() -> new Witness(manner).dial());
            }
        }

        @Override
        public void failed(PeerAddress address, CloseReason reason) {
            later(() -> new Witness(manner).dial());
        }
    }

    @Override
    public void close() {
        ended = true;
        timer.shutdownNow();
        transport.close();
    }
}
