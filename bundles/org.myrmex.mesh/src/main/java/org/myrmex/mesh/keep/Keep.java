package org.myrmex.mesh.keep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
 * Keeps a peer's neighbours. What the operator named is dialled whatever the degree. Of all else it dials as long as places
 * are free: first the neighbours of the last run, then some at random that no present neighbour named, then the first in an
 * order that only it knows. Once links are lost or gained nothing is moved, but for one thing: a full house makes room for
 * whoever lacks two neighbours or more (after HyParView, Leitão and others 2007), so that every peer finds a place although
 * none has more than a few.
 */
public final class Keep {
    static final int FORGOTTEN_AFTER_FAILURES = 20;
    /** A transport that says nothing about a dial for so long, or a hello that does not come, has forgotten it. */
    static final long FORGOTTEN_DIAL_MICROS = 60_000_000;

    static final int ANCHORS = 2;
    static final long ANCHOR_AFTER_MICROS = 600_000_000;
    /** Others need not fear to be sent away before they have found somebody else. */
    static final long SETTLED_MICROS = 30_000_000;
    /** Rooms made at once: whoever says that he is alone may lie, and may say so often. */
    static final int ROOMS_AT_ONCE = 8;
    /** Then one for each of these. With a minute a hundred newcomers, one every ten seconds, wait for half an hour. */
    static final int ROOM_SECONDS = 5;

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
    private final ToLongFunction<Network> order;
    private final RandomGenerator random;
    private final Effects effects;
    private final Facts facts;
    private final Candidates candidates;
    private final Hearsay hearsay = new Hearsay();
    private final TreeMap<Long, Neighbour> links = new TreeMap<>();
    private final TokenBucket rooms = new TokenBucket(1, ROOMS_AT_ONCE * ROOM_SECONDS);
    private long exchangedMicros = Long.MIN_VALUE / 2;

    /** @param order of networks, that nobody else knows: of several that might be dialled the least comes first */
    public Keep(
            Neighbourhood size, ToLongFunction<Network> order, RandomGenerator random, Effects effects, Facts facts) {
        this.size = size;
        this.order = order;
        this.random = random;
        this.effects = effects;
        this.facts = facts;
        this.candidates = new Candidates(order);
    }

    /** @param key that only this peer has */
    public static ToLongFunction<Network> order(SipHash key) {
        return network -> key.of(network.name().hashCode());
    }

    // ---- addresses

    /** The operator wants this neighbour. */
    public void connect(PeerAddress address, Network network) {
        candidates.named(address, network, Candidate.OPERATOR);
    }

    /** So he has said where a source found it; what is known of the place already stays. */
    public void named(PeerAddress address, Network network, String source) {
        Candidate known = candidates.at(address);
        if (address.port() != 0 && !facts.isOwn(address) && (known == null || !known.isOperators())) {
            candidates.named(address, network, source);
        }
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
        return links.values().stream().anyMatch(link -> address.id().equals(Optional.of(link.peer())));
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
        int dialling = 0;
        for (Candidate candidate : List.copyOf(candidates.all())) {
            if (candidate.dialling && now - candidate.dialledMicros > FORGOTTEN_DIAL_MICROS) {
                dialFailed(now, candidate.address, CloseReason.HANDSHAKE_TIMEOUT);
            }
            dialling += candidate.dialling ? 1 : 0;
        }
        for (Candidate candidate : List.copyOf(candidates.all())) {
            if (candidate.isOperators() && mayBeDialled(now, candidate)) {
                dial(now, candidate, Slot.OPERATOR);
                dialling++;
            }
        }
        int places = size.wanted() - links.size() - dialling;
        int free = Math.min(places, size.wanted() - size.open() - dialledLinks() - dialling);
        Optional<Candidate> next = free > 0 ? next(now) : Optional.empty();
        while (next.isPresent()) {
            free--;
            next = free > 0 ? next(now) : Optional.empty();
        }
        if (free > 0) {
            effects.ask();
        } else if (places == 0) {
            exchange(now);
        }
    }

    private int dialledLinks() {
        int count = 0;
        for (Neighbour link : links.values()) {
            count += link.slot() == Slot.INBOUND ? 0 : 1;
        }
        return count;
    }

    /** Dials one more, if there is one. */
    private Optional<Candidate> next(long now) {
        List<Candidate> able = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (mayBeDialled(now, candidate) && hasRoom(candidate)) {
                able.add(candidate);
            }
        }
        Optional<Candidate> anchor =
                able.stream().filter(c -> c.source.equals(Candidate.ANCHOR)).findFirst();
        if (anchor.isPresent()) {
            dial(now, anchor.get(), Slot.ANCHOR);
            return anchor;
        }
        List<Candidate> far = able.stream().filter(this::isFar).toList();
        if (!far.isEmpty() && count(Slot.FAR) < size.far()) {
            Candidate one = far.get(random.nextInt(far.size()));
            dial(now, one, Slot.FAR);
            return Optional.of(one);
        }
        Optional<Candidate> chosen = able.stream().min(Comparator.comparingLong(c -> order.applyAsLong(c.network)));
        chosen.ifPresent(candidate -> dial(now, candidate, Slot.CHOSEN));
        return chosen;
    }

    /** All places are taken and too few are far: the least useful one is given for a far one, if there is one. */
    private void exchange(long now) {
        boolean due = count(Slot.FAR) < size.far() && now - exchangedMicros >= FAR_PAUSE_MICROS;
        if (!due || victim(now, ANCHOR_AFTER_MICROS, false).isEmpty()) {
            return;
        }
        List<Candidate> far = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (mayBeDialled(now, candidate) && hasRoom(candidate) && isFar(candidate)) {
                far.add(candidate);
            }
        }
        exchangedMicros = now;
        if (!far.isEmpty()) {
            Candidate one = far.get(random.nextInt(far.size()));
            dial(now, one, Slot.FAR);
            one.exchanged = true;
        }
    }

    private void dial(long now, Candidate candidate, Slot slot) {
        candidate.slot = slot;
        candidate.exchanged = false;
        candidate.dialled(now);
        if (candidate.isHearsay()) {
            hearsay.dialled(now, candidate.address, candidate.network);
        }
        effects.dial(candidate.address, candidate.source);
    }

    private boolean mayBeDialled(long now, Candidate candidate) {
        if (candidate.dialling || candidate.nextTryMicros > now || isLinked(candidate)) {
            return false;
        }
        if (candidate.isHearsay() && !hearsay.mayBeDialled(now, candidate.address, candidate.network)) {
            return false;
        }
        long until = candidate.answered.map(facts::unwantedUntil).orElse(now);
        if (until > now) {
            candidate.unwanted(now, until);
        }
        return until <= now;
    }

    private boolean isLinked(Candidate candidate) {
        for (Neighbour link : links.values()) {
            boolean samePeer = candidate.answered.equals(Optional.of(link.peer()));
            if (samePeer || Candidates.place(link.address()).equals(Candidates.place(candidate.address))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasRoom(Candidate candidate) {
        return hasRoom(candidate.network) && (!candidate.isHearsay() || hasWord(candidate));
    }

    private boolean hasRoom(Network network) {
        return network.realm() != Realm.PUBLIC || countOf(network) < size.ofNetwork();
    }

    /** Linked and being dialled. */
    private int countOf(Network network) {
        int count = 0;
        for (Neighbour link : links.values()) {
            count += link.slot() != Slot.OPERATOR && link.network().equals(network) ? 1 : 0;
        }
        for (Candidate candidate : candidates.all()) {
            count += candidate.dialling && !candidate.isOperators() && candidate.network.equals(network) ? 1 : 0;
        }
        return count;
    }

    /** Whether somebody names it who has not brought his share yet. */
    private boolean hasWord(Candidate candidate) {
        for (String teller : candidate.tellers) {
            int count = 0;
            for (Neighbour link : links.values()) {
                count += link.tellers().contains(teller) ? 1 : 0;
            }
            for (Candidate other : candidates.all()) {
                count += other.dialling && other.tellers.contains(teller) ? 1 : 0;
            }
            if (count < size.ofTeller()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFar(Candidate candidate) {
        for (Neighbour link : links.values()) {
            if (candidate.tellers.contains(link.peer().toString()) || candidate.network.equals(link.network())) {
                return false;
            }
        }
        return true;
    }

    private int count(Slot slot) {
        int count = 0;
        for (Neighbour link : links.values()) {
            count += link.slot() == slot ? 1 : 0;
        }
        for (Candidate candidate : candidates.all()) {
            count += candidate.dialling && candidate.slot == slot ? 1 : 0;
        }
        return count;
    }

    // ---- links

    /** Whether this peer lacks two neighbours or more: its hello says so. */
    public boolean isLacking() {
        return size.isLacking(links.size());
    }

    /** Whether a dial that was answered becomes a link. */
    public boolean takesDialled(PeerAddress address) {
        Candidate candidate = candidates.at(address);
        boolean besides = candidate != null && (candidate.isOperators() || candidate.exchanged);
        return links.size() < size.most() || besides;
    }

    /**
     * Whether somebody who dialled us becomes a link; a full house may send another one away for him.
     *
     * @param lacking whether he says that he lacks two neighbours or more
     */
    public boolean takesInbound(long now, Network network, boolean lacking) {
        if (!hasRoom(network)) {
            return false;
        }
        if (links.size() < size.most()) {
            return true;
        }
        Optional<Neighbour> victim = lacking ? victim(now, SETTLED_MICROS, true) : Optional.empty();
        if (victim.isEmpty() || links.size() > size.most() || !rooms.take(now, ROOM_SECONDS)) {
            return false;
        }
        effects.close(victim.get().number());
        return true;
    }

    /**
     * Who goes first: the least useful of those that had time to settle, of equals the youngest, so that who comes and goes
     * displaces his like; where nobody has settled the oldest, who has had the most time to find others.
     *
     * @param inboundOnly else whoever is there by choice too
     */
    private Optional<Neighbour> victim(long now, long settledMicros, boolean inboundOnly) {
        List<Neighbour> able = new ArrayList<>();
        for (Neighbour link : links.values()) {
            boolean chosen = link.slot() == Slot.CHOSEN && !inboundOnly;
            if (link.slot() == Slot.INBOUND || chosen) {
                able.add(link);
            }
        }
        Optional<Neighbour> settled = able.stream()
                .filter(link -> now - link.upSinceMicros() >= settledMicros)
                .min(Comparator.comparingLong((Neighbour link) -> facts.carriedLately(link.number()))
                        .thenComparing(
                                Comparator.comparingLong(Neighbour::number).reversed()));
        boolean anyAge = settledMicros <= SETTLED_MICROS;
        return settled.isPresent() || !anyAge
                ? settled
                : able.stream().min(Comparator.comparingLong(Neighbour::number));
    }

    /** Who answered at an address that was dialled. */
    public void answered(PeerAddress dialled, PeerId who) {
        Candidate candidate = candidates.at(dialled);
        if (candidate != null) {
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
            candidate.vouchedFor();
        }
        links.put(number, new Neighbour(number, address, network, slot, tellers, pinned, now));
        if (links.size() == 1) {
            hurry(now); // the first after a time alone
        }
        if (dialledByUs && links.size() > size.most()) {
            victim(now, 0, false)
                    .filter(link -> link.number() != number)
                    .ifPresent(link -> effects.close(link.number()));
        }
    }

    /** A link has ended. */
    public void linkDown(long now, long number, CloseReason why) {
        Neighbour link = links.remove(number);
        Candidate candidate = link == null ? null : candidates.at(link.address());
        if (candidate != null && link.slot() != Slot.INBOUND) {
            boolean unsteady =
                    links.values().stream().noneMatch(other -> now - other.upSinceMicros() >= Candidate.STEADY_MICROS);
            candidate.linkLost(now, now - link.upSinceMicros(), unsteady, links.isEmpty(), why, random);
        }
    }

    /** A dial came to nothing. */
    public void dialFailed(long now, PeerAddress address, CloseReason why) {
        Candidate candidate = candidates.at(address);
        if (candidate == null || !candidate.dialling) {
            return;
        }
        candidate.failed(now, why, links.isEmpty(), random);
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
        return links.values().stream()
                .filter(link -> link.slot() != Slot.OPERATOR && link.slot() != Slot.INBOUND)
                .filter(link -> link.pinned() && now - link.upSinceMicros() >= ANCHOR_AFTER_MICROS)
                .limit(ANCHORS)
                .map(Neighbour::address)
                .toList();
    }

    /** Why a link is there. */
    public Slot slot(long link) {
        return Optional.ofNullable(links.get(link)).map(Neighbour::slot).orElse(Slot.INBOUND);
    }

    /** What is dialled or waits for its turn. */
    public List<MeshView.Dial> dialling() {
        List<MeshView.Dial> views = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (!isLinked(candidate)) {
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
        return links.values().stream().map(Neighbour::peer).toList();
    }

    public int candidateCount() {
        return candidates.all().size();
    }

    /** Addresses that were dialled on others' word within the last hour. */
    public int hearsayCount() {
        return hearsay.size();
    }
}
