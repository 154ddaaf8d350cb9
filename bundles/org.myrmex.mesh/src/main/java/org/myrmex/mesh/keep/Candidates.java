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

/** The addresses that are known, one for each place. Hearsay never takes the room of what was found, nor that of what was named. */
final class Candidates {
    static final int MAX = 256;
    /** What the operator names comes on top of the others. */
    static final int MAX_NAMED = 256;

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
            present.found();
        } else if (others() < MAX || dropHearsay() || dropFound()) {
            byPlace.put(place(address), new Candidate(address, network, source));
        }
    }

    /**
     * The operator's own; whatever was known of the place begins anew.
     *
     * @return false when he has named as many as there may be
     */
    boolean named(PeerAddress address, Network network, String source) {
        Candidate present = at(address);
        boolean renamed = present != null && present.isOperators();
        if (!renamed && byPlace.size() - others() >= MAX_NAMED) {
            return false;
        }
        Candidate candidate = new Candidate(address, network, source);
        candidate.operators = true;
        candidate.slot = Slot.OPERATOR;
        if (present != null && present.dialling) {
            candidate.dialled(present.dialledMicros);
        }
        byPlace.remove(place(address));
        byPlace.put(place(address), candidate);
        return true;
    }

    /** That the operator did not name. */
    private int others() {
        return (int) byPlace.values().stream()
                .filter(candidate -> !candidate.isOperators())
                .count();
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
        if (hearsay().size() > MAX_HEARSAY || others() > MAX) {
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
            if (candidate.isHearsay() && !candidate.isInUse()) {
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

    /** Old names must not keep out what a source finds today: who failed most goes, of equals the oldest. */
    private boolean dropFound() {
        Optional<Candidate> worst = byPlace.values().stream()
                .filter(candidate -> !candidate.isOperators() && !candidate.isInUse())
                .reduce((one, other) -> other.attempts > one.attempts ? other : one);
        worst.ifPresent(this::remove);
        return worst.isPresent();
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
