package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/**
 * Peers that talk all the time while everything around them breaks: connections are cut or fall silent, peers stop and come
 * back, transports and routings are replaced, somebody breaks the protocol. Every simulated second what they hold is within
 * its caps; when all is left in peace, nothing of it stays.
 */
final class Churn implements AutoCloseable {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    /** A few hops. */
    private static final int SHORT_MICROS = 10_000;

    private static final int WANTED_DEGREE = 4;
    /** The other places are open to whoever dials. */
    private static final int DIALLED_FOR = WANTED_DEGREE - WANTED_DEGREE * 2 / 5;

    private static final int MAX_LINKS = 10;
    /** Half of them renew their links so often, since few live for an hour here. */
    private static final int OFTEN_MINUTES = 2;

    private static final int COVERED = 3;
    private static final LinkPace UNDER_COVER = new LinkPace(0, 0, 500_000);
    /** An answering address lives ten minutes, and is looked after every ten seconds. */
    private static final long PEACE_MICROS = 13 * MINUTE;

    private static final Map<String, Long> CAPS = Map.ofEntries(
            Map.entry("link_connections", 2L * MAX_LINKS),
            Map.entry("unfinished_connections", 4L * MAX_LINKS),
            Map.entry("neighbour_budgets", (long) MAX_LINKS),
            Map.entry("flows", MAX_LINKS * 768L),
            Map.entry("queued_bytes", MAX_LINKS * (4L << 20)),
            Map.entry("received_backlog_bytes", 16L << 20),
            Map.entry("dial_candidates", 256L),
            Map.entry("open_handles", 10_000L),
            Map.entry("parked_inputs", 256L),
            Map.entry("own_addresses", 4_096L),
            Map.entry("timers", 500L),
            Map.entry("loop_tasks", 10_000L),
            Map.entry("waiting_crypto_jobs", 1_024L),
            Map.entry("waiting_responder_jobs", 256L),
            Map.entry("waiting_answer_jobs", 10_000L),
            Map.entry("waiting_source_jobs", 64L));

    /** What is gone once nobody asks anything and all links are quiet. */
    private static final List<String> GONE_AT_REST = List.of(
            "unfinished_connections",
            "open_handles",
            "flows",
            "queued_bytes",
            "received_backlog_bytes",
            "parked_inputs",
            "own_addresses",
            "open_searches",
            "own_outstanding_bytes",
            "pending_signature_checks",
            "unconsumed_datagrams",
            "loop_tasks",
            "waiting_crypto_jobs",
            "waiting_responder_jobs",
            "waiting_answer_jobs",
            "waiting_source_jobs");

    final VirtualPeers world;
    final Talks talks;
    private final Rascal rascal;
    private final Set<OwnAddress> addressesSeen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, String> linksSeen = new HashMap<>();
    private final Map<String, Connection> connectionsSeen = new HashMap<>();
    private int connectionsOfLinks;
    private boolean peace;
    private int cuts;
    private int silences;
    private int stops;
    private int swaps;

    Churn(long seed, int peers) {
        world = new VirtualPeers(seed);
        talks = new Talks(world, this::cutSoon);
        for (int i = 0; i < peers; i++) {
            join(world.start(settings(i), new MuteRoutingFactory()));
        }
        rascal = new Rascal(world, new MuteRoutingFactory().wire());
        sometimes(10 * SECOND, this::talk);
        sometimes(4 * SECOND, this::cut);
        sometimes(40 * SECOND, this::silence);
        sometimes(2 * MINUTE, this::stop);
        sometimes(7 * MINUTE, this::swapTransport);
        sometimes(11 * MINUTE, this::closeDoor);
        sometimes(7 * MINUTE, this::swapRouting);
        sometimes(5 * SECOND, rascal::act);
        world.every(SECOND, this::checkCaps);
        world.every(MINUTE, this::rememberAddresses);
    }

    private static PeerSettings settings(int number) {
        return new PeerSettings(
                List.of(PeerAddress.parse("memory://p" + number + ":1")),
                "mute",
                Set.of(),
                WANTED_DEGREE,
                1,
                MAX_LINKS,
                number % 2 == 0 ? 60 : OFTEN_MINUTES,
                AdmissionRules.DEFAULT,
                number < COVERED ? UNDER_COVER : LinkPace.FREE,
                TransportLimits.DEFAULT);
    }

    private void join(VirtualPeer peer) {
        peer.peer().addSource(new SomeDoors(), 0);
        talks.join(peer);
    }

    /** Knows where everybody listens, and names some. */
    private final class SomeDoors implements PeerSource {
        @Override
        public String name() {
            return "some";
        }

        @Override
        public void find(PeerWish wish, PeerSink sink) {
            for (int i = 0; i < WANTED_DEGREE; i++) {
                sink.found(any().door());
            }
            sink.done("it named some");
        }
    }

    private VirtualPeer any() {
        return world.peers().get(world.chance().nextInt(world.peers().size()));
    }

    /** Again and again until there is peace, on average after so long. */
    private void sometimes(long meanMicros, Runnable action) {
        world.after(1 + world.chance().nextLong(2 * meanMicros), () -> {
            if (!peace) {
                sometimes(meanMicros, action);
                action.run();
            }
        });
    }

    private void talk() {
        if (world.peers().stream().filter(VirtualPeer::runs).count() > 1) {
            talks.begin();
        }
    }

    private void cut() {
        VirtualPeer peer = any();
        List<Connection> connections = peer.connections();
        if (!connections.isEmpty()) {
            cuts++;
            peer.transport().cut(connections.get(world.chance().nextInt(connections.size())));
        }
    }

    /** While frames are under way. */
    private void cutSoon() {
        if (world.chance().nextInt(3) == 0) {
            world.after(world.chance().nextInt(SHORT_MICROS), this::cut);
        }
    }

    private void silence() {
        VirtualPeer peer = any();
        List<Connection> connections = peer.connections();
        if (!connections.isEmpty()) {
            silences++;
            peer.transport().silence(connections.get(world.chance().nextInt(connections.size())));
        }
    }

    private void stop() {
        VirtualPeer peer = any();
        if (peer.runs()) {
            stops++;
            peer.stop();
            world.after(world.chance().nextLong(MINUTE), () -> {
                peer.start();
                join(peer);
            });
        }
    }

    private void swapTransport() {
        VirtualPeer peer = any();
        if (peer.runs() && peer.hasTransport()) {
            swaps++;
            peer.swapTransport();
        }
    }

    /** It listens nowhere for a while, and has no links. */
    private void closeDoor() {
        VirtualPeer peer = any();
        if (peer.runs() && peer.hasTransport()) {
            swaps++;
            peer.removeTransport();
            int start = peer.starts();
            world.after(world.chance().nextLong(MINUTE), () -> {
                if (peer.runs() && peer.starts() == start) {
                    peer.addTransport();
                }
            });
        }
    }

    private void swapRouting() {
        VirtualPeer peer = any();
        if (peer.runs()) {
            swaps++;
            RoutingProtocolFactory next = new MuteRoutingFactory();
            peer.replaceRouting(next, world.chance().nextInt(2) * world.chance().nextLong(15 * SECOND));
        }
    }

    private void checkCaps() {
        for (VirtualPeer peer : world.peers()) {
            if (peer.runs()) {
                Map<String, Long> counters = peer.peer().views().held();
                CAPS.forEach((name, cap) -> assertTrue(
                        counters.get(name) <= cap,
                        () -> about(peer) + name + " " + counters.get(name) + ", more than " + cap));
                assertTrue(peer.peer().views().links().size() <= MAX_LINKS, () -> about(peer) + "too many links");
                checkLinks(peer);
            }
        }
        assertEquals(0, talks.arrivedTwice(), () -> "seed " + world.seed() + ": a datagram arrived twice");
    }

    /** A link keeps its number and its neighbour, however often it is renewed, and no number is used twice. */
    private void checkLinks(VirtualPeer peer) {
        for (Link link : peer.peer().views().links().up()) {
            String name = peer.name() + " " + peer.starts() + " " + link.id;
            String stays = link.peer + " since " + link.upSinceMicros;
            assertEquals(stays, linksSeen.computeIfAbsent(name, n -> stays), () -> about(peer) + link.id);
            if (link.connection != connectionsSeen.put(name, link.connection)) {
                connectionsOfLinks++;
            }
        }
    }

    /** Connections that carried a link on. */
    int renewals() {
        return connectionsOfLinks - linksSeen.size();
    }

    private String about(VirtualPeer peer) {
        return "seed " + world.seed() + ", " + peer.name() + ", " + world.now() + ": ";
    }

    private void rememberAddresses() {
        for (VirtualPeer peer : world.peers()) {
            if (peer.runs()) {
                addressesSeen.addAll(peer.peer().addresses().all());
            }
        }
    }

    /** Leaves all in peace, and looks at what is left. */
    void settle() {
        peace = true;
        talks.endAll();
        rascal.leave();
        world.run(PEACE_MICROS);
        assertEquals(0, talks.bodiesAlive(), () -> "seed " + world.seed() + ": bodies that nobody released");
        for (OwnAddress address : addressesSeen) {
            assertThrows(
                    IllegalStateException.class,
                    () -> address.keys().sign(new byte[1]),
                    () -> "seed " + world.seed() + ": a key that was not erased");
        }
        for (VirtualPeer peer : world.peers()) {
            assertAtRest(peer);
        }
    }

    private void assertAtRest(VirtualPeer peer) {
        Map<String, Long> counters = peer.peer().views().held();
        for (String name : GONE_AT_REST) {
            assertEquals(0, counters.get(name), () -> about(peer) + name);
        }
        Links links = peer.peer().views().links();
        assertTrue(links.size() >= DIALLED_FOR, () -> about(peer) + "only " + links.size() + " links");
        assertEquals(links.size(), counters.get("link_connections"), () -> about(peer) + "connections without a link");
        assertEquals(links.size(), peer.connections().size(), () -> about(peer) + "connections that nobody has");
        assertEquals(1, counters.get("open_doors"), () -> about(peer) + "doors");
        // two ticks, routing's wake-up, one look at a source
        assertTrue(counters.get("timers") <= 4 + links.size(), () -> about(peer) + "timers " + counters.get("timers"));
        assertEquals(theirLinks(peer), linkedTo(peer), () -> about(peer) + "both ends know of a link");
    }

    private static Set<String> linkedTo(VirtualPeer peer) {
        Set<String> others = new TreeSet<>();
        peer.peer().views().links().up().forEach(link -> others.add(link.peer.toString()));
        return others;
    }

    private Set<String> theirLinks(VirtualPeer peer) {
        Set<String> others = new TreeSet<>();
        for (VirtualPeer other : world.peers()) {
            if (linkedTo(other).contains(peer.peer().id().toString())) {
                others.add(other.peer().id().toString());
            }
        }
        return others;
    }

    @Override
    public String toString() {
        return talks + ", " + renewals() + " renewals, " + cuts + " cuts, " + silences + " silences, " + stops
                + " stops, " + swaps + " swaps";
    }

    @Override
    public void close() {
        world.close();
    }
}
