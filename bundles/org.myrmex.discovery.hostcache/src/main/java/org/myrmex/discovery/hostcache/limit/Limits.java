package org.myrmex.discovery.hostcache.limit;

import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * A bucket for each network that asks, and one for all of them. Who asked is known for as long as its bucket fills, some
 * seconds, and nowhere else. Not thread-safe.
 */
public final class Limits {
    /** Networks that are told apart; beyond it the one that asked longest ago is forgotten. */
    static final int MAX_NETWORKS = 4096;

    /** A peer asks one cache a few times an hour; this is for the many behind one router. */
    static final int NETWORK_BURST = 10;

    static final int NETWORK_PER_SECOND = 1;

    /** What a small machine answers without anybody noticing. */
    static final int ALL_BURST = 200;

    static final int ALL_PER_SECOND = 100;

    /** The one that asked longest ago first. */
    private final LinkedHashMap<Network, Bucket> networks = new LinkedHashMap<>(16, 0.75f, true);

    private final Bucket all;
    private final int maxNetworks;

    public Limits() {
        this(new Bucket(ALL_BURST, ALL_PER_SECOND), MAX_NETWORKS);
    }

    Limits(Bucket all, int maxNetworks) {
        this.all = all;
        this.maxNetworks = maxNetworks;
    }

    /**
     * Somebody asks.
     *
     * @return 0 when it is served, else after how many seconds it may ask again
     */
    public int ask(Network network, long nowMicros) {
        forget(nowMicros);
        Bucket own = networks.get(network);
        if (own == null) {
            own = new Bucket(NETWORK_BURST, NETWORK_PER_SECOND);
        }
        long wait = Math.max(own.waitMicros(nowMicros), all.waitMicros(nowMicros));
        if (wait > 0) {
            return (int) (wait / Bucket.SECOND_MICROS) + 1;
        }
        own.take(nowMicros);
        all.take(nowMicros);
        if (networks.put(network, own) == null && networks.size() > maxNetworks) {
            Iterator<Network> oldest = networks.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return 0;
    }

    /** Forgets whose buckets are full again: a new one would be the same. */
    public void forget(long nowMicros) {
        Iterator<Bucket> oldest = networks.values().iterator();
        while (oldest.hasNext() && oldest.next().isFull(nowMicros)) {
            oldest.remove();
        }
    }

    /** Networks that are told apart now. */
    public int networks() {
        return networks.size();
    }
}
