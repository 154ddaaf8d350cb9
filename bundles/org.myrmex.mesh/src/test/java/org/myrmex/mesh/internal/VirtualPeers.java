package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.Seeds;
import org.myrmex.transport.memory.internal.MemoryNetwork;

/**
 * Whole peers without a thread: one clock, one network in memory, everything by chance from one seed. Whoever has something
 * to do takes turns in an order that chance gives; time passes with what the network carries, and leaps when all are at rest.
 */
final class VirtualPeers implements AutoCloseable {
    private static final long FIRST_MICROS = 1_700_000_000_000_000L;
    /** What one job of the network may take: a read and what it hands over. */
    private static final int LONGEST_HOP_MICROS = 200;
    /** Turns at one place in time: more, and something calls itself for ever. */
    private static final int MAX_TURNS_AT_ONCE = 1_000_000;

    private final long seed;
    private final RandomGenerator chance;
    private final MemoryNetwork network;
    private final List<VirtualPeer> peers = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Runnable> able = new ArrayList<>();
    private final MessageDigest trace = sha256();
    private final ByteBuffer traced = ByteBuffer.allocate(2 * Long.BYTES);
    private long now = FIRST_MICROS;
    private long lastEvent;

    VirtualPeers(long seed) {
        this.seed = seed;
        this.chance = Seeds.of(seed, "virtual peers");
        this.network = MemoryNetwork.shuffled(Seeds.of(seed, "network"));
    }

    private record Event(long whenMicros, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(whenMicros, other.whenMicros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** What a peer is set to unless a test says otherwise: it looks for nobody by itself. */
    static PeerSettings settings(String host, int wantedDegree) {
        return settings(host, wantedDegree, 32, 0);
    }

    static PeerSettings settings(String host, int wantedDegree, int maxLinks, int renewMinutes) {
        return new PeerSettings(
                List.of(PeerAddress.parse("memory://" + host + ":7081")),
                "mute",
                Set.of(),
                wantedDegree,
                0,
                maxLinks,
                renewMinutes,
                AdmissionRules.DEFAULT,
                LinkPace.FREE,
                TransportLimits.DEFAULT);
    }

    long seed() {
        return seed;
    }

    /** Microseconds since 1970. */
    long now() {
        return now;
    }

    RandomGenerator chance() {
        return chance;
    }

    MemoryNetwork network() {
        return network;
    }

    List<VirtualPeer> peers() {
        return peers;
    }

    /** A running peer with MUTE's routing that listens at {@code memory://host:1}. */
    VirtualPeer start(String host) {
        return start(settings(host, 0), new MuteRoutingFactory());
    }

    VirtualPeer start(PeerSettings settings, RoutingProtocolFactory routing) {
        VirtualPeer peer = new VirtualPeer(this, settings.listen().get(0).host(), settings, routing);
        peers.add(peer);
        peer.start();
        return peer;
    }

    /** Does something at a time from now. */
    void after(long micros, Runnable action) {
        events.add(new Event(now + micros, lastEvent++, action));
    }

    /** Does something again and again, first after one pause. */
    void every(long micros, Runnable action) {
        after(micros, () -> {
            every(micros, action);
            action.run();
        });
    }

    /** Puts a line into the trace. */
    void trace(String line) {
        trace(line.length());
        trace.update(line.getBytes(StandardCharsets.UTF_8));
    }

    private void trace(long number) {
        trace.update(traced.clear().putLong(now).putLong(number).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Tells two runs apart: every turn and every line is in it. Once, at the end. */
    String hash() {
        return HexFormat.of().formatHex(trace.digest());
    }

    /** Lets so much time pass. */
    void run(long micros) {
        long end = now + micros;
        while (turnsUntilRest(end) && next() <= end) {
            leap();
        }
        now = Math.max(now, end);
    }

    /** Time passes and nobody does anything, as when the machine sleeps or its clock is set. */
    void sleep(long micros) {
        now += micros;
    }

    /** Lets time pass until something is so, at most so much. @return whether it is */
    boolean runUntil(long mostMicros, BooleanSupplier condition) {
        long end = now + mostMicros;
        while (!condition.getAsBoolean()) {
            if (now >= end) {
                return false;
            }
            if (!turn()) {
                now = Math.max(now, Math.min(end, next()));
                runDueEvents();
            }
        }
        return true;
    }

    private boolean turnsUntilRest(long end) {
        for (int turns = 0; turn(); turns++) {
            if (turns > MAX_TURNS_AT_ONCE) {
                throw new IllegalStateException("seed " + seed + ": the peers do not come to rest");
            }
            if (now > end) {
                return false;
            }
        }
        return true;
    }

    private void leap() {
        now = Math.max(now, next());
        runDueEvents();
    }

    private void runDueEvents() {
        while (!events.isEmpty() && events.peek().whenMicros() <= now) {
            events.remove().action().run();
        }
    }

    /** When somebody wants to do something again. */
    private long next() {
        long first = events.isEmpty() ? Long.MAX_VALUE : events.peek().whenMicros();
        for (VirtualPeer peer : peers) {
            first = Math.min(first, peer.dueMicros());
        }
        return first;
    }

    /** One turn of one of those who have something to do. @return false when nobody has */
    private boolean turn() {
        runDueEvents();
        able.clear();
        if (!network.isIdle()) {
            able.add(this::carry);
        }
        for (VirtualPeer peer : peers) {
            if (peer.hasTurn()) {
                able.add(() -> peer.peer().loop().step());
            }
            if (peer.hasJob()) {
                able.add(peer::runJob);
            }
        }
        if (able.isEmpty()) {
            return false;
        }
        int chosen = able.size() == 1 ? 0 : chance.nextInt(able.size());
        trace(chosen);
        able.get(chosen).run();
        return true;
    }

    private void carry() {
        network.step();
        now += chance.nextInt(LONGEST_HOP_MICROS);
    }

    @Override
    public void close() {
        peers.stream().filter(VirtualPeer::runs).forEach(VirtualPeer::stop);
        network.settle();
        network.close();
    }
}
