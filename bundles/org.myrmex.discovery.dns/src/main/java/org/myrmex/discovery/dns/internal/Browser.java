package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.dns.zone.Answer;
import org.myrmex.discovery.dns.zone.Question;
import org.myrmex.discovery.dns.zone.Zone;

/** Asks all domains together for what is not known of them any more, and names what they name. */
final class Browser {
    /** Of the patience of whoever asks, this part is left for the way back. */
    private static final int MARGIN_PART = 10;

    private final List<Zone> zones;
    private final Supplier<List<InetSocketAddress>> servers;
    private final RandomGenerator random;
    private final Clock clock;
    private volatile boolean stopped;
    private volatile boolean forgotten;
    private volatile Optional<Exchange> open = Optional.empty();

    Browser(List<String> domains, Supplier<List<InetSocketAddress>> servers, RandomGenerator random, Clock clock) {
        this.zones = domains.stream()
                .map(domain -> new Zone(domain, Hosts::dialable))
                .toList();
        this.servers = servers;
        this.random = random;
        this.clock = clock;
    }

    /** Ends a search that is going on. */
    void stop() {
        stopped = true;
        open.ifPresent(Exchange::wakeUp);
    }

    /** What the domains answered is not believed any longer. Does not wait for a search that is going on. */
    void forget() {
        forgotten = true;
    }

    /** One search; what came of each domain, in one line. */
    synchronized String search(PeerWish wish, PeerSink sink) {
        Found found = new Found(sink, Math.max(1, wish.wanted() / zones.size()));
        if (forgotten) {
            forgotten = false;
            zones.forEach(Zone::forget);
        }
        zones.forEach(zone -> zone.begin(clock.nowMicros()));
        try {
            search(wish.patience().toNanos(), found);
        } catch (IOException e) {
            return "no socket can be opened; see whether other programs hold too many files";
        }
        found.rest();
        long now = clock.nowMicros();
        return zones.stream().map(zone -> zone.said(found.count(zone), now)).collect(Collectors.joining("; "));
    }

    private void search(long patienceNanos, Found found) throws IOException {
        List<Zone> unknown = new ArrayList<>();
        for (Zone zone : zones) {
            if (zone.open().isEmpty()) {
                found.all(zone, zone.peers(random));
            } else {
                unknown.add(zone);
            }
        }
        if (unknown.isEmpty() || found.declined) {
            return;
        }
        long deadlineNanos = System.nanoTime() + patienceNanos - patienceNanos / MARGIN_PART;
        try (Exchange exchange = new Exchange(servers.get(), deadlineNanos)) {
            open = Optional.of(exchange);
            unknown.forEach(zone -> new Asking(zone, exchange, found).goOn());
            exchange.run(() -> stopped || found.declined);
        } finally {
            open = Optional.empty();
        }
    }

    /** The questions of one domain: the answer to one may open others. */
    private final class Asking {
        private final Zone zone;
        private final Exchange exchange;
        private final Found found;
        private final TreeSet<Question> asked = new TreeSet<>();
        private final Deque<Question> waiting = new ArrayDeque<>();
        private int running;

        Asking(Zone zone, Exchange exchange, Found found) {
            this.zone = zone;
            this.exchange = exchange;
            this.found = found;
        }

        void goOn() {
            zone.open().stream().filter(asked::add).forEach(waiting::add);
            // no more: a domain whose instances are silent would use up the time of all others
            int most = Exchange.MAX_AT_ONCE / zones.size();
            while (running < most && !waiting.isEmpty()) {
                Question question = waiting.remove();
                running++;
                exchange.ask(question, answer -> learn(question, answer));
            }
            if (running == 0) {
                found.all(zone, zone.peers(random));
            } else {
                found.early(zone, zone.peers(random));
            }
        }

        private void learn(Question question, Answer answer) {
            running--;
            zone.learn(question, answer, clock.nowMicros());
            goOn();
        }
    }

    /** Hands addresses over: of each domain its share, as soon as it has answered; what is left at the end. */
    private static final class Found {
        private final PeerSink sink;
        private final int share;
        private final Map<Zone, List<PeerAddress>> left = new LinkedHashMap<>();
        private final Map<Zone, Integer> counts = new LinkedHashMap<>();
        private final Map<Zone, Integer> shares = new LinkedHashMap<>();
        private final TreeSet<String> named = new TreeSet<>();
        private boolean declined;

        Found(PeerSink sink, int share) {
            this.sink = sink;
            this.share = share;
        }

        /** Those with an id do not wait for slow answers; of a place without one a later record may say who is there. */
        void early(Zone zone, List<PeerAddress> peers) {
            nameShare(zone, peers.stream().filter(peer -> peer.id().isPresent()).toList());
        }

        /** The domain has answered all. */
        void all(Zone zone, List<PeerAddress> peers) {
            left.put(zone, peers);
            nameShare(zone, peers);
        }

        private void nameShare(Zone zone, List<PeerAddress> peers) {
            counts.put(zone, peers.size());
            for (PeerAddress peer : peers) {
                int before = shares.getOrDefault(zone, 0);
                if (before < share && name(peer)) {
                    shares.put(zone, before + 1);
                }
            }
        }

        void rest() {
            left.values().forEach(peers -> peers.forEach(this::name));
        }

        int count(Zone zone) {
            return counts.getOrDefault(zone, 0);
        }

        /** @return whether it is news, and was wanted */
        private boolean name(PeerAddress peer) {
            boolean news = !declined && named.add(peer.toString());
            declined |= news && !sink.found(peer);
            return news;
        }
    }
}
