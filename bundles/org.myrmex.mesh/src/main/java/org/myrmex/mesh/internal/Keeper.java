package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps neighbours: asks the sources one after the other while some lack, dials what they name, waits longer after each
 * failure. What the operator named himself is dialled whatever the degree. Loop thread only.
 */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final String OPERATOR = "operator";
    private static final int MAX_CANDIDATES = 256;
    private static final int FORGOTTEN_AFTER_FAILURES = 20;
    private static final long DIAL_TIMEOUT_MILLIS = 10_000;
    private static final long FIRST_PAUSE_MICROS = 500_000;
    /** Short enough that a relay that comes back is found again within seconds. */
    private static final long LONGEST_PAUSE_MICROS = 8_000_000;

    private static final long SOURCE_PATIENCE_SECONDS = 3;
    /** A source that was asked is left alone for so long. */
    private static final long ASK_PAUSE_MICROS = 15_000_000;

    private final Loop loop;
    private final PeerSettings settings;
    private final Links links;
    private final RandomGenerator random;
    private final Executor sourcePool;
    private final BiConsumer<PeerAddress, String> dialler;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final List<Asked> sources = new ArrayList<>();
    private boolean asking;

    Keeper(
            Loop loop,
            PeerSettings settings,
            Links links,
            RandomGenerator random,
            Executor sourcePool,
            BiConsumer<PeerAddress, String> dialler) {
        this.loop = loop;
        this.settings = settings;
        this.links = links;
        this.random = random;
        this.sourcePool = sourcePool;
        this.dialler = dialler;
    }

    private static final class Candidate {
        /** Dialled as it was named: without an id such a link is never pinned, and a renewed key is no stranger's. */
        final PeerAddress address;

        final String source;
        Optional<PeerId> answered = Optional.empty();
        int attempts;
        Optional<CloseReason> lastFailure = Optional.empty();
        long nextTryMicros;
        boolean dialling;

        Candidate(PeerAddress address, String source) {
            this.address = address;
            this.source = source;
            this.answered = address.id();
        }

        /** With the id that answered last. */
        PeerAddress met() {
            return answered.map(address::withId).orElse(address);
        }
    }

    private static final class Asked {
        final PeerSource source;
        final int ranking;
        String said = "not asked: it was not needed yet";
        long askedAtMicros;

        Asked(PeerSource source, int ranking) {
            this.source = source;
            this.ranking = ranking;
        }
    }

    void addSource(PeerSource source, int ranking) {
        sources.add(new Asked(source, ranking));
        sources.sort(Comparator.comparingInt((Asked a) -> -a.ranking).thenComparing(a -> a.source.name()));
    }

    void removeSource(PeerSource source) {
        sources.removeIf(asked -> asked.source == source);
    }

    /** The operator wants this neighbour. */
    void connect(PeerAddress address) {
        candidates.remove(place(address));
        offer(address, OPERATOR);
        tick();
    }

    private static String place(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty()).toString();
    }

    private boolean offer(PeerAddress address, String source) {
        if (address.port() == 0 || (candidates.size() >= MAX_CANDIDATES && !source.equals(OPERATOR))) {
            return false;
        }
        candidates.putIfAbsent(place(address), new Candidate(address, source));
        return true;
    }

    /** Several times a second. */
    void tick() {
        long now = loop.now();
        int free = settings.wantedDegree() - links.size();
        for (Candidate candidate : candidates.values()) {
            free -= candidate.dialling ? 1 : 0;
        }
        for (Candidate candidate : candidates.values()) {
            boolean wanted = candidate.source.equals(OPERATOR) || free > 0;
            if (wanted && !candidate.dialling && candidate.nextTryMicros <= now && !linked(candidate)) {
                dial(candidate);
                free--;
            }
        }
        if (free > 0 && !asking) {
            askNext(now);
        }
    }

    private boolean linked(Candidate candidate) {
        for (Link link : links.up()) {
            boolean samePeer = candidate.answered.equals(Optional.of(link.peer));
            if (samePeer || place(link.address).equals(place(candidate.address))) {
                return true;
            }
        }
        return false;
    }

    private void dial(Candidate candidate) {
        candidate.dialling = true;
        candidate.attempts++;
        dialler.accept(candidate.address, candidate.source);
    }

    long dialTimeoutMillis() {
        return DIAL_TIMEOUT_MILLIS;
    }

    private void askNext(long now) {
        for (Asked asked : sources) {
            if (asked.askedAtMicros == 0 || now - asked.askedAtMicros > ASK_PAUSE_MICROS) {
                ask(asked, now);
                return;
            }
        }
    }

    private void ask(Asked asked, long now) {
        asked.askedAtMicros = now;
        asking = true;
        PeerWish wish = new PeerWish(
                4 * Math.max(1, settings.wantedDegree()), java.time.Duration.ofSeconds(SOURCE_PATIENCE_SECONDS));
        Sink sink = new Sink(asked, wish.wanted());
        try {
            sourcePool.execute(() -> {
                try {
                    asked.source.find(wish, sink);
                } catch (RuntimeException | LinkageError e) {
                    LOG.warn("the peer source {} failed", asked.source.name(), e);
                    sink.done("it failed: " + e.getClass().getSimpleName());
                }
            });
        } catch (RejectedExecutionException busy) {
            sink.done("not asked: too many sources are still busy");
        }
        loop.after((SOURCE_PATIENCE_SECONDS + 1) * 1_000_000, () -> sink.done("gave no end within its time"));
    }

    /** Any thread. */
    private final class Sink implements PeerSink {
        private final Asked asked;
        private final AtomicInteger room;
        private boolean ended;

        Sink(Asked asked, int wanted) {
            this.asked = asked;
            this.room = new AtomicInteger(wanted);
        }

        @Override
        public boolean found(PeerAddress address) {
            if (room.getAndDecrement() <= 0) {
                return false;
            }
            loop.execute(() -> offer(address, asked.source.name()));
            return true;
        }

        @Override
        public void done(String why) {
            loop.execute(() -> {
                if (!ended) {
                    ended = true;
                    asked.said = why;
                    asking = false;
                    tick();
                }
            });
        }
    }

    /** Who answered at an address that was dialled. */
    void answered(PeerAddress dialled, PeerId who) {
        Candidate candidate = candidates.get(place(dialled));
        if (candidate != null) {
            candidate.answered = Optional.of(who);
        }
    }

    void linkUp(Link link) {
        Candidate candidate = candidates.get(place(link.address));
        if (candidate != null) {
            candidate.dialling = false;
            candidate.attempts = 0;
            candidate.lastFailure = Optional.empty();
        }
        if (link.dialledByUs) {
            tell(new PeerOutcome(link.address, Optional.empty(), loop.now()));
        }
    }

    void linkDown(Link link, CloseReason why) {
        Candidate candidate = candidates.get(place(link.address));
        if (candidate != null) {
            candidate.dialling = false;
            candidate.lastFailure = Optional.of(why);
            candidate.nextTryMicros = loop.now() + pause(0);
        }
    }

    void dialFailed(PeerAddress address, CloseReason why) {
        Candidate candidate = candidates.get(place(address));
        if (candidate == null || !candidate.dialling) {
            return;
        }
        candidate.dialling = false;
        candidate.lastFailure = Optional.of(why);
        candidate.nextTryMicros = loop.now() + pause(candidate.attempts);
        if (why == CloseReason.DOUBLE_DIAL) {
            return;
        }
        tell(new PeerOutcome(candidate.met(), Optional.of(why), loop.now()));
        if (candidate.attempts >= FORGOTTEN_AFTER_FAILURES && !candidate.source.equals(OPERATOR)) {
            candidates.remove(place(address));
        }
    }

    /** Doubles with each failure; the jitter keeps peers that lost the same neighbour from dialling in step. */
    private long pause(int attempts) {
        long pause = Math.min(LONGEST_PAUSE_MICROS, FIRST_PAUSE_MICROS << Math.min(attempts, 10));
        return pause / 2 + random.nextLong(pause);
    }

    private void tell(PeerOutcome outcome) {
        for (Asked asked : sources) {
            try {
                asked.source.outcome(outcome);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the peer source {} failed", asked.source.name(), e);
            }
        }
    }

    List<MeshView.Dial> dialling() {
        List<MeshView.Dial> views = new ArrayList<>();
        for (Candidate candidate : candidates.values()) {
            if (!linked(candidate)) {
                views.add(new MeshView.Dial(
                        candidate.met(),
                        candidate.source,
                        candidate.attempts,
                        candidate.lastFailure.map(CloseReason::name),
                        candidate.nextTryMicros));
            }
        }
        return views;
    }

    List<MeshView.Source> sources() {
        List<MeshView.Source> views = new ArrayList<>();
        for (Asked asked : sources) {
            views.add(new MeshView.Source(asked.source.name(), asked.said, asked.askedAtMicros));
        }
        return views;
    }

    Map<String, Long> counters() {
        return new TreeMap<>(Map.of("dial_candidates", (long) candidates.size()));
    }
}
