package org.myrmex.mesh.keep;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Network;

/** Who has a place among the neighbours, and who is being dialled for one. */
final class Places {
    /** Most handshakes are done by then: an address that stays silent for longer keeps no place from others. */
    static final long PROMISING_MICROS = 3_000_000;

    private final Neighbourhood size;
    private final Candidates candidates;
    private final TreeMap<Long, Neighbour> links = new TreeMap<>();

    Places(Neighbourhood size, Candidates candidates) {
        this.size = size;
        this.candidates = candidates;
    }

    void put(Neighbour link) {
        links.put(link.number(), link);
    }

    /** Null when there is none of that number. */
    Neighbour remove(long number) {
        return links.remove(number);
    }

    Optional<Neighbour> find(long number) {
        return Optional.ofNullable(links.get(number));
    }

    /** In the order in which they came. */
    Collection<Neighbour> links() {
        return links.values();
    }

    int count() {
        return links.size();
    }

    private int count(Predicate<Neighbour> which) {
        return (int) links.values().stream().filter(which).count();
    }

    private int dialling(Predicate<Candidate> which) {
        return (int) candidates.all().stream()
                .filter(candidate -> candidate.dialling && which.test(candidate))
                .count();
    }

    /** Links that may be there at once: the operator's own leave as many places to newcomers as are open otherwise. */
    int most() {
        return Math.max(size.most(), Math.min(size.most(), size.open()) + count(this::isOperators));
    }

    /** Links that this peer has dialled itself. */
    int own() {
        return count(link -> link.slot() != Slot.INBOUND);
    }

    /** Dials that may soon be links. */
    int promising(long now) {
        return dialling(candidate -> now - candidate.dialledMicros < PROMISING_MICROS);
    }

    int of(Slot slot) {
        return count(link -> link.slot() == slot) + dialling(candidate -> candidate.slot == slot);
    }

    boolean hasRoom(Network network) {
        if (network.realm() != Realm.PUBLIC) {
            return true;
        }
        int taken = count(link -> link.slot() != Slot.OPERATOR && link.network().equals(network))
                + dialling(candidate -> !candidate.isOperators() && candidate.network.equals(network));
        return taken < size.ofNetwork();
    }

    /** Whether it is no hearsay, or somebody names it who has not brought his share yet. */
    boolean hasWord(Candidate candidate) {
        return !candidate.isHearsay() || candidate.tellers.stream().anyMatch(teller -> of(teller) < size.ofTeller());
    }

    private int of(String teller) {
        return count(link -> link.tellers().contains(teller)) + dialling(other -> other.tellers.contains(teller));
    }

    boolean isLinked(Candidate candidate) {
        return links.values().stream().anyMatch(link -> isThere(candidate, link));
    }

    private static boolean isThere(Candidate candidate, Neighbour link) {
        boolean samePeer = candidate.answered.equals(Optional.of(link.peer()));
        return samePeer || Candidates.place(link.address()).equals(Candidates.place(candidate.address));
    }

    /** Whether the operator named this neighbour, even if it came by itself. */
    boolean isOperators(Neighbour link) {
        return link.slot() == Slot.OPERATOR
                || candidates.all().stream().anyMatch(c -> c.isOperators() && isThere(c, link));
    }

    /** Whether no present neighbour named it or is where it is. */
    boolean isFar(Candidate candidate) {
        return links.values().stream()
                .noneMatch(link ->
                        candidate.tellers.contains(link.peer().toString()) || candidate.network.equals(link.network()));
    }
}
