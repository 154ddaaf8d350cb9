package org.myrmex.discovery.hostcatcher.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.NeighbourListener;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Named;
import org.myrmex.discovery.hostcatcher.caught.Own;
import org.myrmex.discovery.hostcatcher.caught.Ping;
import org.myrmex.discovery.hostcatcher.caught.Pong;
import org.myrmex.discovery.hostcatcher.caught.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks with neighbours. What comes is enqueued and worked on by one thread, which verifies signatures; the catcher is its own
 * lock, held for tables alone.
 *
 * @param <N> how a peer is named
 */
final class PingPong<N extends Named> implements NeighbourListener {
    static final int PROTOCOL = 1;

    /** Messages that wait; over it they are dropped, the next ping makes up for it. */
    static final int MAX_WAITING = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PingPong.class);

    private final Catcher<N> catcher;
    private final Records<N> records;
    private final Manners manners;
    private final Executor worker;
    private final Clock clock;
    private final RandomGenerator random;
    private final Supplier<Optional<PeerId>> self;
    private final Fitting fitting = new Fitting(Fitting::bySystem);
    private final AtomicInteger waiting = new AtomicInteger();
    /** Worked on before everything else. */
    private final News news = new News(this::beginAgain);

    private volatile Optional<Neighbours> neighbours = Optional.empty();
    private Registration listening = () -> {};

    /** @param self the peer's own id, as soon as it has one */
    PingPong(
            Catcher<N> catcher,
            Records<N> records,
            Manners manners,
            Executor worker,
            Clock clock,
            RandomGenerator random,
            Supplier<Optional<PeerId>> self) {
        this.catcher = catcher;
        this.records = records;
        this.manners = manners;
        this.worker = worker;
        this.clock = clock;
        this.random = random;
        this.self = self;
    }

    /** There is a mesh. */
    synchronized void begin(Neighbours mesh) {
        end();
        neighbours = Optional.of(mesh);
        try {
            listening = mesh.listen(PROTOCOL, this);
        } catch (IllegalStateException taken) {
            neighbours = Optional.empty();
            LOG.warn("neighbours cannot be asked ({}); remove the other bundle that does so", taken.getMessage());
        }
    }

    /** It is gone, unless another has taken its place. */
    synchronized void end(Neighbours mesh) {
        if (neighbours.equals(Optional.of(mesh))) {
            end();
        }
    }

    /** There is none. */
    synchronized void end() {
        listening.close();
        listening = () -> {};
        neighbours = Optional.empty();
        // behind the news of its links, and before those of the next mesh
        hear(() -> {
            synchronized (catcher) {
                catcher.unlinkedAll(clock.nowMicros());
                catcher.notifyAll();
            }
        });
    }

    @Override
    public void linked(Neighbour neighbour) {
        Neighbour spelled = Literals.canonical(neighbour);
        hear(() -> {
            synchronized (catcher) {
                catcher.linked(spelled, clock.nowMicros());
            }
        });
    }

    @Override
    public void unlinked(Neighbour neighbour) {
        hear(() -> {
            synchronized (catcher) {
                catcher.unlinked(id(neighbour), clock.nowMicros());
                catcher.notifyAll();
            }
        });
    }

    @Override
    public void received(Neighbour neighbour, byte[] bytes) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return;
        }
        boolean isTaken = enqueue(() -> {
            waiting.decrementAndGet();
            Optional<Ping> ping = Ping.decode(bytes);
            if (ping.isPresent()) {
                pinged(neighbour, ping.get());
            } else {
                Pong.decode(bytes).ifPresent(pong -> ponged(neighbour, pong));
            }
        });
        if (!isTaken) {
            waiting.decrementAndGet();
        }
    }

    /** Once a second. */
    void tick() {
        enqueue(this::pingDue);
    }

    /** Messages that wait. */
    int waiting() {
        return waiting.get();
    }

    /** Something that changes what is known of links. */
    private void hear(Runnable one) {
        news.add(one);
        enqueue(this::pingDue);
    }

    /** Whoever listens anew is told of all links. */
    private synchronized void beginAgain() {
        neighbours.ifPresent(this::begin);
    }

    /** Pings whoever's time has come. */
    private void pingDue() {
        List<Neighbour> due;
        synchronized (catcher) {
            due = catcher.due(clock.nowMicros());
        }
        due.forEach(this::ping);
    }

    /**
     * Pings whoever was not pinged just now, and waits for answers.
     *
     * @return how many neighbours there are, and how many of them have not answered
     */
    Asked ask(long patienceMicros) {
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(patienceMicros);
        List<Neighbour> askable;
        synchronized (catcher) {
            askable = catcher.askable(clock.nowMicros());
        }
        for (Neighbour neighbour : askable) {
            if (System.nanoTime() < deadline) {
                ping(neighbour);
            }
        }
        synchronized (catcher) {
            try {
                long left = deadline - System.nanoTime();
                // whoever did not answer an earlier question is not waited for again
                while (left > 0 && catcher.waiting(clock.nowMicros(), patienceMicros) > 0) {
                    TimeUnit.NANOSECONDS.timedWait(catcher, left);
                    left = deadline - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Asked(catcher.neighbours(), catcher.waiting(clock.nowMicros(), Catcher.PONG_MICROS));
        }
    }

    /** What came of asking. */
    record Asked(int neighbours, int silent) {}

    /** This peer itself. May block for signatures. */
    Own own() {
        List<PeerAddress> addresses = new ArrayList<>();
        neighbours.ifPresent(mesh -> {
            for (Realm realm : Realm.values()) {
                mesh.own(realm).forEach(record -> addresses.add(record.address()));
            }
        });
        return new Own(self.get(), addresses);
    }

    /** Where this peer wants to be dialled. May block for a signature. */
    List<PeerRecord> advertised(Realm realm) {
        return manners.advertise() ? neighbours.map(mesh -> mesh.own(realm)).orElse(List.of()) : List.of();
    }

    private void ping(Neighbour neighbour) {
        List<PeerRecord> own = fitting.of(advertised(neighbour.realm()), neighbour, this::isSeenAs);
        PeerId id = id(neighbour);
        Optional<Boolean> tryMe;
        synchronized (catcher) {
            tryMe = catcher.ping(id, !own.isEmpty(), clock.nowMicros(), random);
        }
        if (tryMe.isEmpty()) {
            return;
        }
        int port = own.isEmpty() ? 0 : own.get(0).address().port();
        List<ByteBuffer> places =
                own.stream().map(record -> ByteBuffer.wrap(record.encode())).toList();
        if (!send(id, new Ping(true, tryMe.get(), port, places).encode())) {
            synchronized (catcher) {
                catcher.notSent(id);
            }
        }
    }

    private void pinged(Neighbour neighbour, Ping ping) {
        PeerId id = id(neighbour);
        synchronized (catcher) {
            if (!catcher.takesPing(id, clock.nowMicros())) {
                return;
            }
        }
        List<N> named = records.read(ping.records());
        boolean triesBack;
        synchronized (catcher) {
            catcher.pinged(id, named, clock.nowMicros());
            triesBack = manners.dialBack() && ping.tryMe() && catcher.triesBack(id, clock.nowMicros());
        }
        if (triesBack) {
            tryBack(id, ping.port());
        }
        if (ping.answer()) {
            Catcher.Answer<N> answer;
            synchronized (catcher) {
                answer = catcher.answer(id, clock.nowMicros(), random);
            }
            List<ByteBuffer> names = answer.names().stream().map(records::write).toList();
            send(id, new Pong(seenAt(neighbour), answer.verdict(), names).encode());
        }
    }

    private void tryBack(PeerId id, int port) {
        neighbours.ifPresent(mesh -> mesh.dialBack(id, port)
                .whenComplete((failure, fault) -> hear(() -> {
                    synchronized (catcher) {
                        catcher.triedBack(
                                id,
                                port,
                                fault == null ? failure : Optional.of(CloseReason.INTERNAL),
                                clock.nowMicros());
                    }
                })));
    }

    private boolean isSeenAs(String host) {
        synchronized (catcher) {
            return catcher.isSeenAs(host);
        }
    }

    private void ponged(Neighbour neighbour, Pong pong) {
        PeerId id = id(neighbour);
        synchronized (catcher) {
            if (!catcher.takesPong(id, clock.nowMicros())) {
                return;
            }
        }
        List<N> named = records.read(pong.records());
        Own own = own();
        Optional<Verdict> verdict;
        synchronized (catcher) {
            long nowMicros = clock.nowMicros();
            catcher.heard(id, named, own, nowMicros);
            verdict = pong.verdict().filter(told -> catcher.takesVerdict(id, told, nowMicros));
            catcher.notifyAll();
        }
        neighbours.ifPresent(mesh -> {
            verdict.ifPresent(told -> mesh.dialledBack(id, told.failure()));
            if (neighbour.dialledByUs()) {
                pong.seenAt()
                        .flatMap(PingPong::address)
                        .filter(host -> Realm.of(host) == neighbour.realm())
                        .ifPresent(host -> seenAs(mesh, id, host));
            }
        });
    }

    private void seenAs(Neighbours mesh, PeerId teller, InetAddress host) {
        synchronized (catcher) {
            catcher.seenAs(teller, host.getHostAddress());
        }
        mesh.seenAs(teller, host);
    }

    private static Optional<ByteBuffer> seenAt(Neighbour neighbour) {
        return neighbour.dialledByUs()
                ? Optional.empty()
                : Literals.of(neighbour.address().host()).map(host -> ByteBuffer.wrap(host.getAddress()));
    }

    private static Optional<InetAddress> address(ByteBuffer bytes) {
        byte[] raw = new byte[bytes.remaining()];
        bytes.duplicate().get(raw);
        try {
            InetAddress host = InetAddress.getByAddress(raw);
            return host.isAnyLocalAddress() || host.isMulticastAddress() ? Optional.empty() : Optional.of(host);
        } catch (UnknownHostException impossible) {
            return Optional.empty();
        }
    }

    private boolean send(PeerId neighbour, byte[] bytes) {
        return neighbours.map(mesh -> mesh.send(neighbour, PROTOCOL, bytes)).orElse(false);
    }

    private boolean enqueue(Runnable work) {
        try {
            worker.execute(() -> {
                news.work();
                work.run();
            });
            return true;
        } catch (RejectedExecutionException stopping) {
            LOG.debug("too much to do, or the end: {}", stopping.getMessage());
            return false;
        }
    }

    private static PeerId id(Neighbour neighbour) {
        return neighbour.address().id().orElseThrow();
    }
}
