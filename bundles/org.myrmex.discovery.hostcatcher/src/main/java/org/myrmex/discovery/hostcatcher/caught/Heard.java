package org.myrmex.discovery.hostcatcher.caught;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * What others said, and who said it. It is for this peer's own dialling and is never passed on. One thread at a time.
 *
 * @param <N> how a peer is named
 */
public final class Heard<N extends Named> {
    public static final int MAX_RECORDS = 256;

    /** As many as one pong names: whoever talks more replaces his own words. */
    public static final int MAX_OF_ONE_TELLER = 8;

    /** Places of a public /24 or /48: whoever owns one network does not fill the store. */
    public static final int MAX_OF_ONE_NETWORK = 2;

    public static final long KEPT_MICROS = 24L * 3600 * 1_000_000;

    /** A neighbour that was sent away has left something behind to find others by. */
    public static final long KEPT_WITHOUT_TELLER_MICROS = 3600L * 1_000_000;

    /** The words of each, oldest first; nobody without any. */
    private final LinkedHashMap<PeerId, LinkedHashMap<Place, Word<N>>> byTeller = new LinkedHashMap<>();
    /** Those among them whose link is down, and since when; longest first. */
    private final LinkedHashMap<PeerId, Long> gone = new LinkedHashMap<>();
    /** How many tell of a place. */
    private final LinkedHashMap<Place, Integer> tellers = new LinkedHashMap<>();
    /** How many places a public network has. */
    private final LinkedHashMap<String, Integer> networks = new LinkedHashMap<>();

    private int size;

    private record Word<N>(N named, Optional<String> network, long heardMicros) {}

    /**
     * Somebody's word.
     *
     * @param named who, and where
     * @param teller who says so
     */
    public record Told<N>(N named, PeerId teller) {}

    /**
     * Remembers it.
     *
     * @return false when its network has enough places already
     */
    public boolean add(PeerId teller, N named, long nowMicros) {
        Place place = Place.of(named.address());
        Optional<String> network = named.realm() == Realm.PUBLIC ? Optional.of(place.network()) : Optional.empty();
        drop(teller, place);
        if (network.isPresent() && !hasRoom(teller, place, network.get())) {
            return false;
        }
        makeRoom(teller);
        byTeller.computeIfAbsent(teller, first -> new LinkedHashMap<>())
                .put(place, new Word<>(named, network, nowMicros));
        size++;
        if (tellers.merge(place, 1, Integer::sum) == 1) {
            network.ifPresent(of -> networks.merge(of, 1, Integer::sum));
        }
        return true;
    }

    /** The link of somebody who may have told something is up. */
    public void linked(PeerId teller) {
        gone.remove(teller);
    }

    /** It is down. */
    public void unlinked(PeerId teller, long nowMicros) {
        if (byTeller.containsKey(teller)) {
            gone.remove(teller);
            gone.put(teller, nowMicros);
        }
    }

    /** Somebody was dialled there in vain, or the operator wants it forgotten. */
    public void remove(Place place) {
        if (tellers.containsKey(place)) {
            List.copyOf(byTeller.keySet()).forEach(teller -> drop(teller, place));
        }
    }

    public void clear() {
        byTeller.clear();
        gone.clear();
        tellers.clear();
        networks.clear();
        size = 0;
    }

    /**
     * Everything that holds: a word of each teller in turn, so that nobody's many words come before the others' few. By how many it
     * is told says nothing: liars who know each other agree.
     */
    public List<Told<N>> told(long nowMicros, RandomGenerator random) {
        expire(nowMicros);
        List<PeerId> inTurn = new ArrayList<>(byTeller.keySet());
        Chance.shuffle(inTurn, random);
        List<Iterator<Word<N>>> words = new ArrayList<>();
        for (PeerId teller : inTurn) {
            List<Word<N>> his = new ArrayList<>(byTeller.get(teller).values());
            Chance.shuffle(his, random);
            words.add(his.iterator());
        }
        List<Told<N>> told = new ArrayList<>();
        LinkedHashSet<Place> places = new LinkedHashSet<>();
        for (int turn = 0; turn < MAX_OF_ONE_TELLER; turn++) {
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).hasNext()) {
                    N named = words.get(i).next().named();
                    if (places.add(Place.of(named.address()))) {
                        told.add(new Told<>(named, inTurn.get(i)));
                    }
                }
            }
        }
        return told;
    }

    public int size() {
        return size;
    }

    /** Of every table behind it. */
    int largestTable() {
        return Math.max(Math.max(byTeller.size(), gone.size()), Math.max(tellers.size(), networks.size()));
    }

    /** Whether there is, perhaps after his own oldest word of that network has gone. */
    private boolean hasRoom(PeerId teller, Place place, String network) {
        boolean isKnown = tellers.containsKey(place);
        if (isKnown || networks.getOrDefault(network, 0) < MAX_OF_ONE_NETWORK) {
            return true;
        }
        Optional<Place> hisAlone = byTeller.getOrDefault(teller, new LinkedHashMap<>()).entrySet().stream()
                .filter(word -> word.getValue().network().equals(Optional.of(network)))
                .map(Map.Entry::getKey)
                .filter(other -> tellers.get(other) == 1)
                .findFirst();
        hisAlone.ifPresent(oldest -> drop(teller, oldest));
        return hisAlone.isPresent();
    }

    private void makeRoom(PeerId teller) {
        LinkedHashMap<Place, Word<N>> his = byTeller.get(teller);
        if (his != null && his.size() >= MAX_OF_ONE_TELLER) {
            dropOldest(teller);
        } else if (size >= MAX_RECORDS) {
            dropOldest(
                    gone.isEmpty() ? mostTalkative() : gone.keySet().iterator().next());
        }
    }

    private PeerId mostTalkative() {
        PeerId most = null;
        int words = 0;
        for (Map.Entry<PeerId, LinkedHashMap<Place, Word<N>>> his : byTeller.entrySet()) {
            if (his.getValue().size() > words) {
                most = his.getKey();
                words = his.getValue().size();
            }
        }
        return most;
    }

    private void expire(long nowMicros) {
        for (PeerId teller : List.copyOf(byTeller.keySet())) {
            Long goneMicros = gone.get(teller);
            boolean isAlone = goneMicros != null && nowMicros - goneMicros > KEPT_WITHOUT_TELLER_MICROS;
            List.copyOf(byTeller.get(teller).entrySet()).stream()
                    .filter(word -> isAlone || nowMicros - word.getValue().heardMicros() > KEPT_MICROS)
                    .forEach(word -> drop(teller, word.getKey()));
        }
    }

    private void dropOldest(PeerId teller) {
        drop(teller, byTeller.get(teller).keySet().iterator().next());
    }

    private void drop(PeerId teller, Place place) {
        LinkedHashMap<Place, Word<N>> his = byTeller.get(teller);
        Word<N> word = his == null ? null : his.remove(place);
        if (word == null) {
            return;
        }
        size--;
        if (his.isEmpty()) {
            byTeller.remove(teller);
            gone.remove(teller);
        }
        if (tellers.merge(place, -1, Integer::sum) == 0) {
            tellers.remove(place);
            word.network().ifPresent(of -> networks.computeIfPresent(of, (name, n) -> n == 1 ? null : n - 1));
        }
    }
}
