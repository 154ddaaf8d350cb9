package org.myrmex.discovery.hostcache.read;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.hostcache.list.PeerList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One list that the operator named. */
final class Cache {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);
    /** A peer that stayed away for so long has most often another address by now. */
    static final int MAX_AGE_DAYS = 7;
    /** A peer whose neighbours come and go would ask again and again for the same list. */
    private static final long KEPT_MICROS = TimeUnit.MINUTES.toMicros(1);
    /** A name that the system looks for may hold up a reading for long. */
    private static final int MAX_ASKERS = 16;
    /** However long a cache wants to be left alone. */
    private static final int MAX_RETRY_SECONDS = 600;

    private final CacheUrl url;
    private final Fetch fetch;
    private final Clock clock;
    private final Random random;
    /** Those who wait for what is being read; empty while nothing is. */
    private final List<Consumer<Caught>> askers = new ArrayList<>();

    private Optional<Caught> kept = Optional.empty();
    private long keptUntilMicros;

    Cache(CacheUrl url, Tasks tasks, Clock clock, Random random) {
        this.url = url;
        this.fetch = new Fetch(tasks);
        this.clock = clock;
        this.random = random;
    }

    String url() {
        return url.text();
    }

    /** What was read within the last minute; empty when the list must be read. */
    synchronized Optional<Caught> kept() {
        return clock.nowMicros() < keptUntilMicros ? kept : Optional.empty();
    }

    synchronized void forget() {
        kept = Optional.empty();
    }

    /** Reads the list on one of these threads; whoever asks while it is being read has what comes of that. */
    void read(Duration patience, Executor readers, Consumer<Caught> asker) {
        int before;
        synchronized (this) {
            before = askers.size();
            if (before < MAX_ASKERS) {
                askers.add(asker);
            }
        }
        if (before >= MAX_ASKERS) {
            asker.accept(Caught.nothing("still no answer to what was asked before"));
        }
        if (before > 0) {
            return;
        }
        try {
            readers.execute(() -> tell(read(patience)));
        } catch (RejectedExecutionException e) {
            tell(Caught.nothing("the bundle is stopping"));
        }
    }

    private void tell(Caught caught) {
        List<Consumer<Caught>> told;
        synchronized (this) {
            told = List.copyOf(askers);
            askers.clear();
        }
        told.forEach(asker -> asker.accept(caught));
    }

    /** Blocks for the patience, or longer while the system looks for the name. */
    private Caught read(Duration patience) {
        try {
            return judge(fetch.get(url, patience));
        } catch (IOException e) {
            return Caught.nothing(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the host cache {} cannot be read; please report it", url.text(), e);
            return Caught.nothing("it failed: " + e.getClass().getSimpleName());
        }
    }

    private Caught judge(Fetch.Answer answer) {
        if (answer.status() == 429) {
            int seconds = Math.min(MAX_RETRY_SECONDS, answer.retrySeconds().orElse(1));
            return keep(Caught.nothing("it was asked too often from here"), TimeUnit.SECONDS.toMicros(seconds));
        }
        if (answer.status() != 200) {
            return Caught.nothing(said(answer.status()));
        }
        Optional<PeerList> list = PeerList.decode(answer.body());
        if (list.isEmpty()) {
            return Caught.nothing("refused, that is no list of peers");
        }
        int entries = list.get().records().size() + list.get().unsigned();
        if (list.get().unsigned() > 0) {
            // whoever changed some of them has chosen the others
            return Caught.nothing(
                    "refused, " + list.get().unsigned() + " of " + entries + " entries are not signed by their key");
        }
        Caught caught = choose(answer, list.get().records());
        return caught.peers().isEmpty() ? caught : keep(caught, KEPT_MICROS);
    }

    private Caught choose(Fetch.Answer answer, List<PeerRecord> records) {
        long today = TimeUnit.MICROSECONDS.toDays(clock.nowMicros());
        int old = 0;
        int elsewhere = 0;
        LinkedHashSet<PeerAddress> peers = new LinkedHashSet<>();
        for (PeerRecord record : records) {
            // tomorrow is where the sun has risen, or the clock is a little fast
            if (record.day() < today - MAX_AGE_DAYS || record.day() > today + 1) {
                old++;
            } else if (record.realm() != answer.realm()) {
                elsewhere++;
            } else {
                peers.add(record.address());
            }
        }
        List<PeerAddress> shuffled = new ArrayList<>(peers);
        Collections.shuffle(shuffled, random);
        String said = peers.size() + " found"
                + (old == 0 ? "" : ", " + old + " left out that were not signed in the last " + MAX_AGE_DAYS + " days")
                + (elsewhere == 0 ? "" : ", " + elsewhere + " left out that lie in another network than the cache");
        return new Caught(answer.realm(), List.copyOf(shuffled), said);
    }

    private synchronized Caught keep(Caught caught, long micros) {
        kept = Optional.of(caught);
        keptUntilMicros = clock.nowMicros() + micros;
        return caught;
    }

    private static String said(int status) {
        if (status / 100 == 3) {
            return "it sends elsewhere (" + status + "), which is not followed; set the address where the list is";
        }
        if (status == 503) {
            return "it has no list now (503)";
        }
        return "it answers with status " + status;
    }
}
