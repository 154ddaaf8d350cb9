package org.myrmex.mesh.keep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.myrmex.mesh.guard.Network;

/** Whom to dial next. */
final class Choice {
    private final Neighbourhood size;
    private final Candidates candidates;
    private final Places places;
    private final ToLongFunction<Network> order;
    private final RandomGenerator random;
    private final Keep.Facts facts;
    private final Hearsay hearsay = new Hearsay();

    Choice(
            Neighbourhood size,
            Candidates candidates,
            Places places,
            ToLongFunction<Network> order,
            RandomGenerator random,
            Keep.Facts facts) {
        this.size = size;
        this.candidates = candidates;
        this.places = places;
        this.order = order;
        this.random = random;
        this.facts = facts;
    }

    /** The operator's, whatever the degree. */
    List<Candidate> named(long now) {
        return candidates.all().stream()
                .filter(candidate -> candidate.isOperators() && mayBeDialled(now, candidate))
                .toList();
    }

    /**
     * First the neighbours of the last run, then some by chance that no present neighbour named, then the first in the order that
     * only this peer knows; its slot says which. Who was never tried comes before who was in vain.
     */
    Optional<Candidate> next(long now) {
        List<Candidate> able = able(now);
        Optional<Candidate> anchor =
                able.stream().filter(c -> c.source.equals(Candidate.ANCHOR)).findFirst();
        if (anchor.isPresent()) {
            return as(Slot.ANCHOR, anchor);
        }
        Optional<Candidate> far = places.of(Slot.FAR) < size.far() ? far(able) : Optional.empty();
        if (far.isPresent()) {
            return as(Slot.FAR, far);
        }
        return as(
                Slot.CHOSEN,
                able.stream()
                        .min(Comparator.comparingInt((Candidate c) -> c.attempts)
                                .thenComparingLong(c -> order.applyAsLong(c.network))));
    }

    /** One by chance that no present neighbour named. */
    Optional<Candidate> far(long now) {
        return as(Slot.FAR, far(able(now)));
    }

    private Optional<Candidate> far(List<Candidate> able) {
        List<Candidate> far = able.stream().filter(places::isFar).toList();
        return far.isEmpty() ? Optional.empty() : Optional.of(far.get(random.nextInt(far.size())));
    }

    private static Optional<Candidate> as(Slot slot, Optional<Candidate> candidate) {
        candidate.ifPresent(one -> one.slot = slot);
        return candidate;
    }

    private List<Candidate> able(long now) {
        List<Candidate> able = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (mayBeDialled(now, candidate) && places.hasRoom(candidate.network) && places.hasWord(candidate)) {
                able.add(candidate);
            }
        }
        return able;
    }

    private boolean mayBeDialled(long now, Candidate candidate) {
        if (candidate.dialling || candidate.nextTryMicros > now || places.isLinked(candidate)) {
            return false;
        }
        if (isMereWord(candidate) && !hearsay.mayBeDialled(now, candidate.address, candidate.network)) {
            return false;
        }
        long until = candidate.answered.map(facts::unwantedUntil).orElse(now);
        if (until > now) {
            candidate.unwanted(now, until);
        }
        return until <= now;
    }

    private static boolean isMereWord(Candidate candidate) {
        return candidate.isHearsay() && !candidate.proven;
    }

    void dialled(long now, Candidate candidate) {
        candidate.exchanged = false;
        candidate.dialled(now);
        if (isMereWord(candidate)) {
            hearsay.dialled(now, candidate.address, candidate.network);
        }
    }

    /** Addresses that were dialled on others' word within the last hour. */
    int hearsayCount() {
        return hearsay.size();
    }
}
