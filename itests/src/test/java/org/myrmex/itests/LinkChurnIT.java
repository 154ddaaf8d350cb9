package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.FragileWire.Break;

/**
 * A - {B1, B2, B3} - C over wires that break: every second one of the six is cut, while A fetches one file of C's after the
 * other. Ten minutes long with {@code -Dmyrmex.full=true}.
 */
@MostlyWaits
class LinkChurnIT {
    private static final int MIB = 1 << 20;
    private static final int FILE_BYTES = Full.or(4, 2) * MIB;
    private static final int FILES = 3;
    /** Two seconds in peace, so that each transfer sees several cuts. */
    private static final String LIMIT = Full.or(2, 1) + "M";

    private static final int WARM_UP_SECONDS = Full.or(20, 4);
    private static final int SECONDS = Full.or(600, 12);
    private static final int RELAYS = 3;
    private static final List<Break> BREAKS = List.of(Break.RESET, Break.END, Break.SILENCE);
    /** A route that breaks each third second costs a timeout, and five seconds for a fresh one. */
    private static final long LONGEST_TRANSFER_SECONDS = 180;

    /** At most. Flows are forgotten after 30 s of silence; in the full form answering addresses too, after ten minutes. */
    private static final int QUIET_SECONDS = Full.or(660, 60);

    private static final int TOLERANCE = 2;
    private static final long TOLERANCE_BYTES = 2_500_000;

    /** What nobody may hold any more when all is quiet. */
    private static final List<String> GONE = List.of(
            "open_handles",
            "flows",
            "queued_bytes",
            "received_backlog_bytes",
            "unfinished_connections",
            "parked_inputs",
            "own_outstanding_bytes",
            "pending_signature_checks",
            "unconsumed_datagrams",
            "loop_tasks",
            "waiting_crypto_jobs",
            "waiting_responder_jobs",
            "waiting_answer_jobs",
            "waiting_source_jobs",
            "unfinished_handshakes",
            "held_bodies");

    @TempDir
    Path folder;

    private final List<TestPeer> relays = new ArrayList<>();
    private final List<FragileWire> wires = new ArrayList<>();
    private final Random chance = new Random(1);
    private TestPeer a;
    private TestPeer c;

    @BeforeEach
    void startAll() throws Exception {
        for (int i = 0; i < RELAYS; i++) {
            relays.add(TestPeer.launch("127.0.5" + i + ".1", folder));
        }
        for (TestPeer relay : relays) {
            relay.awaitUp();
        }
        a = launchEnd("127.0.54.1");
        c = launchEnd("127.0.55.1");
        for (TestPeer end : List.of(a, c)) {
            end.awaitUp();
            LeakPlugin.buildCensus(end.home().resolve("plugins"));
        }
        a.awaitLinks(RELAYS);
        c.awaitLinks(RELAYS);
    }

    private TestPeer launchEnd(String host) throws Exception {
        List<String> options = new ArrayList<>();
        for (TestPeer relay : relays) {
            FragileWire wire = new FragileWire("127.0.56.1", relay);
            wires.add(wire);
            options.addAll(List.of("--peer", wire.uri()));
        }
        return TestPeer.launch(host, folder, options.toArray(String[]::new));
    }

    @AfterEach
    void endAll() {
        Stream.concat(relays.stream(), Stream.of(a, c)).filter(Objects::nonNull).forEach(TestPeer::close);
        wires.forEach(FragileWire::close);
    }

    /** A file of C's. */
    private record Shared(Path file, String id) {}

    private List<Shared> share() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        for (int i = 0; i < FILES; i++) {
            Bytes.random(shared.resolve("zebraquagga" + i + ".bin"), FILE_BYTES, 100 + i);
        }
        c.say("share", shared.toString());
        List<Shared> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(new Shared(shared.resolve("zebraquagga" + i + ".bin"), a.find("zebraquagga" + i)));
        }
        return files;
    }

    @Test
    void everyTransferIsCompleteAndNothingIsLeft() throws Exception {
        List<Shared> files = share();
        PeerApi apiOfA = new PeerApi(a);
        PeerApi apiOfC = new PeerApi(c);
        transfers(files, WARM_UP_SECONDS);
        Map<String, Holding> before = settled(apiOfA, apiOfC, Map.of());
        int transfers = transfers(files, SECONDS);
        assertTrue(transfers > 0, "no transfer in all that time");
        a.awaitLinks(RELAYS);
        c.awaitLinks(RELAYS);
        awaitNothingHeld();
        Map<String, Holding> after = settled(apiOfA, apiOfC, before);
        System.out.println("before " + before + "\nafter  " + after);
        for (String end : before.keySet()) {
            assertTrue(isBack(before.get(end), after.get(end)), () -> end + " before " + before + "\nafter " + after);
        }
        for (TestPeer peer : everybody()) {
            assertNothingHeld(peer);
            assertNoFaultLogged(peer);
        }
    }

    private List<TestPeer> everybody() {
        return Stream.concat(Stream.of(a, c), relays.stream()).toList();
    }

    /** Fetches files while wires break; returns how many. */
    private int transfers(List<Shared> files, int seconds) throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        ScheduledExecutorService breaking = Executors.newSingleThreadScheduledExecutor();
        Runnable breakOne = () -> cuts.addAndGet(breakOne(tries.getAndIncrement()) ? 1 : 0);
        Future<?> everySecond = breaking.scheduleAtFixedRate(breakOne, 1, 1, TimeUnit.SECONDS);
        int done = 0;
        long longestMillis = 0;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end) {
                Shared wanted = files.get(done % FILES);
                Path target = folder.resolve("fetched" + done + ".bin");
                long began = System.nanoTime();
                fetch(wanted, target);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                Files.delete(target);
                longestMillis = Math.max(longestMillis, millis);
                done++;
            }
        } finally {
            everySecond.cancel(false);
            breaking.shutdownNow();
            breaking.awaitTermination(5, TimeUnit.SECONDS);
        }
        assertTrue(everySecond.isCancelled(), "the breaking went on all the time");
        assertTrue(cuts.get() >= seconds / 4, () -> "wires were seldom whole: " + cuts + " cuts, " + tries + " tries");
        System.out.println(done + " transfers of " + FILE_BYTES / MIB + " MiB, " + cuts + " cuts, the longest took "
                + longestMillis + " ms");
        return done;
    }

    private void fetch(Shared wanted, Path target) throws Exception {
        try (Myrmex get = a.begin("get", wanted.id(), "-o", target.toString(), "--limit", LIMIT)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_TRANSFER_SECONDS);
            while (get.isAlive()) {
                assertTrue(System.nanoTime() < end, () -> "it does not end, " + wanted.id());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertEquals(0, get.exitCode(), get.err());
        }
        assertEquals(Bytes.sha256(wanted.file()), Bytes.sha256(target));
    }

    /** At most one wire is silent at a time: it takes its ends a while to give it up. @return whether one was whole */
    private boolean breakOne(int number) {
        Break how = BREAKS.get(number % BREAKS.size());
        if (how == Break.SILENCE && wires.stream().anyMatch(FragileWire::isSilent)) {
            how = Break.RESET;
        }
        int first = chance.nextInt(wires.size());
        for (int i = 0; i < wires.size(); i++) {
            if (wires.get((first + i) % wires.size()).breakOne(how)) {
                return true;
            }
        }
        return false;
    }

    /** Until nobody holds anything, or for so long that {@link #assertNothingHeld} says who does. */
    private void awaitNothingHeld() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
        for (TestPeer peer : everybody()) {
            while (!held(peer.ask("status", "--json")).isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(250);
            }
        }
    }

    private static List<String> held(String status) {
        return Stream.concat(GONE.stream(), Full.on() ? Stream.of("own_addresses") : Stream.empty())
                .filter(name -> Json.number(status, name) != 0)
                .toList();
    }

    private Map<String, Holding> settled(PeerApi apiOfA, PeerApi apiOfC, Map<String, Holding> wanted) throws Exception {
        Map<String, Holding> now = new HashMap<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        do {
            TimeUnit.SECONDS.sleep(wanted.isEmpty() ? 12 : 2); // pools let their threads go after ten seconds
            now.put("A", Holding.of(a, apiOfA));
            now.put("C", Holding.of(c, apiOfC));
        } while (!wanted.entrySet().stream().allMatch(one -> isBack(one.getValue(), now.get(one.getKey())))
                && System.nanoTime() < end);
        return now;
    }

    private static boolean isBack(Holding before, Holding after) {
        return after.threads() - before.threads() <= TOLERANCE
                && after.files() - before.files() <= TOLERANCE
                && after.classLoaders() - before.classLoaders() <= TOLERANCE
                && after.services() == before.services()
                && after.heapBytes() - before.heapBytes() <= TOLERANCE_BYTES;
    }

    private static void assertNothingHeld(TestPeer peer) throws Exception {
        String status = peer.say("status", "--json");
        assertEquals(List.of(), held(status), () -> peer.host + ": " + status);
        long links = Json.number(status, "links");
        assertEquals(links, Json.number(status, "link_connections"), () -> peer.host + ": " + status);
        assertEquals(links, Json.number(status, "connections"), () -> peer.host + ": " + status);
        assertTrue(Json.number(status, "timers") < 20, () -> peer.host + ": " + status);
        assertTrue(Json.number(status, "dial_candidates") <= RELAYS, () -> peer.host + ": " + status);
        String monitored = new PeerApi(peer).get("/metrics").body();
        assertTrue(monitored.contains("myrmex_open_handles{bundle=\"org.myrmex.mesh\"} 0"), monitored);
    }

    private static void assertNoFaultLogged(TestPeer peer) throws Exception {
        Path log = peer.home().resolve("logs/myrmex.log");
        Pattern loud = Pattern.compile("\\b(WARN|ERROR)\\b");
        List<String> faults = Files.readAllLines(log).stream()
                .filter(line -> loud.matcher(line).find())
                .filter(line -> !line.contains("1 plugin in the plugins folder")) // the one that counts for us
                .toList();
        assertEquals(List.of(), faults, peer.host);
    }
}
