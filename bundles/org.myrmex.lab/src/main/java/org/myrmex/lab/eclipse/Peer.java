package org.myrmex.lab.eclipse;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Heard;
import org.myrmex.discovery.hostcatcher.caught.Met;
import org.myrmex.discovery.hostcatcher.caught.Own;
import org.myrmex.discovery.hostcatcher.caught.Pong;
import org.myrmex.mesh.flow.SipHash;
import org.myrmex.mesh.guard.Network;
import org.myrmex.mesh.keep.Keep;
import org.myrmex.mesh.keep.Neighbourhood;

/** A peer with the keeper and the host catcher that ship, and around them what the mesh does, as little of it as there must be. */
class Peer {
    static final int PORT = 4000;
    private static final int OF_NETWORK = 2;
    private static final int ANY_NUMBER = 1_000;
    private static final long PING_MICROS = 60 * Town.SECOND;
    /** Addresses that a source is asked for: four for each neighbour that is wanted. */
    private static final int ASKED_FOR = 4 * Situation.DEGREE;
    /** The host catcher waits for pongs when it is asked; the slowest answer takes 150 ms. */
    private static final long PONGS_MICROS = 200_000;

    private static final long SOON_MICROS = 50_000;
    /** Who lacks neighbours looks at his list so often, who does not so often. */
    private static final long LACKING_BEAT_MICROS = 2 * Town.SECOND;

    private static final long BEAT_MICROS = 10 * Town.SECOND;

    final Town town;
    final int number;
    final PeerAddress address;
    final Network network;
    final RandomGenerator random;
    /** By the number of the neighbour. */
    final TreeMap<Integer, Line> lines = new TreeMap<>();

    private final List<PeerAddress> configured;
    private final boolean unreachable;
    private final SipHash key;
    private final Own own;
    private final TreeSet<Integer> greeting = new TreeSet<>();
    private Known known;
    private Keep keep;
    private Catcher<Sign> catcher;
    private Asking asking;
    private List<PeerAddress> anchors = List.of();
    private int life;
    private boolean isUp;
    private boolean isSoon;
    private long upSince;
    private long upMicros;
    private int arrivals;
    private int mostLines;

    Peer(
            Town town,
            int number,
            PeerAddress address,
            Network network,
            List<PeerAddress> configured,
            boolean unreachable) {
        this.town = town;
        this.number = number;
        this.address = address;
        this.network = network;
        this.configured = configured;
        this.unreachable = unreachable;
        this.random = town.random("peer " + number);
        this.key = new SipHash(random.nextLong(), random.nextLong());
        this.own = new Own(address.id(), List.of(address));
        this.known = new Known();
    }

    boolean isHostile() {
        return false;
    }

    /** Whether others reach it where it says that it is. */
    boolean isReachable() {
        return isUp && !unreachable;
    }

    PeerId id() {
        return address.id().orElseThrow();
    }

    int life() {
        return life;
    }

    boolean isUp() {
        return isUp;
    }

    long upMicros() {
        return upMicros + (isUp ? town.time.now() - upSince : 0);
    }

    /** Links at once, ever. */
    int mostLines() {
        return mostLines;
    }

    private long now() {
        return town.time.now();
    }

    // ---- coming and going

    void start() {
        List<Met.Peer<Sign>> met = catcher == null ? List.of() : catcher.peers();
        isUp = true;
        life++;
        upSince = now();
        asking = new Asking();
        keep = new Keep(neighbourhood(), order(), random, new Hands(), new Eyes());
        anchors.forEach(anchor -> keep.anchor(anchor, Hosts.network(anchor)));
        catcher = new Catcher<>(PING_MICROS);
        catcher.restore(met);
        isSoon = false;
        beat(life);
    }

    private Neighbourhood neighbourhood() {
        int most = isHostile() ? ANY_NUMBER : Situation.DEGREE;
        Neighbourhood size = new Neighbourhood(Situation.DEGREE, most, isHostile() ? ANY_NUMBER : OF_NETWORK);
        size = town.situation.has(Defence.FAR_SLOTS) ? size : size.withoutFar();
        size = town.situation.has(Defence.TELLER_LIMIT) ? size : size.withoutTellerLimit();
        return town.situation.open() < 0 || isHostile() ? size : size.withOpen(town.situation.open());
    }

    private ToLongFunction<Network> order() {
        if (town.situation.has(Defence.KEYED_ORDER)) {
            return Keep.order(key);
        }
        TreeMap<String, Long> arrival = new TreeMap<>();
        return network -> arrival.computeIfAbsent(network.name(), first -> (long) arrivals++);
    }

    void stop() {
        anchors = keep.anchors(now());
        upMicros = upMicros();
        isUp = false;
        life++;
        for (Line line : List.copyOf(lines.values())) {
            town.close(line, this, CloseReason.STOPPED);
        }
        greeting.clear();
    }

    /** As if it had never been there. */
    void forgetEverything() {
        known = new Known();
        catcher = null;
        anchors = List.of();
    }

    // ---- time

    private void beat(int its) {
        if (life == its) {
            tick();
            town.time.after(
                    (lines.size() < Situation.DEGREE ? LACKING_BEAT_MICROS : BEAT_MICROS)
                            + random.nextLong(Town.SECOND),
                    () -> beat(its));
        }
    }

    void tick() {
        if (keep.hasEnough()) {
            asking.endRound();
        }
        keep.tick(now());
        if (!isHostile()) {
            catcher.due(now()).forEach(this::ping);
        }
    }

    private void soon() {
        int its = life;
        if (isUp && !isSoon) {
            isSoon = true;
            town.time.after(SOON_MICROS, () -> {
                if (life == its) {
                    isSoon = false;
                    tick();
                }
            });
        }
    }

    // ---- what the keeper does

    private final class Hands implements Keep.Effects {
        @Override
        public void dial(PeerAddress target, String source) {
            town.dial(Peer.this, target);
        }

        @Override
        public void close(long link) {
            lines.values().stream()
                    .filter(line -> line.number == link)
                    .findFirst()
                    .ifPresent(line -> town.close(line, Peer.this, CloseReason.MADE_ROOM));
        }

        @Override
        public void ask() {
            Asking.Source source = asking.next(now(), lines.size());
            if (source != null) {
                find(source);
            }
        }

        @Override
        public void failed(PeerAddress target, CloseReason why) {
            known.failed(target, why);
            catcher.failed(target, why);
        }
    }

    private final class Eyes implements Keep.Facts {
        @Override
        public long unwantedUntil(PeerId peer) {
            return 0;
        }

        @Override
        public boolean isOwn(PeerAddress target) {
            return target.host().equals(address.host());
        }

        @Override
        public long carriedLately(long link) {
            return 0;
        }
    }

    private void find(Asking.Source source) {
        int its = life;
        boolean asks = source == Asking.Source.HOSTCATCHER && !lines.isEmpty();
        if (asks) {
            catcher.askable(now()).forEach(this::ping);
        }
        town.time.after(asks ? PONGS_MICROS : 1, () -> {
            if (life == its) {
                asking.ended();
                name(source);
                keep.tick(now());
            }
        });
    }

    /** What a source knows, no more than was asked for. */
    private void name(Asking.Source source) {
        if (source == Asking.Source.KNOWN) {
            configured.forEach(named -> keep.named(named, Hosts.network(named), "known"));
            known.find().stream().limit(ASKED_FOR).forEach(found -> found(found, "known"));
            return;
        }
        List<Met.Peer<Sign>> met = catcher.met(own, now(), random);
        List<Heard.Told<Sign>> told = catcher.told(own, now(), random);
        int first = Math.min(met.size(), ASKED_FOR / 2);
        int words = Math.min(told.size(), ASKED_FOR - first);
        met.subList(0, first).forEach(this::met);
        told.subList(0, words).forEach(this::heard);
        met.subList(first, Math.min(met.size(), ASKED_FOR - words)).forEach(this::met);
    }

    /** Whoever came by itself and was only dialled back is there on its own word. */
    private void met(Met.Peer<Sign> peer) {
        if (peer.dialledByUs()) {
            found(peer.named().address(), "hostcatcher");
        } else {
            heard(new Heard.Told<>(peer.named(), peer.named().id()));
        }
    }

    private void heard(Heard.Told<Sign> word) {
        PeerAddress named = word.named().address();
        keep.heard(
                named,
                Hosts.network(named),
                Realm.PUBLIC,
                "hostcatcher",
                word.teller().toString());
    }

    private void found(PeerAddress found, String source) {
        keep.found(found, Hosts.network(found), source);
    }

    // ---- connections

    /** Said in the hello of a dial. */
    boolean wantsRoom() {
        return keep.wantsRoom(now());
    }

    boolean takesDialled(PeerAddress target) {
        return keep.takesDialled(target);
    }

    /** A dial of ours is answered: is it still wanted? */
    Optional<CloseReason> connected(PeerAddress target, Peer other) {
        keep.answered(target, other.id());
        if (lines.containsKey(other.number) || !greeting.add(other.number)) {
            return Optional.of(CloseReason.DOUBLE_DIAL);
        }
        if (!takesDialled(target)) {
            greeting.remove(other.number);
            return Optional.of(CloseReason.TOO_MANY);
        }
        return Optional.empty();
    }

    /** The other's answer to our hello has come, or none will. */
    void greeted(Peer other) {
        greeting.remove(other.number);
    }

    /** Somebody has said hello. */
    Optional<CloseReason> refuses(Peer other, boolean wantsRoom) {
        Line line = lines.get(other.number);
        boolean oursFirst = id().compareTo(other.id()) < 0;
        boolean ours = line == null ? greeting.contains(other.number) : line.dialler == this;
        if (ours && oursFirst) {
            return Optional.of(CloseReason.DOUBLE_DIAL);
        }
        boolean heeded = wantsRoom && town.situation.has(Defence.MAKING_ROOM);
        if (line == null && !keep.takesInbound(now(), other.network, heeded)) {
            return Optional.of(CloseReason.TOO_MANY);
        }
        if (line != null) {
            town.close(line, this, CloseReason.DOUBLE_DIAL);
        }
        return Optional.empty();
    }

    void dialFailed(PeerAddress target, CloseReason why) {
        keep.dialFailed(now(), target, why);
        soon();
    }

    void linkUp(Line line) {
        Peer other = line.other(this);
        boolean dialledByUs = line.dialler == this;
        PeerAddress seen = dialledByUs ? line.target.withId(other.id()) : Hosts.from(other.address, line.number);
        lines.put(other.number, line);
        keep.linkUp(
                now(),
                line.number,
                seen,
                other.network,
                dialledByUs,
                dialledByUs && line.target.id().isPresent());
        mostLines = Math.max(mostLines, lines.size());
        if (dialledByUs) {
            known.succeeded(seen, now());
        }
        asking.again();
        catcher.linked(new Neighbour(seen, Realm.PUBLIC, dialledByUs), now());
        soon();
    }

    void linkDown(Line line, CloseReason why) {
        Peer other = line.other(this);
        if (lines.get(other.number) == line) {
            lines.remove(other.number);
            keep.linkDown(now(), line.number, why);
            catcher.unlinked(other.id(), now());
            soon();
        }
    }

    // ---- ping and pong

    private void ping(Neighbour neighbour) {
        PeerId to = neighbour.address().id().orElseThrow();
        lines.values().stream()
                .filter(line -> line.other(this).id().equals(to))
                .findFirst()
                .ifPresent(line -> catcher.ping(to, true, now(), random)
                        .ifPresent(tryMe -> say(line, other -> other.pinged(line, tryMe))));
    }

    /** To the other end, if the link is still there when it comes. */
    private void say(Line line, Consumer<Peer> word) {
        Peer other = line.other(this);
        town.time.after(town.leg(this, other), () -> {
            if (other.lines.get(number) == line) {
                word.accept(other);
            }
        });
    }

    void pinged(Line line, boolean tryMe) {
        Peer other = line.other(this);
        if (!catcher.takesPing(other.id(), now())) {
            return;
        }
        catcher.pinged(other.id(), List.of(new Sign(other.address)), now());
        if (tryMe && catcher.triesBack(other.id(), now())) {
            tryBack(other);
        }
        Catcher.Answer<Sign> answer = catcher.answer(other.id(), now(), random);
        List<Sign> names = names(answer.names(), other);
        say(line, asker -> asker.ponged(line, new Catcher.Answer<>(names, answer.verdict())));
    }

    /** What a pong is to name. */
    List<Sign> names(List<Sign> met, Peer asker) {
        return met.subList(0, Math.min(met.size(), Pong.MAX_RECORDS));
    }

    private void tryBack(Peer other) {
        int its = life;
        town.time.after(2 * town.leg(this, other), () -> {
            if (life == its) {
                Optional<CloseReason> failure =
                        other.isReachable() ? Optional.empty() : Optional.of(CloseReason.UNREACHABLE);
                catcher.triedBack(other.id(), PORT, failure, now());
                if (failure.isEmpty()) {
                    known.succeeded(other.address, now());
                }
            }
        });
    }

    void ponged(Line line, Catcher.Answer<Sign> answer) {
        Peer teller = line.other(this);
        if (catcher.takesPong(teller.id(), now())) {
            catcher.heard(teller.id(), answer.names(), own, now());
            answer.verdict().ifPresent(verdict -> catcher.takesVerdict(teller.id(), verdict, now()));
        }
    }
}
