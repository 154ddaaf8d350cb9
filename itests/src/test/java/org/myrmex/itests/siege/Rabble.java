package org.myrmex.itests.siege;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Those who need no key: silent, slow and garbage. One thread for all; whoever is thrown out comes back. */
final class Rabble implements Runnable {
    /** They come from so many networks of 256 addresses. */
    private static final int NETWORKS = 50;

    private static final int FIRST_NETWORK = 100;
    /** A record of a handshake of 1,400 bytes, and the beginning of a ClientHello (RFC 8446). */
    private static final byte[] SLOW_WORDS = {22, 3, 1, 5, 0x78, 1, 0, 5, 0x74, 3, 3};

    private static final int GARBAGE_BYTES = 4_096;

    private static final class Offender {
        private final Kind kind;
        private final int number;
        private SocketChannel channel;
        private long sinceNanos;
        private boolean connected;
        private int said;

        Offender(Kind kind, int number) {
            this.kind = kind;
            this.number = number;
        }
    }

    private record Due(long nanos, Offender offender, SocketChannel of) {}

    private final InetSocketAddress target;
    private final Map<Kind, Tally> tallies;
    private final Selector selector = Selector.open();
    private final List<Offender> all = new ArrayList<>();
    // each offender is in it at most twice
    private final PriorityQueue<Due> plan = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final ByteBuffer heard = ByteBuffer.allocate(4_096);
    private final Random random = new Random(3);
    private volatile boolean ended;

    Rabble(InetSocketAddress target, Strength strength, Map<Kind, Tally> tallies) throws IOException {
        this.target = target;
        this.tallies = tallies;
        long now = System.nanoTime();
        for (Kind kind : List.of(Kind.SILENT, Kind.SLOW, Kind.GARBAGE)) {
            for (int i = 0; i < strength.of(kind); i++) {
                Offender offender = new Offender(kind, all.size());
                all.add(offender);
                // evenly over their period, as a flood of many machines would come
                plan.add(new Due(now + kind.periodNanos() * i / strength.of(kind), offender, null));
            }
        }
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                long millis = TimeUnit.NANOSECONDS.toMillis(
                        plan.isEmpty() ? 0 : plan.peek().nanos() - System.nanoTime());
                selector.select(Math.min(50, Math.max(1, millis)));
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(key);
                }
                selector.selectedKeys().clear();
                while (!plan.isEmpty() && plan.peek().nanos() - System.nanoTime() <= 0) {
                    act(plan.remove());
                }
            }
            long now = System.nanoTime();
            for (Offender offender : all) {
                if (offender.channel != null) {
                    if (offender.connected) {
                        tallies.get(offender.kind).stayed(now - offender.sinceNanos);
                    }
                    offender.channel.close();
                }
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the siege is over", e);
        }
    }

    private void act(Due due) throws IOException {
        Offender offender = due.offender();
        if (due.of() != offender.channel) {
            return;
        }
        if (offender.channel == null) {
            connect(offender);
        } else {
            sayOneByte(offender);
        }
    }

    private void connect(Offender offender) throws IOException {
        offender.channel = SocketChannel.open();
        offender.sinceNanos = System.nanoTime();
        offender.connected = false;
        offender.said = 0;
        try {
            offender.channel.configureBlocking(false);
            byte[] from = {
                127, 0, (byte) (FIRST_NETWORK + offender.number % NETWORKS), (byte) (1 + offender.number / NETWORKS)
            };
            offender.channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
            boolean connected = offender.channel.connect(target);
            offender.channel.register(selector, SelectionKey.OP_CONNECT, offender);
            if (connected) {
                begin(offender);
            }
        } catch (IOException e) {
            gone(offender);
        }
    }

    private void ready(SelectionKey key) throws IOException {
        Offender offender = (Offender) key.attachment();
        try {
            if (!key.isValid()) {
                return;
            }
            if (key.isConnectable()) {
                if (offender.channel.finishConnect()) {
                    begin(offender);
                }
            } else if (offender.channel.read(heard.clear()) < 0) {
                gone(offender);
            }
        } catch (IOException e) {
            gone(offender);
        }
    }

    private void begin(Offender offender) throws IOException {
        offender.connected = true;
        offender.sinceNanos = System.nanoTime();
        tallies.get(offender.kind).connected();
        offender.channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
        if (offender.kind == Kind.SLOW) {
            sayOneByte(offender);
        } else if (offender.kind == Kind.GARBAGE) {
            byte[] garbage = new byte[GARBAGE_BYTES];
            random.nextBytes(garbage);
            offender.channel.write(ByteBuffer.wrap(garbage));
        }
    }

    private void sayOneByte(Offender offender) throws IOException {
        byte next = offender.said < SLOW_WORDS.length ? SLOW_WORDS[offender.said] : 0;
        offender.said++;
        try {
            offender.channel.write(ByteBuffer.wrap(new byte[] {next}));
            plan.add(new Due(System.nanoTime() + TimeUnit.SECONDS.toNanos(1), offender, offender.channel));
        } catch (IOException e) {
            gone(offender);
        }
    }

    private void gone(Offender offender) throws IOException {
        long now = System.nanoTime();
        if (offender.connected) {
            tallies.get(offender.kind).thrownOut(now - offender.sinceNanos);
        }
        offender.channel.close();
        offender.channel = null;
        long next = Math.max(now, offender.sinceNanos + offender.kind.periodNanos());
        plan.add(new Due(next, offender, null));
    }

    void end() {
        ended = true;
        selector.wakeup();
    }
}
