package org.myrmex.discovery.hostcache.read;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.hostcache.list.PeerList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lists that the operator named, asked side by side. */
public final class Caches {
    /** Each may hold up a thread. */
    public static final int MAX_CACHES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Caches.class);
    private static final String LATE = "no answer in time";

    private final List<Cache> caches;
    private final Executor readers;

    /** @param urls as configured; what is none is left out with one line */
    public Caches(List<String> urls, Tasks tasks, Clock clock, Random random) {
        Map<String, CacheUrl> valid = new LinkedHashMap<>();
        for (String text : urls) {
            Optional<CacheUrl> url = CacheUrl.of(text);
            url.ifPresent(one -> valid.putIfAbsent(one.text(), one));
            if (url.isEmpty()) {
                LOG.warn(
                        "the host cache {} is left out, it is no http:// or https:// address; correct caches of "
                                + "org.myrmex.discovery.hostcache",
                        text);
            }
        }
        if (valid.size() > MAX_CACHES) {
            LOG.warn(
                    "only the first {} host caches are read; shorten caches of org.myrmex.discovery.hostcache",
                    MAX_CACHES);
        }
        caches = valid.values().stream()
                .limit(MAX_CACHES)
                .map(url -> new Cache(url, tasks, clock, random))
                .toList();
        readers = tasks.pool("read", MAX_CACHES);
    }

    public boolean isEmpty() {
        return caches.isEmpty();
    }

    public void forget() {
        caches.forEach(Cache::forget);
    }

    /** @return what came of it, in one line */
    public String search(PeerWish wish, PeerSink sink) {
        // a tenth is left for the rest of the search
        Duration patience = wish.patience().multipliedBy(9).dividedBy(10);
        long end = System.nanoTime() + patience.toNanos();
        Map<Cache, Caught> answers = new LinkedHashMap<>();
        LinkedBlockingQueue<Map.Entry<Cache, Caught>> coming = new LinkedBlockingQueue<>();
        caches.forEach(cache -> ask(cache, patience, coming));
        Telling telling = new Telling(wish, sink, caches.size());
        try {
            while (answers.size() < caches.size() && telling.wanted()) {
                Map.Entry<Cache, Caught> next = coming.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                answers.put(next.getKey(), next.getValue());
                telling.tell(next.getKey().url(), next.getValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        telling.tellTheRest();
        String none = telling.wanted() ? LATE : "not waited for";
        return caches.stream()
                .map(cache -> cache.url() + ": "
                        + Optional.ofNullable(answers.get(cache))
                                .map(Caught::said)
                                .orElse(none))
                .collect(Collectors.joining("; "));
    }

    private void ask(Cache cache, Duration patience, LinkedBlockingQueue<Map.Entry<Cache, Caught>> coming) {
        Optional<Caught> kept = cache.kept();
        if (kept.isPresent()) {
            coming.add(Map.entry(cache, kept.get()));
            return;
        }
        cache.read(patience, readers, caught -> coming.add(Map.entry(cache, caught)));
    }

    /** Of each cache a share at once, so that the first to answer does not choose all neighbours; then the rest in turns. */
    private static final class Telling {
        private final PeerSink sink;
        private final int share;
        private final Map<String, Caught> rest = new LinkedHashMap<>();
        private final Set<PeerAddress> told = new LinkedHashSet<>();
        private boolean wanted = true;

        Telling(PeerWish wish, PeerSink sink, int caches) {
            this.sink = sink;
            this.share = Math.max(1, wish.wanted() / caches);
        }

        boolean wanted() {
            return wanted;
        }

        void tell(String url, Caught caught) {
            caught.peers().stream().limit(share).forEach(peer -> tell(url, caught, peer));
            rest.put(url, caught);
        }

        void tellTheRest() {
            for (int i = share; i < PeerList.MAX_RECORDS && wanted; i++) {
                for (Map.Entry<String, Caught> one : rest.entrySet()) {
                    if (i < one.getValue().peers().size()) {
                        tell(
                                one.getKey(),
                                one.getValue(),
                                one.getValue().peers().get(i));
                    }
                }
            }
        }

        private void tell(String url, Caught caught, PeerAddress peer) {
            if (wanted && told.add(peer)) {
                wanted = sink.heard(peer, caught.realm(), url);
            }
        }
    }
}
