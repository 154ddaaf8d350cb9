package org.myrmex.launcher.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.myrmex.launcher.Distribution;
import org.myrmex.launcher.Refusal;

/** All peers in this process, and what somebody who sees all of them can do. */
final class Network implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** A message may be this long on its way from one peer to the next, so that nothing is counted meanwhile. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long CLOSE_LIMIT_MILLIS = 2_000;

    private final Fixture fixture;
    private final PeerStarter starter;
    private final Map<String, DemoPeer> peers = new ConcurrentHashMap<>();
    private final Map<String, String> peerIds = new HashMap<>();
    private final Map<String, Loads.Count> lastCounts = new HashMap<>();
    private final Set<String> stopped = new TreeSet<>();

    Network(Fixture fixture, Path root) {
        this.fixture = fixture;
        this.starter = new PeerStarter(root);
    }

    DemoPeer peer(String node) {
        return peers.get(node);
    }

    Set<String> stopped() {
        return stopped;
    }

    // ---- beginning

    /** Starts all peers; those that have started are stopped by {@link #close} whatever happens to the others. */
    void start(Distribution distribution, Screen.Waiting line) throws Refusal, InterruptedException {
        starter.start(distribution, fixture.peers(), fixture.downloader(), (node, peer) -> {
            peers.put(node, peer);
            line.mark(node);
        });
    }

    /** Tells every peer how slow its links are, and returns once all are. */
    void slowDown(Screen.Waiting line) throws DemoException, InterruptedException {
        Map<String, String> doorsBefore = new HashMap<>();
        for (String node : fixture.peers()) {
            await("peer " + node + " does not listen", () -> !door(node).isEmpty());
            doorsBefore.put(node, door(node));
            peerIds.put(node, String.valueOf(peer(node).status().get("peerId")));
        }
        for (String node : fixture.peers()) {
            peer(node).configure(DelayFile.NAME, DelayFile.of(node, fixture.linksEver(), peerIds));
        }
        for (String node : fixture.peers()) {
            await("peer " + node + " does not take its delays", () -> peer(node).isDelayed());
            long delayedNanos = System.nanoTime();
            // The slow transport opens the door anew, on a port that is free then: nearly always another one.
            await("peer " + node + " does not listen any more", () -> {
                String door = door(node);
                boolean anew = !door.equals(doorsBefore.get(node)) || System.nanoTime() - delayedNanos > REOPEN_NANOS;
                return anew && !door.isEmpty();
            });
            line.mark(node);
        }
    }

    private String door(String node) throws DemoException {
        return peer(node).status().get("listen") instanceof List<?> doors && !doors.isEmpty()
                ? String.valueOf(doors.get(0))
                : "";
    }

    // ---- links

    /** Connects, and returns once both ends of every link say so. */
    void connect(List<Fixture.Link> links) throws DemoException, InterruptedException {
        for (Fixture.Link link : links) {
            String door = door(link.b());
            String id = "#" + peerIds.get(link.b());
            peer(link.a()).ask("connect", door.endsWith(id) ? door : door + id);
        }
        for (Fixture.Link link : links) {
            await(
                    "peers " + link.a() + " and " + link.b() + " do not connect",
                    () -> neighbours(link.a()).containsValue(link.b())
                            && neighbours(link.b()).containsValue(link.a()));
        }
    }

    /** Local link number → node. */
    private Map<Long, String> neighbours(String node) throws DemoException {
        Map<Long, String> neighbours = new HashMap<>();
        for (Map<String, Object> row : peer(node).ask("peers")) {
            String address = String.valueOf(row.get("address"));
            for (var known : peerIds.entrySet()) {
                if (address.endsWith("#" + known.getValue())) {
                    neighbours.put((Long) row.get("link"), known.getKey());
                }
            }
        }
        return neighbours;
    }

    long countLinks() throws DemoException {
        long ends = 0;
        for (String node : running()) {
            ends += (Long) peer(node).status().get("links");
        }
        return ends / 2;
    }

    /** Stops a peer; the others only see its links break. */
    void kill(String node) throws DemoException {
        lastCounts.put(node, count(node));
        stopped.add(node);
        peers.remove(node).close();
    }

    private List<String> running() {
        return fixture.peers().stream().filter(node -> !stopped.contains(node)).toList();
    }

    // ---- looking

    Loads loads() throws DemoException {
        Map<String, Loads.Count> counts = new LinkedHashMap<>(lastCounts);
        for (String node : running()) {
            counts.put(node, count(node));
        }
        return new Loads(counts);
    }

    private Loads.Count count(String node) throws DemoException {
        Map<String, Object> status = peer(node).status();
        return new Loads.Count((Long) status.get("messagesReceived"), (Long) status.get("queriesReceived"));
    }

    /** The loads once nothing is on its way any more. */
    Loads settledLoads() throws DemoException, InterruptedException {
        Loads last = loads();
        long deadline = System.nanoTime() + LIMIT_NANOS;
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET_NANOS && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            Loads now = loads();
            if (!now.equals(last)) {
                quietSince = System.nanoTime();
                last = now;
            }
        }
        return last;
    }

    Scents scents() throws DemoException {
        Map<String, Map<String, Scents.Scent>> tables = new HashMap<>();
        for (String node : running()) {
            Map<Long, String> neighbours = neighbours(node);
            Map<String, Scents.Scent> table = new HashMap<>();
            for (Map<String, Object> row : peer(node).ask("routes")) {
                String next = neighbours.get((Long) row.get("link"));
                if (next != null) {
                    table.put(
                            String.valueOf(row.get("address")),
                            new Scents.Scent(next, ((Number) row.get("ageSeconds")).doubleValue()));
                }
            }
            tables.put(node, table);
        }
        return new Scents(tables);
    }

    // ---- waiting

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws DemoException;
    }

    static void await(String otherwise, Condition condition) throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new DemoException(otherwise + " within " + TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOS) + " s");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    // ---- end

    /** Stops all peers side by side. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_MILLIS);
        try {
            starter.stop(CLOSE_LIMIT_MILLIS);
            List<Thread> closers = new ArrayList<>();
            for (DemoPeer peer : peers.values()) {
                Thread closer = new Thread(peer::close, "myrmex-demo-stop");
                closer.setDaemon(true);
                closer.start();
                closers.add(closer);
            }
            for (Thread closer : closers) {
                closer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
