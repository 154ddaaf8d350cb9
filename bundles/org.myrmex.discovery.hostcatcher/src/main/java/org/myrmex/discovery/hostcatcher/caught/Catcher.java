package org.myrmex.discovery.hostcatcher.caught;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * Ping and pong of one peer: whom to ask and when, what to say, what to believe. Times are microseconds since 1970. One thread at
 * a time.
 *
 * @param <N> how a peer is named
 */
public final class Catcher<N extends Named> {
    /** Neighbours that are talked with; the mesh has fewer. */
    public static final int MAX_NEIGHBOURS = 1024;

    /** Pings of one neighbour are answered at most so often, however often it comes back. */
    public static final long ANSWER_GAP_MICROS = 5_000_000;

    /** And sent a little more rarely, since one that was held up on its way may be close before the next. */
    public static final long PING_GAP_MICROS = 5_500_000;

    /** A pong counts so long after its ping. */
    public static final long PONG_MICROS = 10_000_000;

    /** Peers say each day anew where they are; who has not for so long is hardly there. */
    public static final int MAX_RECORD_DAYS = 7;

    /**
     * Of a pong's names, how many come first because they have room. With two instead of six twice as many peers were surrounded
     * by hostile ones ({@code lab eclipse}).
     */
    public static final int MAX_JUST_LOST = 6;

    /** Networks that must have seen this peer at an address before other neighbours are told of it as well. */
    private static final int WITNESSES = 2;

    /** Neighbours that are dialled back at the same time. */
    public static final int MAX_DIAL_BACKS = 8;

    private static final long MICROS_OF_A_DAY = 24L * 3600 * 1_000_000;

    private final long pingMicros;
    private final LinkedHashMap<PeerId, Talk<N>> talks = new LinkedHashMap<>();
    /** When somebody's ping was read last, oldest first; it outlives the link, or a new link would be a new answer. */
    private final LinkedHashMap<PeerId, Long> answered = new LinkedHashMap<>();

    private final Met<N> met = new Met<>();
    private final Heard<N> heard = new Heard<>();
    private long strays;

    /** @param pingMicros how often each neighbour is pinged */
    public Catcher(long pingMicros) {
        this.pingMicros = pingMicros;
    }

    /**
     * What a pong says.
     *
     * @param names peers that were met, at most {@link Pong#MAX_RECORDS}
     */
    public record Answer<N>(List<N> names, Optional<Verdict> verdict) {}

    /** A neighbour, with its id; its host is literal and spelled as in records, or nothing of it is proven. */
    public void linked(Neighbour neighbour, long nowMicros) {
        PeerId id = id(neighbour);
        Talk<N> known = talks.get(id);
        boolean isKnown = known != null && known.neighbour.equals(neighbour);
        if (!isKnown && (known != null || talks.size() < MAX_NEIGHBOURS)) {
            talks.put(id, new Talk<>(neighbour, nowMicros));
            heard.linked(id);
        }
    }

    /** It is gone. */
    public void unlinked(PeerId id, long nowMicros) {
        if (talks.remove(id) != null) {
            met.lost(id, nowMicros);
            heard.unlinked(id, nowMicros);
        }
    }

    /** All of them are. */
    public void unlinkedAll(long nowMicros) {
        List.copyOf(talks.keySet()).forEach(id -> unlinked(id, nowMicros));
    }

    public int neighbours() {
        return talks.size();
    }

    /** Whose ping is due. */
    public List<Neighbour> due(long nowMicros) {
        return talks.values().stream()
                .filter(talk -> talk.isDue(nowMicros))
                .map(talk -> talk.neighbour)
                .toList();
    }

    /** Who may be pinged before it is due. */
    public List<Neighbour> askable(long nowMicros) {
        return talks.values().stream()
                .filter(talk -> talk.mayPing(nowMicros))
                .map(talk -> talk.neighbour)
                .toList();
    }

    /**
     * It is about to be pinged.
     *
     * @param canBeDialled whether this peer says where it listens
     * @return whether the ping is to ask for a dial-back; empty when it is gone
     */
    public Optional<Boolean> ping(PeerId id, boolean canBeDialled, long nowMicros, RandomGenerator random) {
        return Optional.ofNullable(talks.get(id)).map(talk -> talk.pinged(canBeDialled, pingMicros, nowMicros, random));
    }

    /** The ping could not be sent, so that no pong is waited for. */
    public void notSent(PeerId id) {
        Optional.ofNullable(talks.get(id)).ifPresent(talk -> talk.askedMicros = Optional.empty());
    }

    /** How many pongs of pings that are no older may still come. */
    public int waiting(long nowMicros, long noOlderMicros) {
        return (int) talks.values().stream()
                .filter(talk -> talk.isWaiting(nowMicros, noOlderMicros))
                .count();
    }

    /** Whether a ping that came is to be read; asked before anything is spent on it. */
    public boolean takesPing(PeerId id, long nowMicros) {
        answered.values().removeIf(last -> nowMicros - last >= ANSWER_GAP_MICROS);
        if (!talks.containsKey(id) || answered.containsKey(id) || answered.size() >= MAX_NEIGHBOURS) {
            return false;
        }
        answered.put(id, nowMicros);
        return true;
    }

    /**
     * What its ping says.
     *
     * @param records verified; others' and those of another realm are left out
     */
    public void pinged(PeerId id, List<N> records, long nowMicros) {
        Talk<N> talk = talks.get(id);
        if (talk == null) {
            return;
        }
        Realm realm = talk.neighbour.realm();
        talk.records = records.stream()
                .filter(record -> record.id().equals(id) && record.realm() == realm && isFresh(record, nowMicros))
                .limit(Ping.MAX_RECORDS)
                .toList();
        strays += records.size() - talk.records.size();
        if (talk.records.isEmpty()) {
            met.remove(id, realm);
        }
        meet(talk, nowMicros);
    }

    /** Whether to dial it back, as its ping asks. */
    public boolean triesBack(PeerId id, long nowMicros) {
        long underWay = talks.values().stream().filter(talk -> talk.isTriedBack).count();
        Talk<N> talk = talks.get(id);
        return talk != null && underWay < MAX_DIAL_BACKS && talk.triesBack(nowMicros);
    }

    /** It was dialled back at the address where it comes from. */
    public void triedBack(PeerId id, int port, Optional<CloseReason> failure, long nowMicros) {
        Talk<N> talk = talks.get(id);
        if (talk == null) {
            return;
        }
        talk.isTriedBack = false;
        Place place = talk.placeAt(port);
        if (failure.isEmpty()) {
            talk.proven = Optional.of(place);
            talk.untold = Optional.of(new Verdict(failure));
            meet(talk, nowMicros);
        } else if (saysSomethingOf(failure.get())) {
            talk.proven = Optional.empty();
            talk.untold = Optional.of(new Verdict(Optional.of(tellable(failure.get(), talk.neighbour.realm()))));
            met.failed(place);
        }
    }

    /** The pong for it. A verdict is told once. */
    public Answer<N> answer(PeerId id, long nowMicros, RandomGenerator random) {
        Talk<N> talk = talks.get(id);
        if (talk == null) {
            return new Answer<>(List.of(), Optional.empty());
        }
        Optional<Verdict> verdict = talk.untold;
        talk.untold = Optional.empty();
        return new Answer<>(
                met.some(
                        talk.neighbour.realm(),
                        Pong.MAX_RECORDS,
                        MAX_JUST_LOST,
                        Optional.of(id),
                        oldest(nowMicros),
                        nowMicros,
                        random),
                verdict);
    }

    /** Whether a pong that came was asked for; asked before anything is spent on it. */
    public boolean takesPong(PeerId id, long nowMicros) {
        Talk<N> talk = talks.get(id);
        if (talk == null || !talk.isWaiting(nowMicros, PONG_MICROS)) {
            return false;
        }
        talk.askedMicros = Optional.empty();
        return true;
    }

    /** A neighbour that was dialled says from where; its host is literal, spelled as in records. */
    public void seenAs(PeerId teller, String host) {
        Optional.ofNullable(talks.get(teller))
                .filter(talk -> talk.neighbour.dialledByUs())
                .ifPresent(talk -> talk.seenAs = Optional.of(host));
    }

    /** Whether neighbours of two networks see this peer there. */
    public boolean isSeenAs(String host) {
        return talks.values().stream()
                        .filter(talk -> talk.seenAs.equals(Optional.of(host)))
                        .map(talk -> Place.of(talk.neighbour.address()).network())
                        .distinct()
                        .count()
                >= WITNESSES;
    }

    /** Whether its word on dialling this peer back was asked for. */
    public boolean takesVerdict(PeerId id, Verdict verdict, long nowMicros) {
        Talk<N> talk = talks.get(id);
        return talk != null && talk.takesVerdict(verdict, nowMicros);
    }

    /**
     * What its pong says.
     *
     * @param records verified; those of this peer, of its neighbours, of the teller, of another realm than the link's and of other
     *     times are left out
     */
    public void heard(PeerId teller, List<N> records, Own own, long nowMicros) {
        Talk<N> talk = talks.get(teller);
        if (talk == null) {
            return;
        }
        for (N record : records.subList(0, Math.min(records.size(), Pong.MAX_RECORDS))) {
            if (record.realm() != talk.neighbour.realm() || !isFresh(record, nowMicros)) {
                strays++;
            } else if (!own.is(record) && !record.id().equals(teller) && !heard.add(teller, record, nowMicros)) {
                strays++;
            }
        }
    }

    /** Peers that were met and are no neighbours now, for this peer's own dialling. */
    public List<Met.Peer<N>> met(Own own, long nowMicros, RandomGenerator random) {
        return met.all(oldest(nowMicros), random).stream()
                .filter(peer -> isWanted(peer.named(), own))
                .toList();
    }

    /** The same of those that others named and that were not met. */
    public List<Heard.Told<N>> told(Own own, long nowMicros, RandomGenerator random) {
        return heard.told(nowMicros, random).stream()
                .filter(told -> isWanted(told.named(), own) && !met.has(told.named()))
                .toList();
    }

    /** Some that were met, for a list that this peer publishes. */
    public List<N> some(Realm realm, int most, long nowMicros, RandomGenerator random) {
        return met.some(realm, most, 0, Optional.empty(), oldest(nowMicros), nowMicros, random);
    }

    /** An address was dialled in vain. */
    public void failed(PeerAddress address, CloseReason reason) {
        Place place = Place.of(address);
        if (reason == CloseReason.SELF || reason == CloseReason.WRONG_PEER) {
            met.remove(place);
            heard.remove(place);
        } else if (saysSomethingOf(reason)) {
            met.failed(place);
            heard.remove(place);
        }
    }

    /** The operator wants a place forgotten, or all. */
    public void forget(Optional<PeerAddress> address) {
        address.map(Place::of)
                .ifPresentOrElse(
                        place -> {
                            met.remove(place);
                            heard.remove(place);
                        },
                        () -> {
                            met.clear();
                            heard.clear();
                        });
    }

    /** What was stored. */
    public void restore(List<Met.Peer<N>> peers) {
        peers.forEach(met::restore);
    }

    /** What to store. */
    public List<Met.Peer<N>> peers() {
        return met.peers();
    }

    /** Grows with each change that is worth storing. */
    public long changes() {
        return met.changes();
    }

    public int metCount() {
        return met.size();
    }

    public int heardCount() {
        return heard.size();
    }

    /** Records that were left out: of another realm, too old, of somebody else, or too many of one network. */
    public long strays() {
        return strays;
    }

    private void meet(Talk<N> talk, long nowMicros) {
        boolean lasting = nowMicros - talk.sinceMicros >= Met.LASTING_MICROS;
        talk.records.stream()
                .filter(record -> talk.proven.equals(Optional.of(Place.of(record.address()))))
                .forEach(record -> met.met(record, talk.neighbour.dialledByUs(), lasting));
    }

    /** Behind one address of a local network live many: which of its doors are shut, and how, is nobody's business. */
    private static CloseReason tellable(CloseReason failure, Realm realm) {
        return realm == Realm.PUBLIC ? failure : CloseReason.UNREACHABLE;
    }

    private boolean isWanted(N named, Own own) {
        return !talks.containsKey(named.id()) && !own.is(named);
    }

    private static boolean isFresh(Named named, long nowMicros) {
        // a clock that is ahead may have tomorrow's date already
        return named.day() >= oldest(nowMicros) && named.day() <= nowMicros / MICROS_OF_A_DAY + 1;
    }

    private static long oldest(long nowMicros) {
        return nowMicros / MICROS_OF_A_DAY - MAX_RECORD_DAYS;
    }

    /** Whether a failure tells that nobody can be reached there; others are this side's own, or of a peer that has enough links. */
    private static boolean saysSomethingOf(CloseReason reason) {
        return switch (reason) {
            case STOPPED, DOUBLE_DIAL, TRANSPORT_GONE, INTERNAL, RENEWED, TOO_MANY, MADE_ROOM, UNWANTED, OVER_LIMIT ->
                false;
            default -> true;
        };
    }

    private static PeerId id(Neighbour neighbour) {
        return neighbour.address().id().orElseThrow();
    }
}
