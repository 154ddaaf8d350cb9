package org.myrmex.discovery.known.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;

/** The peers that answered, the most promising first. All times are those of {@link RunningTime}. Any thread. */
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

    /** One for each place: whoever answers there now replaces whoever did before. */
    private final TreeMap<String, KnownPeer> byPlace = new TreeMap<>();

    KnownPeers(List<KnownPeer> remembered, long nowMicros) {
        for (KnownPeer peer : remembered) {
            if (isKept(peer.address())) {
                byPlace.put(place(peer.address()), peer.notAfter(nowMicros));
            }
        }
        expire(nowMicros);
    }

    /** All of them, best first. */
    synchronized List<KnownPeer> bestFirst(long nowMicros) {
        expire(nowMicros);
        return ranked(nowMicros);
    }

    /**
     * Learns how a dial turned out just now, whatever time the outcome shows.
     *
     * @return whether anything changed
     */
    synchronized boolean learn(PeerOutcome outcome, long nowMicros) {
        Optional<CloseReason> failure = outcome.failure();
        boolean changed = failure.isPresent()
                ? failed(outcome.address(), failure.get())
                : succeeded(outcome.address(), nowMicros);
        if (changed) {
            expire(nowMicros);
        }
        return changed;
    }

    /**
     * Learns what a neighbour was good for until now, whatever time the use shows. Only what is remembered is counted: a peer
     * that was forgotten while its link is up does not come back by that.
     *
     * @return whether anything changed
     */
    synchronized boolean learn(PeerUse use, long nowMicros) {
        KnownPeer known = byPlace.get(place(use.address()));
        if (known == null || !known.address().id().equals(use.address().id())) {
            return false;
        }
        byPlace.put(place(use.address()), known.used(use.upMicros(), use.carriedBytes(), nowMicros));
        return true;
    }

    /**
     * Forgets whoever is at a place.
     *
     * @return whether anything changed
     */
    synchronized boolean forget(PeerAddress address) {
        return byPlace.remove(place(address)) != null;
    }

    synchronized void forgetAll() {
        byPlace.clear();
    }

    /** Where a peer is, whoever it is. */
    static String place(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty()).toString();
    }

    /** A scope names an interface as it is called just now: after a restart it may be another, or none. */
    private static boolean isKept(PeerAddress address) {
        return address.id().isPresent() && address.host().indexOf('%') < 0;
    }

    private boolean succeeded(PeerAddress address, long nowMicros) {
        if (!isKept(address)) {
            return false;
        }
        KnownPeer known = byPlace.get(place(address));
        boolean same = known != null && known.address().equals(address);
        byPlace.put(
                place(address), same ? known.answered(nowMicros) : new KnownPeer(address, nowMicros, 0, Worth.NONE));
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
            // these say nothing against the peer
            case STOPPED, DOUBLE_DIAL, TRANSPORT_GONE, INTERNAL, RENEWED, TOO_MANY, MADE_ROOM -> {
                return false;
            }
            default -> byPlace.put(place(address), known.failedAgain());
        }
        return true;
    }

    private void expire(long nowMicros) {
        List<KnownPeer> ranked = ranked(nowMicros);
        for (int rank = 0; rank < ranked.size(); rank++) {
            KnownPeer peer = ranked.get(rank);
            boolean tooLongAgo = nowMicros - peer.lastSeenMicros() > FORGOTTEN_AFTER_MICROS;
            boolean inVain = peer.failures() >= FORGOTTEN_AFTER_FAILURES && rank >= KEPT_DESPITE_FAILURES;
            if (tooLongAgo || inVain || rank >= MAX_PEERS) {
                byPlace.remove(place(peer.address()));
            }
        }
    }

    private List<KnownPeer> ranked(long nowMicros) {
        List<Ranked> ranked = new ArrayList<>(byPlace.size());
        byPlace.forEach((place, peer) -> ranked.add(new Ranked(peer, place, peer.score(nowMicros))));
        ranked.sort(Ranked.BEST_FIRST);
        return ranked.stream().map(Ranked::peer).toList();
    }

    /** With its score, which is not for nothing: reckoned once and not in each comparison. */
    private record Ranked(KnownPeer peer, String place, double score) {
        static final Comparator<Ranked> BEST_FIRST =
                Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::place);
    }
}
