package org.myrmex.lab.eclipse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;

/** Peers that answered, as the source of that name remembers them: last success first, a day less for each failure. */
final class Known {
    static final int MAX_PEERS = 256;
    private static final int FORGOTTEN_AFTER_FAILURES = 20;
    private static final int KEPT_DESPITE_FAILURES = 8;
    private static final long FAILURE_MICROS = 24L * 3600 * Town.SECOND;
    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingLong(Entry::score)
            .reversed()
            .thenComparing(entry -> entry.address().host());

    private final TreeMap<String, Entry> byHost = new TreeMap<>();

    private record Entry(PeerAddress address, long micros, int failures) {
        long score() {
            return micros - failures * FAILURE_MICROS;
        }
    }

    void succeeded(PeerAddress address, long now) {
        byHost.put(address.host(), new Entry(address, now, 0));
        forget();
    }

    void failed(PeerAddress address, CloseReason why) {
        Entry entry = byHost.get(address.host());
        boolean saysNothing = why == CloseReason.STOPPED || why == CloseReason.DOUBLE_DIAL;
        if (entry != null && !saysNothing) {
            byHost.put(address.host(), new Entry(entry.address(), entry.micros(), entry.failures() + 1));
            forget();
        }
    }

    private void forget() {
        List<Entry> ranked = ranked();
        for (int rank = KEPT_DESPITE_FAILURES; rank < ranked.size(); rank++) {
            if (ranked.get(rank).failures() >= FORGOTTEN_AFTER_FAILURES || rank >= MAX_PEERS) {
                byHost.remove(ranked.get(rank).address().host());
            }
        }
    }

    private List<Entry> ranked() {
        List<Entry> ranked = new ArrayList<>(byHost.values());
        ranked.sort(BEST_FIRST);
        return ranked;
    }

    /** Besides those that the operator named. */
    List<PeerAddress> find() {
        return ranked().stream().map(Entry::address).toList();
    }
}
