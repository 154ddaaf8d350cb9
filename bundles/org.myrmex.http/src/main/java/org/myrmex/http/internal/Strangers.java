package org.myrmex.http.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Networks from which wrong passwords came lately. Each counts once, however much comes from there: a single stranger must not keep
 * the owner out, but many who guess a little each are slowed down together. Time is an argument, in microseconds; not for two threads
 * at once.
 */
final class Strangers {
    /** At once; the one heard of longest ago goes first. */
    static final int MAX_NETWORKS = 10;

    static final long WINDOW_MICROS = 60_000_000L;

    private final Map<String, Long> lastMicros = new LinkedHashMap<>();

    /** Whether there are too many. */
    boolean isFull(long nowMicros) {
        return lastMicros.size() == MAX_NETWORKS
                && nowMicros - lastMicros.values().iterator().next() < WINDOW_MICROS;
    }

    void note(String network, long nowMicros) {
        lastMicros.remove(network);
        lastMicros.put(network, nowMicros);
        if (lastMicros.size() > MAX_NETWORKS) {
            lastMicros.remove(lastMicros.keySet().iterator().next());
        }
    }
}
