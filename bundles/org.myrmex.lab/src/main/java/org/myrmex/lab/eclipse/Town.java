package org.myrmex.lab.eclipse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.simulation.Seeds;

/** Who lives where, and how connections come and go. */
final class Town {
    static final long SECOND = 1_000_000;
    static final int DAY = 20_000;
    private static final long HOUR = 3_600 * SECOND;
    /** A quarter of what a dial takes: 50 to 300 ms in all. */
    private static final long SHORTEST_LEG = 12_500;

    private static final long LONGEST_LEG = 75_000;
    private static final long NOBODY_MICROS = SECOND;

    final Situation situation;
    final long seed;
    final Timeline time = new Timeline(DAY * 24L * HOUR + HOUR);
    final List<Peer> peers = new ArrayList<>();
    /** What hostile peers have told each other. */
    final Gang gang = new Gang();

    private final TreeMap<String, Peer> byHost = new TreeMap<>();
    /**
     * For each peer since its start and each address where nobody lives, when it was dialled within the last hour. A restart
     * forgets what was dialled: nothing about it is on disk.
     */
    private final Map<String, List<Long>> inVain = new LinkedHashMap<>();

    private int mostInVain;
    private long lines;
    private long dials;
    private long roomsMade;
    private long trace;

    Town(Situation situation, long seed) {
        this.situation = situation;
        this.seed = seed;
    }

    RandomGenerator random(String name) {
        return Seeds.of(seed, name);
    }

    void add(Peer peer) {
        peers.add(peer);
        byHost.put(peer.address.host(), peer);
    }

    // ---- dialling

    private record Dial(Peer from, int life, PeerAddress target, Peer to, long leg) {}

    void dial(Peer from, PeerAddress target) {
        note(1, from.number, target.hashCode());
        dials += from.isHostile() ? 0 : 1;
        Peer to = byHost.get(target.host());
        int life = from.life();
        if (to == null) {
            dialledInVain(from, target);
        }
        if (to == null || !to.isReachable()) {
            time.after(NOBODY_MICROS, () -> fail(from, life, target, CloseReason.UNREACHABLE));
        } else {
            long leg = leg(from, to);
            Dial dial = new Dial(from, life, target, to, leg);
            time.after(2 * leg, () -> connected(dial));
        }
    }

    private void dialledInVain(Peer from, PeerAddress target) {
        if (!from.isHostile()) {
            List<Long> times = inVain.computeIfAbsent(
                    from.number + " " + from.life() + " " + target.host(), first -> new ArrayList<>());
            times.add(time.now());
            times.removeIf(micros -> time.now() - micros >= HOUR);
            mostInVain = Math.max(mostInVain, times.size());
        }
    }

    private void fail(Peer from, int life, PeerAddress target, CloseReason why) {
        if (from.life() == life) {
            note(2, from.number, why.code());
            from.dialFailed(target, why);
        }
    }

    /** Who is there has proven it. */
    private void connected(Dial dial) {
        Peer from = dial.from;
        if (from.life() != dial.life) {
            return;
        }
        Optional<CloseReason> refusal;
        if (!dial.to.isUp()) {
            refusal = Optional.of(CloseReason.UNREACHABLE);
        } else if (dial.target.id().filter(id -> !id.equals(dial.to.id())).isPresent()) {
            refusal = Optional.of(CloseReason.WRONG_PEER);
        } else if (from == dial.to) {
            refusal = Optional.of(CloseReason.SELF);
        } else {
            refusal = from.connected(dial.target, dial.to);
        }
        if (refusal.isPresent()) {
            fail(from, dial.life, dial.target, refusal.get());
            return;
        }
        boolean wantsRoom = from.wantsRoom();
        time.after(dial.leg, () -> asked(dial, wantsRoom));
    }

    private void asked(Dial dial, boolean wantsRoom) {
        Optional<CloseReason> refusal =
                dial.to.isUp() ? dial.to.refuses(dial.from, wantsRoom) : Optional.of(CloseReason.GONE);
        if (refusal.isPresent()) {
            time.after(dial.leg, () -> {
                dial.from.greeted(dial.to);
                fail(dial.from, dial.life, dial.target, refusal.get());
            });
            return;
        }
        Line line = new Line(++lines, dial.from, dial.to, dial.target);
        dial.to.linkUp(line);
        note(3, dial.from.number, dial.to.number);
        time.after(dial.leg, () -> welcomed(dial, line));
    }

    private void welcomed(Dial dial, Line line) {
        Peer from = dial.from;
        from.greeted(dial.to);
        if (from.life() != dial.life) {
            close(line, from, CloseReason.GONE);
        } else if (line.closed) {
            fail(from, dial.life, dial.target, CloseReason.GONE);
        } else {
            Line stale = from.lines.get(dial.to.number);
            if (stale == null && !from.takesDialled(dial.target)) {
                close(line, from, CloseReason.TOO_MANY);
                fail(from, dial.life, dial.target, CloseReason.TOO_MANY);
                return;
            }
            if (stale != null) {
                close(stale, from, CloseReason.GONE);
            }
            from.linkUp(line);
        }
    }

    void close(Line line, Peer by, CloseReason why) {
        roomsMade += why == CloseReason.MADE_ROOM && !by.isHostile() ? 1 : 0;
        note(4, line.dialler.number, line.dialled.number);
        line.closed = true;
        by.linkDown(line, why);
        Peer other = line.other(by);
        time.after(leg(by, other), () -> other.linkDown(line, why));
    }

    /** Between the same two always the same. */
    long leg(Peer one, Peer other) {
        long pair = Math.min(one.number, other.number) * 10_007L + Math.max(one.number, other.number);
        return SHORTEST_LEG + Math.floorMod(mix(seed * 31 + pair), LONGEST_LEG - SHORTEST_LEG);
    }

    // ---- what came of it

    /** Dials by honest peers. */
    long dials() {
        return dials;
    }

    /** Links that honest peers have ended for others. */
    long roomsMade() {
        return roomsMade;
    }

    /** Most dials by one honest peer within an hour to one address where nobody lives. */
    int mostInVain() {
        return mostInVain;
    }

    private void note(int what, long one, long other) {
        trace = mix(trace + time.now() + (one << 40) + (other << 4) + what);
    }

    long trace() {
        return trace;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long word) {
        long z = word + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
