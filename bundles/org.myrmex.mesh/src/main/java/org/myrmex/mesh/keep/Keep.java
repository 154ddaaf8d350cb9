package org.myrmex.mesh.keep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.flow.SipHash;
import org.myrmex.mesh.flow.TokenBucket;
import org.myrmex.mesh.guard.Network;

/**
 * Keeps a peer's neighbours. What the operator named is dialled whatever the degree. Of all else it dials for a few places of its
 * own: first the neighbours of the last run, then some at random that no present neighbour named, then the first in an order that
 * only it knows. The others are open to whoever comes, and dialled for while too few come. Once links are lost or gained nothing is
 * moved, but for one thing: a full house makes room for its own dials and for whoever lacks two neighbours or more (after HyParView,
 * Leitão and others 2007), so that every peer finds a place although none has more than a few.
 */
public final class Keep {
    static final int FORGOTTEN_AFTER_FAILURES = 20;
    /** A transport that says nothing about a dial for so long, or a hello that does not come, has forgotten it. */
    static final long FORGOTTEN_DIAL_MICROS = 60_000_000;

    static final int ANCHORS = 2;
    static final long ANCHOR_AFTER_MICROS = 600_000_000;
    /** Places stay open for so long to whoever dials, while there are too few neighbours. */
    static final long OPEN_MICROS = 30_000_000;
    /** A link that ends sooner does not make of hearsay what this peer knows itself. */
    static final long KNOWN_AFTER_MICROS = 600_000_000;
    /** The first link after less time alone says nothing new about the way to the net. */
    static final long ALONE_MICROS = 60_000_000;
    /** With two neighbours or more it asks others to make room until it has been let in so many times, */
    static final int ROOMS_WANTED = 2;
    /** and then once more in each of these: those that nobody can dial always have too few. */
    static final int ROOM_WANTED_SECONDS = 300;

    /** When all places are taken and none is far, one is exchanged so often. */
    private static final long FAR_PAUSE_MICROS = 600_000_000;

    /** What it does. */
    public interface Effects {
        void dial(PeerAddress address, String source);

        /** Ends a link to make room. */
        void close(long link);

        /** Places are free: sources may be asked. */
        void ask();

        /** A dialled address is no neighbour, and why. */
        void failed(PeerAddress address, CloseReason why);
    }

    /** What it asks. */
    public interface Facts {
        /** Until when a peer must not be dialled; not later than now when it may. */
        long unwantedUntil(PeerId peer);

        /** Whether an address is this peer's own. */
        boolean isOwn(PeerAddress address);

        /** How much of what followed a route went over a link of late: what it is good for. */
        long carriedLately(long link);
    }

    private final Neighbourhood size;
    private final RandomGenerator random;
    private final Effects effects;
    private final Facts facts;
    private final Candidates candidates;
    private final Places places;
    private final Choice choice;
    private final Eviction eviction;
    private final TokenBucket roomsWanted = new TokenBucket(1, ROOMS_WANTED * ROOM_WANTED_SECONDS);
    /** Since when nobody has come for the open places. */
    private long waitedFromMicros;
    /** When nothing was missing, or a link came up; 0 before all that. */
    private long progressMicros;

    private long exchangedMicros = Long.MIN_VALUE / 2;
    /** Since when there is no link. */
    private long aloneMicros = Long.MIN_VALUE / 2;

    /** @param order of networks, that nobody else knows: of several that might be dialled the least comes first */
    public Keep(
            Neighbourhood size, ToLongFunction<Network> order, RandomGenerator random, Effects effects, Facts facts) {
        this.size = size;
        this.random = random;
        this.effects = effects;
        this.facts = facts;
        this.candidates = new Candidates(order);
        this.places = new Places(size, candidates);
        this.choice = new Choice(size, candidates, places, order, random, facts);
        this.eviction = new Eviction(places, facts::carriedLately);
    }

    /** @param key that only this peer has */
    public static ToLongFunction<Network> order(SipHash key) {
        return network -> key.of(network.name().hashCode());
    }

    // ---- addresses

    /**
     * The operator wants this neighbour.
     *
     * @return false when he has named as many as there may be
     */
    public boolean connect(PeerAddress address, Network network) {
        return candidates.named(address, network, Candidate.OPERATOR);
    }

    /**
     * So he has said where a source found it. A place that he has named already stays as it is; any other begins anew.
     *
     * @return false when he has named as many as there may be
     */
    public boolean named(PeerAddress address, Network network, String source) {
        Candidate known = candidates.at(address);
        boolean isNew = known == null || !known.isOperators();
        boolean isOthers = address.port() != 0 && !facts.isOwn(address);
        return !isNew || !isOthers || candidates.named(address, network, source);
    }

    /** A neighbour of the last run. */
    public void anchor(PeerAddress address, Network network) {
        candidates.found(address, network, Candidate.ANCHOR);
    }

    /** A source that the operator trusts to name peers has found one. */
    public void found(PeerAddress address, Network network, String source) {
        if (address.port() != 0 && !facts.isOwn(address)) {
            candidates.found(address, network, source);
        }
    }

    /** Somebody says that a peer is there. */
    public void heard(PeerAddress address, Network network, Realm realm, String source, String teller) {
        boolean sound = address.port() != 0 && network.realm() == realm && !facts.isOwn(address);
        if (sound && !isNeighbour(address)) {
            candidates.heard(address, network, source, teller);
        }
    }

    private boolean isNeighbour(PeerAddress address) {
        return places.links().stream().anyMatch(link -> address.id().equals(Optional.of(link.peer())));
    }

    /** The operator wants a place, or all of them, forgotten. What he named himself too. */
    public void forget(Optional<PeerAddress> place) {
        place.ifPresentOrElse(
                address -> Optional.ofNullable(candidates.at(address)).ifPresent(candidates::remove),
                candidates::clear);
    }

    // ---- time

    /** Several times a second. */
    public void tick(long now) {
        for (Candidate candidate : List.copyOf(candidates.all())) {
            if (candidate.dialling && now - candidate.dialledMicros > FORGOTTEN_DIAL_MICROS) {
                dialFailed(now, candidate.address, CloseReason.HANDSHAKE_TIMEOUT);
            }
        }
        for (Candidate candidate : choice.named(now)) {
            candidate.slot = Slot.OPERATOR;
            dial(now, candidate);
        }
        int missing = missing(now);
        boolean isForOpen = missing > 0 && ownMissing() == 0;
        int free = missing - places.promising(now);
        Optional<Candidate> next = free > 0 ? choice.next(now) : Optional.empty();
        while (next.isPresent()) {
            dial(now, next.get());
            waitedFromMicros = now;
            free--;
            next = free > 0 ? choice.next(now) : Optional.empty();
        }
        progressMicros = missing == 0 || progressMicros == 0 ? now : progressMicros;
        if (free > 0 || isForOpen || now - progressMicros >= Places.PROMISING_MICROS) {
            effects.ask();
        } else if (missing == 0 && places.count() >= size.wanted()) {
            exchange(now);
        }
    }

    /** Links that are to be dialled for: own places, whoever has come by himself, and an open one for which nobody came. */
    private int missing(long now) {
        if (ownMissing() > 0 || !size.isShort(places.count())) {
            waitedFromMicros = now;
            return ownMissing();
        }
        return now - waitedFromMicros >= OPEN_MICROS ? 1 : 0;
    }

    private int ownMissing() {
        return Math.max(0, size.wanted() - size.open() - places.own());
    }

    /** Whether neither own places are missing nor open ones to be dialled for. */
    public boolean hasEnough() {
        return ownMissing() == 0 && !size.isShort(places.count());
    }

    /** Somebody else may know peers now: while there are too few neighbours, open places are dialled for at once. */
    public void stir(long now) {
        waitedFromMicros = now - OPEN_MICROS;
    }

    /** All places are taken and too few are far: the least useful one is given for a far one, if there is one. */
    private void exchange(long now) {
        boolean due = places.of(Slot.FAR) < size.far() && now - exchangedMicros >= FAR_PAUSE_MICROS;
        if (due && eviction.hasOld(now, ANCHOR_AFTER_MICROS)) {
            exchangedMicros = now;
            choice.far(now).ifPresent(candidate -> {
                dial(now, candidate);
                candidate.exchanged = true;
            });
        }
    }

    private void dial(long now, Candidate candidate) {
        choice.dialled(now, candidate);
        effects.dial(candidate.address, candidate.source);
    }

    // ---- links

    /**
     * Whether the hello of a dial is to say that this peer lacks two neighbours or more. Whoever has less than two says so every
     * time; the others until they have been let in a few times, or those that nobody can dial would send each other away for ever.
     */
    public boolean wantsRoom(long now) {
        return size.isNearlyAlone(places.count())
                || (size.isShort(places.count()) && roomsWanted.has(now, ROOM_WANTED_SECONDS));
    }

    /** Whether a dial that was answered becomes a link. What was forgotten in the meantime does not. */
    public boolean takesDialled(PeerAddress address) {
        Candidate candidate = candidates.at(address);
        if (candidate == null) {
            return false;
        }
        boolean besides = candidate.isOperators() || candidate.exchanged;
        boolean own = places.own() < size.wanted() - size.open(); // whoever came by himself gives way to it
        return places.count() < places.most() || besides || own;
    }

    /**
     * Whether somebody who dialled us becomes a link; a full house may send another one away for him.
     *
     * @param wantsRoom whether he says that he lacks two neighbours or more
     */
    public boolean takesInbound(long now, Network network, boolean wantsRoom) {
        if (!places.hasRoom(network)) {
            return false;
        }
        if (places.count() < places.most()) {
            return true;
        }
        boolean isFull = wantsRoom && places.count() == places.most(); // one more may have come while another leaves
        Optional<Neighbour> victim = isFull ? eviction.roomFor(now, network) : Optional.empty();
        victim.ifPresent(link -> effects.close(link.number()));
        return victim.isPresent();
    }

    /** Who answered at an address that was dialled. */
    public void answered(PeerAddress dialled, PeerId who) {
        Candidate candidate = candidates.at(dialled);
        if (candidate != null) {
            candidate.proven |= candidate.address.id().equals(Optional.of(who));
            candidate.answered = Optional.of(who);
        }
    }

    /**
     * A link is up.
     *
     * @param number that no other link has, growing
     * @param address as dialled or as it came, with the id
     */
    public void linkUp(
            long now, long number, PeerAddress address, Network network, boolean dialledByUs, boolean pinned) {
        Candidate candidate = dialledByUs ? candidates.at(address) : null;
        Slot slot = Slot.INBOUND;
        TreeSet<String> tellers = new TreeSet<>();
        if (dialledByUs) {
            slot = candidate == null ? Slot.CHOSEN : candidate.slot;
        }
        if (candidate != null) {
            tellers.addAll(candidate.tellers);
            candidate.linked();
        }
        if (places.count() == 0 && now - aloneMicros >= ALONE_MICROS) {
            hurry(now);
        }
        if (dialledByUs && size.isShort(places.count()) && !size.isNearlyAlone(places.count())) {
            roomsWanted.take(now, ROOM_WANTED_SECONDS); // room was made, or may have been
        }
        progressMicros = now;
        places.put(new Neighbour(number, address, network, slot, tellers, pinned, now));
        if (dialledByUs && places.count() > places.most()) {
            eviction.forOwn(number).ifPresent(link -> effects.close(link.number()));
        }
    }

    /** A link has ended. */
    public void linkDown(long now, long number, CloseReason why) {
        Neighbour link = places.remove(number);
        if (link == null) {
            return;
        }
        boolean alone = places.count() == 0;
        aloneMicros = alone ? now : aloneMicros;
        Candidate candidate = candidates.at(link.address());
        if (candidate != null && link.slot() != Slot.INBOUND) {
            long upMicros = now - link.upSinceMicros();
            boolean unsteady =
                    places.links().stream().noneMatch(other -> now - other.upSinceMicros() >= Candidate.STEADY_MICROS);
            if (upMicros >= KNOWN_AFTER_MICROS) {
                candidate.known();
            }
            candidate.linkLost(now, upMicros, unsteady, alone, why, random);
        }
    }

    /** A dial came to nothing. */
    public void dialFailed(long now, PeerAddress address, CloseReason why) {
        Candidate candidate = candidates.at(address);
        if (candidate == null || !candidate.dialling) {
            return;
        }
        candidate.failed(now, why, places.count() == 0, random);
        if (why == CloseReason.DOUBLE_DIAL) {
            return;
        }
        effects.failed(candidate.met(), why);
        boolean hopeless = candidate.attempts >= FORGOTTEN_AFTER_FAILURES || why == CloseReason.SELF;
        if (hopeless && !candidate.isOperators()) {
            candidates.remove(candidate);
        }
    }

    /** The way to the net has changed, or there is one again: nobody waits for long. */
    public void hurry(long now) {
        candidates.all().forEach(candidate -> candidate.hurry(now, random));
    }

    // ---- what others see of it

    /** Whom the next run should dial first. */
    public List<PeerAddress> anchors(long now) {
        return places.links().stream()
                .filter(link -> !places.isOperators(link) && link.slot() != Slot.INBOUND)
                .filter(link -> link.pinned() && now - link.upSinceMicros() >= ANCHOR_AFTER_MICROS)
                .limit(ANCHORS)
                .map(Neighbour::address)
                .toList();
    }

    /** Why a link is there. */
    public Slot slot(long link) {
        return places.find(link)
                .map(one -> places.isOperators(one) ? Slot.OPERATOR : one.slot())
                .orElse(Slot.INBOUND);
    }

    /** What is dialled or waits for its turn. */
    public List<MeshView.Dial> dialling() {
        List<MeshView.Dial> views = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (!places.isLinked(candidate)) {
                views.add(new MeshView.Dial(
                        candidate.met(),
                        candidate.source,
                        candidate.attempts,
                        candidate.lastFailure.map(CloseReason::name),
                        candidate.nextTryMicros));
            }
        }
        return views;
    }

    /** Ids of the neighbours, in the order in which they came. */
    public Collection<PeerId> neighbours() {
        return places.links().stream().map(Neighbour::peer).toList();
    }

    public int candidateCount() {
        return candidates.all().size();
    }

    /** Addresses that were dialled on others' word within the last hour. */
    public int hearsayCount() {
        return choice.hearsayCount();
    }
}
