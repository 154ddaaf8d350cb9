package org.myrmex.discovery.hostcatcher.caught;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * Peers that this one was linked with itself and that can be dialled, because it has dialled them, or has dialled them back, at
 * the very place that they name. One thread at a time.
 *
 * @param <N> how a peer is named
 */
public final class Met<N extends Named> {
    public static final int MAX_PEERS = 256;

    /** Peers that came by themselves, over which they make room first: whoever sends many pushes out none that was chosen. */
    public static final int MAX_NOT_DIALLED = 128;

    /** Peers of a public /24 or /48. */
    public static final int MAX_OF_ONE_NETWORK = 2;

    /** So long after the end of a link its other end most likely has room for somebody. */
    public static final long JUST_LOST_MICROS = 60_000_000;

    /** How often a public network, elsewhere a place, may be named first for that: it is easy to come and go all the time. */
    public static final long TURN_MICROS = 3600L * 1_000_000;

    private static final int MAX_TURNS = 256;

    /** A link that has lasted so long tells something of its other end: a link for a moment costs nothing. */
    public static final long LASTING_MICROS = 600_000_000;

    /** Whose links were shorter is named so long after their end, and not for a week. */
    public static final long NAMED_AFTER_SHORT_MICROS = 600_000_000;

    /** Least recently met first. */
    private final LinkedHashMap<Key, Entry<N>> peers = new LinkedHashMap<>();

    /** Who was named first, and since when; longest ago first. */
    private final LinkedHashMap<String, Long> turns = new LinkedHashMap<>();

    private long changes;

    private record Key(PeerId id, Realm realm) {}

    private static final class Entry<N> {
        final N named;
        final boolean dialledByUs;
        final boolean lasting;
        boolean linked;
        boolean failed;
        boolean hasTurn;
        Optional<Long> lostMicros = Optional.empty();

        Entry(N named, boolean dialledByUs, boolean lasting) {
            this.named = named;
            this.dialledByUs = dialledByUs;
            this.lasting = lasting;
        }

        boolean wasLost(long nowMicros, long withinMicros) {
            return lostMicros.filter(lost -> nowMicros - lost <= withinMicros).isPresent();
        }

        boolean mayBeNamed(long nowMicros) {
            return !failed && (lasting || linked || wasLost(nowMicros, NAMED_AFTER_SHORT_MICROS));
        }
    }

    /**
     * One of them, to be stored.
     *
     * @param dialledByUs whether this peer has dialled it at that place, and not only dialled it back
     * @param lasting whether a link with it has lasted
     */
    public record Peer<N>(N named, boolean dialledByUs, boolean lasting) {}

    /**
     * A link with it is up, and it can be dialled there.
     *
     * @param lasting whether the link is up for {@link #LASTING_MICROS}
     */
    public void met(N named, boolean dialledByUs, boolean lasting) {
        put(named, dialledByUs, lasting).ifPresent(entry -> entry.linked = true);
    }

    /** One that was stored; without a lasting link it is named to nobody until it is met again. */
    public void restore(Peer<N> peer) {
        put(peer.named(), peer.dialledByUs(), peer.lasting());
    }

    private Optional<Entry<N>> put(N named, boolean dialledByUs, boolean lasting) {
        Key key = new Key(named.id(), named.realm());
        Entry<N> known = peers.remove(key);
        // what is known of one place says nothing of another: whoever was dialled once may name any since
        boolean isThere = known != null && isAt(known, Place.of(named.address()));
        boolean isChosen = dialledByUs || (isThere && known.dialledByUs);
        boolean hasLasted = lasting || (isThere && known.lasting);
        if (!makeRoom(named, isChosen)) {
            changes += known == null ? 0 : 1;
            return Optional.empty();
        }
        Entry<N> entry = new Entry<>(named, isChosen, hasLasted);
        peers.put(key, entry);
        boolean isSame = isThere
                && known.named.day() == named.day()
                && known.dialledByUs == isChosen
                && known.lasting == hasLasted;
        changes += isSame ? 0 : 1;
        return Optional.of(entry);
    }

    /** The link is down. */
    public void lost(PeerId id, long nowMicros) {
        peers.forEach((key, entry) -> {
            if (key.id().equals(id)) {
                entry.linked = false;
                entry.lostMicros = Optional.of(nowMicros);
                entry.hasTurn = takesTurn(entry.named, nowMicros);
            }
        });
    }

    private boolean takesTurn(N named, long nowMicros) {
        turns.values().removeIf(since -> nowMicros - since >= TURN_MICROS);
        Place place = Place.of(named.address());
        String who = named.realm() == Realm.PUBLIC ? place.network() : place.toString();
        if (turns.containsKey(who) || turns.size() >= MAX_TURNS) {
            return false;
        }
        turns.put(who, nowMicros);
        return true;
    }

    /** It was dialled there in vain: nobody is told of it until it was met again. */
    public void failed(Place place) {
        peers.values().forEach(entry -> entry.failed |= isAt(entry, place));
    }

    /** Somebody else is there, or this peer itself, or the operator wants the place forgotten. */
    public void remove(Place place) {
        removeIf(entry -> isAt(entry, place));
    }

    /** It does not want to be named any more. */
    public void remove(PeerId id, Realm realm) {
        changes += peers.remove(new Key(id, realm)) == null ? 0 : 1;
    }

    public void clear() {
        removeIf(all -> true);
    }

    /**
     * Some of those that can be dialled, by chance.
     *
     * @param most how many
     * @param mostLost how many of them by another rule, and first: who lost a link with this peer within the last minute, and had
     *     not had that turn for an hour, or those that come and go for it would be all that is ever named
     * @param except is not named
     */
    public List<N> some(
            Realm realm,
            int most,
            int mostLost,
            Optional<PeerId> except,
            long oldestDay,
            long nowMicros,
            RandomGenerator random) {
        List<N> justLost = new ArrayList<>();
        List<N> others = new ArrayList<>();
        for (Map.Entry<Key, Entry<N>> peer : peers.entrySet()) {
            Key key = peer.getKey();
            Entry<N> entry = peer.getValue();
            boolean isAsker = except.isPresent() && except.get().equals(key.id());
            if (key.realm() == realm && !isAsker && entry.mayBeNamed(nowMicros) && entry.named.day() >= oldestDay) {
                boolean isFirst = entry.hasTurn && entry.wasLost(nowMicros, JUST_LOST_MICROS);
                (isFirst ? justLost : others).add(entry.named);
            }
        }
        Chance.shuffle(justLost, random);
        List<N> some = new ArrayList<>(justLost.subList(0, Math.min(mostLost, justLost.size())));
        others.addAll(justLost.subList(some.size(), justLost.size()));
        Chance.shuffle(others, random);
        some.addAll(others);
        return List.copyOf(some.subList(0, Math.min(most, some.size())));
    }

    /** All that this peer may dial itself: those that failed come last. */
    public List<Peer<N>> all(long oldestDay, RandomGenerator random) {
        removeIf(entry -> entry.named.day() < oldestDay);
        List<Peer<N>> failed = new ArrayList<>();
        List<Peer<N>> all = new ArrayList<>();
        peers.values().forEach(entry -> (entry.failed ? failed : all).add(peer(entry)));
        Chance.shuffle(failed, random);
        Chance.shuffle(all, random);
        all.addAll(failed);
        return all;
    }

    boolean has(N named) {
        Entry<N> known = peers.get(new Key(named.id(), named.realm()));
        return known != null && isAt(known, Place.of(named.address()));
    }

    /** To be stored, least recently met first. */
    public List<Peer<N>> peers() {
        return peers.values().stream().map(Met::peer).toList();
    }

    private static <N extends Named> Peer<N> peer(Entry<N> entry) {
        return new Peer<>(entry.named, entry.dialledByUs, entry.lasting);
    }

    /** Grows with each change that is worth storing. */
    public long changes() {
        return changes;
    }

    public int size() {
        return peers.size();
    }

    private boolean isAt(Entry<N> entry, Place place) {
        return Place.of(entry.named.address()).equals(place);
    }

    private void removeIf(Predicate<Entry<N>> wanted) {
        changes += peers.values().removeIf(wanted) ? 1 : 0;
    }

    /** Returns false when those of its network that were chosen are enough. */
    private boolean makeRoom(N named, boolean isChosen) {
        if (named.realm() == Realm.PUBLIC) {
            String network = Place.of(named.address()).network();
            List<Key> there = keys(entry -> entry.named.realm() == Realm.PUBLIC
                    && Place.of(entry.named.address()).network().equals(network));
            if (there.size() >= MAX_OF_ONE_NETWORK) {
                Optional<Key> worst = there.stream()
                        .filter(key -> !peers.get(key).dialledByUs)
                        .findFirst();
                if (worst.isEmpty() && !isChosen) {
                    return false;
                }
                peers.remove(worst.orElse(there.get(0)));
            }
        }
        if (peers.size() >= MAX_PEERS) {
            List<Key> came = keys(entry -> !entry.dialledByUs);
            Optional<Key> hasLeft =
                    came.stream().filter(key -> !peers.get(key).lasting).findFirst();
            peers.remove(
                    came.size() > MAX_NOT_DIALLED
                            ? hasLeft.orElse(came.get(0))
                            : peers.keySet().iterator().next());
        }
        return true;
    }

    private List<Key> keys(Predicate<Entry<N>> wanted) {
        return peers.entrySet().stream()
                .filter(peer -> wanted.test(peer.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
