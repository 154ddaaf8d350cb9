package org.myrmex.mesh.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the peer sources, one after the other, by rank; tells them what became of what they named. Loop thread only. */
final class Sources {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final long PATIENCE_SECONDS = 3;
    /** A source that was asked is left alone for so long. */
    private static final long ASK_PAUSE_MICROS = 15_000_000;
    /** While there are a few neighbours, and only more of them would be better. */
    private static final long LONG_PAUSE_MICROS = 60_000_000;
    /** At a start bundles come in any order: the one that comes first is not to be asked before a better one. */
    private static final long SETTLE_MICROS = 500_000;
    /** When something has changed since. */
    private static final long SHORT_PAUSE_MICROS = 1_000_000;

    /** Told what sources say. */
    interface Listener {
        void found(PeerAddress address, String source);

        /** The operator's. */
        void named(PeerAddress address, String source);

        /** On the word of a teller that the operator did not choose. */
        void heard(PeerAddress address, Realm realm, String source, String teller);

        /** The source that was asked has ended: another may be asked. */
        void ended();
    }

    /** Told what became of each asking. */
    interface Observer {
        void asked(String source, String said);
    }

    private final Loop loop;
    private final Executor pool;
    private final Listener listener;
    private final List<Asked> sources = new ArrayList<>();
    private final Observer observer;
    private boolean asking;
    /** Of the next one in this round. */
    private int turn;

    private long addedMicros = Long.MIN_VALUE / 2;

    Sources(Loop loop, Executor pool, Listener listener, Observer observer) {
        this.loop = loop;
        this.pool = pool;
        this.listener = listener;
        this.observer = observer;
    }

    private static final class Asked {
        final PeerSource source;
        final int ranking;
        String said = "not asked: it was not needed yet";
        long askedAtMicros;
        /** Whether there may be another answer by now. */
        boolean again;

        Asked(PeerSource source, int ranking) {
            this.source = source;
            this.ranking = ranking;
        }

        boolean isDue(long now, boolean urgent) {
            long pause = urgent ? ASK_PAUSE_MICROS : LONG_PAUSE_MICROS;
            return askedAtMicros == 0 || now - askedAtMicros > (again ? SHORT_PAUSE_MICROS : pause);
        }
    }

    void add(PeerSource source, int ranking) {
        sources.add(new Asked(source, ranking));
        sources.sort(Comparator.comparingInt((Asked a) -> -a.ranking).thenComparing(a -> a.source.name()));
        addedMicros = loop.now();
        turn = 0;
    }

    void remove(PeerSource source) {
        sources.removeIf(asked -> asked.source == source);
        turn = 0;
    }

    /**
     * Asks the next one that was left alone long enough, unless one is being asked: in rounds by rank, so that one that may be
     * asked often does not keep the others waiting.
     */
    void ask(int wanted, boolean urgent) {
        long now = loop.now();
        if (now - addedMicros < SETTLE_MICROS || asking) {
            return;
        }
        for (int i = 0; i < sources.size(); i++) {
            Asked asked = sources.get((turn + i) % sources.size());
            if (asked.isDue(now, urgent)) {
                turn = (turn + i + 1) % sources.size();
                asked.again = false;
                ask(asked, wanted);
                return;
            }
        }
    }

    /** There are enough neighbours: the next wish begins with the first again. */
    void endRound() {
        turn = 0;
    }

    /** Something has changed: each may be asked again, soon. */
    void again() {
        sources.forEach(asked -> asked.again = true);
    }

    private void ask(Asked asked, int wanted) {
        asked.askedAtMicros = loop.now();
        asking = true;
        PeerWish wish = new PeerWish(wanted, Duration.ofSeconds(PATIENCE_SECONDS));
        Sink sink = new Sink(asked, wish.wanted());
        try {
            pool.execute(() -> {
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
        loop.after((PATIENCE_SECONDS + 1) * 1_000_000, () -> sink.done("gave no end within its time"));
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
            loop.execute(() -> listener.found(address, asked.source.name()));
            return true;
        }

        @Override
        public boolean named(PeerAddress address) {
            if (room.getAndDecrement() <= 0) {
                return false;
            }
            loop.execute(() -> listener.named(address, asked.source.name()));
            return true;
        }

        @Override
        public boolean heard(PeerAddress address, Realm realm, String teller) {
            if (room.getAndDecrement() <= 0) {
                return false;
            }
            loop.execute(() -> listener.heard(address, realm, asked.source.name(), teller));
            return true;
        }

        @Override
        public void done(String why) {
            loop.execute(() -> {
                if (!ended) {
                    ended = true;
                    asked.said = why;
                    asking = false;
                    observer.asked(asked.source.name(), why);
                    listener.ended();
                }
            });
        }
    }

    void tell(PeerOutcome outcome) {
        each(source -> source.outcome(outcome));
    }

    void tell(PeerUse use) {
        each(source -> source.used(use));
    }

    void forget(Optional<PeerAddress> place) {
        each(source -> source.forget(place));
    }

    private void each(Consumer<PeerSource> call) {
        for (Asked asked : List.copyOf(sources)) {
            try {
                call.accept(asked.source);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the peer source {} failed", asked.source.name(), e);
            }
        }
    }

    List<MeshView.Source> views() {
        List<MeshView.Source> views = new ArrayList<>();
        for (Asked asked : sources) {
            views.add(new MeshView.Source(asked.source.name(), asked.said, asked.askedAtMicros));
        }
        return views;
    }
}
