package org.myrmex.discovery.hostcache.serve;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.limit.Limits;
import org.myrmex.discovery.hostcache.limit.Network;

/** Decides what each request gets. What it remembers of those who ask is their buckets, for seconds; any thread. */
public final class Clerk {
    private final Shelf shelf;
    private final Clock clock;
    private final Limits limits = new Limits();
    private final Metrics.Counter served;
    private final Metrics.Counter limited;

    /** @param realm of the peers that are named */
    public Clerk(Supplier<Optional<HostCatcher>> catcher, Realm realm, Clock clock, Metrics metrics) {
        this.shelf = new Shelf(catcher, realm, clock);
        this.clock = clock;
        this.served = metrics.counter("served_total", "Lists of peers that were served by HTTP.");
        this.limited = metrics.counter("limited_total", "Requests for a list that came too often.");
    }

    /**
     * What is answered.
     *
     * @param seconds of {@code Retry-After}, or for which the list is the same; 0 for neither
     * @param list empty but for status 200
     */
    record Answer(int status, int seconds, byte[] list) {
        private static final byte[] NONE = {};

        static Answer of(int status) {
            return new Answer(status, 0, NONE);
        }
    }

    /** @param target path and query, as they stood in the request */
    Answer answer(InetAddress asker, String method, String target) {
        // whatever is asked for, since each request costs the same
        int wait = ask(asker);
        if (wait > 0) {
            limited.add(1);
            return new Answer(429, wait, Answer.NONE);
        }
        if (!target.equals("/peers") || !(method.equals("GET") || method.equals("HEAD"))) {
            return Answer.of(404);
        }
        Optional<Shelf.Listed> list = shelf.list();
        list.ifPresent(some -> served.add(1));
        return list.map(some -> new Answer(200, some.seconds(), some.list()))
                .orElse(new Answer(503, Shelf.KEPT_SECONDS, Answer.NONE));
    }

    /** Forgets those who have not asked for some seconds. */
    void forget() {
        synchronized (limits) {
            limits.forget(clock.nowMicros());
        }
    }

    private int ask(InetAddress asker) {
        synchronized (limits) {
            return limits.ask(network(asker), clock.nowMicros());
        }
    }

    static Network network(InetAddress address) {
        return Realm.of(address) == Realm.PUBLIC
                ? Network.ofPublic(address.getAddress())
                : Network.ofLocal(address.getAddress());
    }
}
