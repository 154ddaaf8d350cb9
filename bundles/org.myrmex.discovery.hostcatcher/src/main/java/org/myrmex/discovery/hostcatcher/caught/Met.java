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

    /** Least recently met first. */
    private final LinkedHashMap<Key, Entry<N>> peers = new LinkedHashMap<>();

    private long changes;

    private record Key(PeerId id, Realm realm) {}

    private static final class Entry<N> {
        N named;
        boolean dialledByUs;
        boolean failed;
        Optional<Long> lostMicros = Optional.empty();

        Entry(N named, boolean dialledByUs) {
            this.named = named;
            this.dialledByUs = dialledByUs;
        }
    }

    /**
     * One of them, to be stored.
     *
     * @param dialledByUs whether this peer has chosen it
     */
    public record Peer<N>(N named, boolean dialledByUs) {}

    /** A link with it is up, and it can be dialled there. */
    public void met(N named, boolean dialledByUs) {
        Key key = new Key(named.id(), named.realm());
        Entry<N> known = peers.remove(key);
        boolean isChosen = dialledByUs || (known != null && known.dialledByUs);
        if (makeRoom(named, isChosen)) {
            peers.put(key, new Entry<>(named, isChosen));
            boolean isSame = known != null && isSame(known.named, named) && known.dialledByUs == isChosen;
            changes += isSame ? 0 : 1;
        } else {
            changes += known == null ? 0 : 1;
        }
    }

    /** The link is down. */
    public void lost(PeerId id, long nowMicros) {
        peers.forEach((key, entry) -> {
            if (key.id().equals(id)) {
                entry.lostMicros = Optional.of(nowMicros);
            }
        });
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
     * Some of those that can be dialled: first whoever lost a link with this peer within the last minute, then by chance.
     *
     * @param except is not named
     */
    public List<N> some(
            Realm realm, int most, Optional<PeerId> except, long oldestDay, long nowMicros, RandomGenerator random) {
        List<N> justLost = new ArrayList<>();
        List<N> others = new ArrayList<>();
        for (Map.Entry<Key, Entry<N>> peer : peers.entrySet()) {
            Key key = peer.getKey();
            Entry<N> entry = peer.getValue();
            boolean isAsker = except.isPresent() && except.get().equals(key.id());
            if (key.realm() == realm && !isAsker && !entry.failed && entry.named.day() >= oldestDay) {
                boolean hasRoom = entry.lostMicros
                        .filter(lost -> nowMicros - lost <= JUST_LOST_MICROS)
                        .isPresent();
                (hasRoom ? justLost : others).add(entry.named);
            }
        }
        Chance.shuffle(justLost, random);
        Chance.shuffle(others, random);
        justLost.addAll(others);
        return List.copyOf(justLost.subList(0, Math.min(most, justLost.size())));
    }

    /** All that this peer may dial itself: those that failed come last. */
    public List<N> all(long oldestDay, RandomGenerator random) {
        removeIf(entry -> entry.named.day() < oldestDay);
        List<N> failed = new ArrayList<>();
        List<N> all = new ArrayList<>();
        peers.values().forEach(entry -> (entry.failed ? failed : all).add(entry.named));
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
        return peers.values().stream()
                .map(entry -> new Peer<>(entry.named, entry.dialledByUs))
                .toList();
    }

    /** Grows with each change that is worth storing. */
    public long changes() {
        return changes;
    }

    public int size() {
        return peers.size();
    }

    private boolean isSame(N known, N now) {
        return known.day() == now.day() && known.address().equals(now.address());
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
            peers.remove(
                    came.size() > MAX_NOT_DIALLED
                            ? came.get(0)
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
