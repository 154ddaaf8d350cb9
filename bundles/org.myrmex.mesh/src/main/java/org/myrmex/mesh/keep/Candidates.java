package org.myrmex.mesh.keep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.mesh.guard.Network;

/** The addresses that are known, one for each place. Hearsay never takes the room of what was found. */
final class Candidates {
    static final int MAX = 256;
    static final int MAX_HEARSAY = 128;
    /** Of one teller; who has more to say says it again. */
    static final int MAX_OF_TELLER = 16;

    private final Map<String, Candidate> byPlace = new LinkedHashMap<>();
    private final ToLongFunction<Network> order;

    /** @param order of networks, which nobody else knows: who floods the table cannot say who stays in it */
    Candidates(ToLongFunction<Network> order) {
        this.order = order;
    }

    static String place(PeerAddress address) {
        return address.scheme() + " " + address.host() + " " + address.port();
    }

    void found(PeerAddress address, Network network, String source) {
        Candidate present = at(address);
        if (present != null) {
            present.vouchedFor();
        } else if (byPlace.size() < MAX || dropHearsay()) {
            byPlace.put(place(address), new Candidate(address, network, source));
        }
    }

    /** The operator's own, which always have room; whatever was known of the place begins anew. */
    void named(PeerAddress address, Network network, String source) {
        byPlace.remove(place(address));
        Candidate candidate = new Candidate(address, network, source);
        candidate.operators = true;
        byPlace.put(place(address), candidate);
    }

    /** @return false when there is no room for it */
    boolean heard(PeerAddress address, Network network, String source, String teller) {
        Candidate present = at(address);
        if (present != null) {
            if (present.isHearsay()) {
                present.told(teller);
            }
            return true;
        }
        if (countOf(teller) >= MAX_OF_TELLER) {
            return false;
        }
        Candidate candidate = new Candidate(address, network, source);
        candidate.told(teller);
        byPlace.put(place(address), candidate);
        if (hearsay().size() > MAX_HEARSAY || byPlace.size() > MAX) {
            dropHearsay();
        }
        return byPlace.containsKey(place(address));
    }

    private int countOf(String teller) {
        int count = 0;
        for (Candidate candidate : byPlace.values()) {
            count += candidate.tellers.contains(teller) ? 1 : 0;
        }
        return count;
    }

    private List<Candidate> hearsay() {
        List<Candidate> hearsay = new ArrayList<>();
        for (Candidate candidate : byPlace.values()) {
            if (candidate.isHearsay() && !candidate.dialling) {
                hearsay.add(candidate);
            }
        }
        return hearsay;
    }

    /** Those that failed first, then the last in our order. */
    private boolean dropHearsay() {
        Optional<Candidate> last = hearsay().stream()
                .max(Comparator.comparingInt((Candidate c) -> c.attempts)
                        .thenComparingLong(c -> order.applyAsLong(c.network)));
        last.ifPresent(this::remove);
        return last.isPresent();
    }

    /** Null when the place is not known. */
    Candidate at(PeerAddress address) {
        return byPlace.get(place(address));
    }

    void remove(Candidate candidate) {
        byPlace.remove(place(candidate.address));
    }

    void clear() {
        byPlace.clear();
    }

    Collection<Candidate> all() {
        return byPlace.values();
    }
}
