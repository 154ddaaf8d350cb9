package org.myrmex.mesh.keep;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.TokenBucket;
import org.myrmex.mesh.guard.Network;

/** Who is sent away for whom, and how often. Whoever the operator named stays, even if he came by himself. */
final class Eviction {
    /** Others need not fear to be sent away before they have found somebody else. */
    static final long SETTLED_MICROS = 30_000_000;
    /** Newcomers that have not settled: more displace each other. */
    static final int UNSETTLED = 2;
    /** Rooms made at once: whoever says that he is alone may lie, and may say so often. */
    static final int ROOMS_AT_ONCE = 8;
    /** Then one for each of these. With a minute a hundred newcomers, one every ten seconds, wait for half an hour. */
    static final int ROOM_SECONDS = 5;
    /** A room for somebody of one public network, and then none for so long. */
    static final long NETWORK_PAUSE_MICROS = 600_000_000;

    private static final Comparator<Neighbour> OLDEST_FIRST = Comparator.comparingLong(Neighbour::number);

    private final Places places;
    private final LongUnaryOperator carriedLately;
    private final TokenBucket rooms = new TokenBucket(1, ROOMS_AT_ONCE * ROOM_SECONDS);
    /** When a room was made for somebody of a public network; oldest first, and no more than the bucket lets in. */
    private final Map<Network, Long> made = new LinkedHashMap<>();

    /** @param carriedLately what a link was good for of late, by its number */
    Eviction(Places places, LongUnaryOperator carriedLately) {
        this.places = places;
        this.carriedLately = carriedLately;
    }

    /** Whom a full house sends away for a newcomer; once it is asked, the room counts as made. */
    Optional<Neighbour> roomFor(long now, Network network) {
        Iterator<Long> oldest = made.values().iterator();
        while (oldest.hasNext() && now - oldest.next() >= NETWORK_PAUSE_MICROS) {
            oldest.remove();
        }
        Optional<Neighbour> victim = inbound(now);
        if (victim.isEmpty() || made.containsKey(network) || !rooms.take(now, ROOM_SECONDS)) {
            return Optional.empty();
        }
        if (network.realm() == Realm.PUBLIC) {
            made.put(network, now);
        }
        return victim;
    }

    /**
     * Of those that came by themselves the least useful that had time to settle, of equals the youngest. Where two have not
     * settled, or nobody has, the oldest of these, who has had the most time to find others: so newcomers displace newcomers, and
     * a crowd of them at most two of those that have lasted.
     */
    private Optional<Neighbour> inbound(long now) {
        List<Neighbour> able = places.links().stream().filter(this::isGuest).toList();
        List<Neighbour> settled = able.stream()
                .filter(link -> now - link.upSinceMicros() >= SETTLED_MICROS)
                .toList();
        boolean newcomersFirst = settled.isEmpty() || able.size() - settled.size() >= UNSETTLED;
        return newcomersFirst
                ? able.stream().filter(link -> !settled.contains(link)).min(OLDEST_FIRST)
                : leastUseful(settled);
    }

    /**
     * Who gives way to a neighbour that this peer has dialled itself: guests before those it has chosen. He may be a newcomer who
     * knows nobody else yet, so room may be made for him again: nobody can bring this about but this peer itself.
     */
    Optional<Neighbour> forOwn(long arrived) {
        List<Neighbour> others =
                places.links().stream().filter(link -> link.number() != arrived).toList();
        Optional<Neighbour> victim = leastUseful(
                        others.stream().filter(this::isGuest).toList())
                .or(() -> leastUseful(others.stream().filter(this::isChosen).toList()));
        victim.ifPresent(link -> made.remove(link.network()));
        return victim;
    }

    /** Whether anybody who has been there for so long would give way. */
    boolean hasOld(long now, long ageMicros) {
        return places.links().stream()
                .filter(link -> now - link.upSinceMicros() >= ageMicros)
                .anyMatch(link -> isGuest(link) || isChosen(link));
    }

    private boolean isGuest(Neighbour link) {
        return link.slot() == Slot.INBOUND && !places.isOperators(link);
    }

    private boolean isChosen(Neighbour link) {
        return link.slot() == Slot.CHOSEN && !places.isOperators(link);
    }

    private Optional<Neighbour> leastUseful(List<Neighbour> links) {
        return links.stream()
                .min(Comparator.comparingLong((Neighbour link) -> carriedLately.applyAsLong(link.number()))
                        .thenComparing(OLDEST_FIRST.reversed()));
    }
}
