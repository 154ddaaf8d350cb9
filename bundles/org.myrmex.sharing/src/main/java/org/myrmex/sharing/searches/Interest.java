package org.myrmex.sharing.searches;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Hit;
import org.myrmex.sharing.wire.SearchQuery;

/** One virtual address, what was heard for it, and who still needs it. Any thread. */
public final class Interest {
    /** Hits that one interest remembers; who asked is told of no more. */
    static final int MAX_HITS = 10_000;
    /** Peers that are counted. */
    static final int MAX_PEERS = 10_000;

    private final Endpoint endpoint;
    private final Map<ContentId, List<Offer>> offers = new LinkedHashMap<>();
    private final Set<VirtualAddress> peers = new HashSet<>();
    private int hits;
    private int users = 1;
    private long idleSinceMicros;

    /** A hit and when it was heard: its answer can be used for 10 minutes. */
    public record Offer(Hit hit, long heardMicros, Interest interest) {}

    Interest(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Asks everybody. @throws IllegalStateException when the address is gone */
    public Search ask(SearchQuery query, QueryScope scope, AnswerListener listener) {
        return endpoint.query(SearchQuery.SERVICE, query.encode(), scope, listener);
    }

    synchronized void heardOf(VirtualAddress peer) {
        if (peers.size() < MAX_PEERS) {
            peers.add(peer);
        }
    }

    /** Remembers a hit. Returns whether it is new. */
    public synchronized boolean add(Hit hit, long nowMicros) {
        if (hits >= MAX_HITS) {
            return false;
        }
        List<Offer> same = offers.computeIfAbsent(hit.id(), id -> new ArrayList<>());
        boolean isKnown = same.stream()
                .anyMatch(
                        offer -> offer.hit().answer().from().equals(hit.answer().from()));
        if (isKnown) {
            return false;
        }
        same.add(new Offer(hit, nowMicros, this));
        hits++;
        return true;
    }

    synchronized List<Offer> offers(ContentId id) {
        return List.copyOf(offers.getOrDefault(id, List.of()));
    }

    synchronized int hits() {
        return hits;
    }

    synchronized int peers() {
        return peers.size();
    }

    /** One more needs it; see {@link #release}. */
    public synchronized void retain() {
        users++;
    }

    /** One less needs it; when nobody does, it goes after a while. */
    synchronized void release(long nowMicros) {
        users--;
        idleSinceMicros = nowMicros;
    }

    synchronized boolean isUsed() {
        return users > 0;
    }

    synchronized long idleSinceMicros() {
        return idleSinceMicros;
    }

    void close() {
        endpoint.close();
    }
}
