package org.myrmex.discovery.known.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;

/** The peers that answered, the most promising first. Any thread. */
final class KnownPeers {
    /** Peers that are remembered. */
    static final int MAX_PEERS = 256;

    static final long FORGOTTEN_AFTER_MICROS = TimeUnit.DAYS.toMicros(30);

    /** Dials in vain, one after the other, after which a peer is forgotten. */
    static final int FORGOTTEN_AFTER_FAILURES = 20;

    /**
     * The best of them are not forgotten for failures: a machine that was off the net for a night would have nobody left to
     * ask in the morning.
     */
    static final int KEPT_DESPITE_FAILURES = 8;

    private static final Comparator<KnownPeer> BEST_FIRST = Comparator.comparingLong(KnownPeer::score)
            .reversed()
            .thenComparing(peer -> peer.address().toString());

    /** One for each place: whoever answers there now replaces whoever did before. */
    private final TreeMap<String, KnownPeer> byPlace = new TreeMap<>();

    KnownPeers(List<KnownPeer> remembered, long nowMicros) {
        for (KnownPeer peer : remembered) {
            // a clock that was ahead once must not keep a peer on top for ever
            long lastSuccessMicros = Math.min(peer.lastSuccessMicros(), nowMicros);
            byPlace.put(place(peer.address()), new KnownPeer(peer.address(), lastSuccessMicros, peer.failures()));
        }
        forget(nowMicros);
    }

    /** All of them, best first. */
    synchronized List<KnownPeer> bestFirst(long nowMicros) {
        forget(nowMicros);
        return ranked();
    }

    /**
     * Learns how a dial turned out.
     *
     * @return whether anything changed
     */
    synchronized boolean learn(PeerOutcome outcome) {
        Optional<CloseReason> failure = outcome.failure();
        boolean changed = failure.isPresent()
                ? failed(outcome.address(), failure.get())
                : succeeded(outcome.address(), outcome.nowMicros());
        if (changed) {
            forget(outcome.nowMicros());
        }
        return changed;
    }

    /** Where a peer is, whoever it is. */
    static String place(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty()).toString();
    }

    private boolean succeeded(PeerAddress address, long nowMicros) {
        if (address.id().isEmpty()) {
            return false;
        }
        byPlace.put(place(address), new KnownPeer(address, nowMicros, 0));
        return true;
    }

    private boolean failed(PeerAddress address, CloseReason reason) {
        KnownPeer known = byPlace.get(place(address));
        boolean another = known == null
                || (address.id().isPresent()
                        && !address.id().equals(known.address().id()));
        if (another) {
            return false;
        }
        switch (reason) {
            case SELF -> byPlace.remove(place(address));
            // these say nothing about the peer
            case STOPPED, DOUBLE_DIAL, TRANSPORT_GONE, INTERNAL -> {
                return false;
            }
            default -> byPlace.put(place(address), known.failedAgain());
        }
        return true;
    }

    private void forget(long nowMicros) {
        List<KnownPeer> ranked = ranked();
        for (int rank = 0; rank < ranked.size(); rank++) {
            KnownPeer peer = ranked.get(rank);
            boolean tooLongAgo = nowMicros - peer.lastSuccessMicros() > FORGOTTEN_AFTER_MICROS;
            boolean inVain = peer.failures() >= FORGOTTEN_AFTER_FAILURES && rank >= KEPT_DESPITE_FAILURES;
            if (tooLongAgo || inVain || rank >= MAX_PEERS) {
                byPlace.remove(place(peer.address()));
            }
        }
    }

    private List<KnownPeer> ranked() {
        List<KnownPeer> ranked = new ArrayList<>(byPlace.values());
        ranked.sort(BEST_FIRST);
        return ranked;
    }
}
