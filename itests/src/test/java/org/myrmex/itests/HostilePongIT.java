package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.PeerAddress;

/**
 * Neighbours whose pongs name strangers' doors, places where nobody is, and the peer itself, as many as they can: the peer looks
 * at few of them, at each once, keeps its other neighbours and stays small.
 */
class HostilePongIT {
    private static final String PEER = "127.0.67.1";
    private static final String FRIEND = "127.0.67.2";
    private static final String HOSTILE = "127.0.66.1";
    private static final int VICTIM_HOSTS = 8;
    private static final int DOORS_PER_HOST = 25;
    private static final int OFFERED = 1_000_000;
    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 60;
    /** Dials on others' word: so many at once, then one in so many seconds. */
    private static final int DIALS_AT_ONCE = 32;

    private static final int SECONDS_PER_DIAL = 30;
    private static final int MOST_KEPT = 256;
    private static final long MOST_HEAP_GROWTH = 16 << 20;

    @TempDir
    Path folder;

    private final Random random = new Random(6);
    private final List<InetSocketAddress> doors = new ArrayList<>();

    @Test
    void amongAMillionAddressesFewAreDialledAndNoneTwice() throws Exception {
        Tools.need("tcpdump", "tcpdump");
        try (Victims victims = new Victims();
                TestPeer peer = TestPeer.launchAsItComes(PEER, folder);
                TestPeer friend = TestPeer.launchAsItComes(FRIEND, folder)) {
            peer.awaitUp();
            friend.awaitUp();
            friend.ask("connect", peer.uri());
            for (int i = 0; i < VICTIM_HOSTS * DOORS_PER_HOST; i++) {
                String host = "127.0.70." + (1 + i % VICTIM_HOSTS);
                doors.add(new InetSocketAddress(host, victims.open(host)));
            }
            int besideHostile = victims.open(HOSTILE);
            friend.awaitLinks(1);
            long heapBefore = Holding.heapBytes(peer);
            FalseRecords records = new FalseRecords(2_000);
            assertTrue(PeerRecord.decode(ByteBuffer.wrap(records.sign(raw(HOSTILE), 7081)))
                    .isPresent());
            try (Dials dials = Dials.from(Machine.HERE, PEER, folder);
                    FalseWitnesses hostile = new FalseWitnesses(
                            PeerAddress.parse(peer.uri()),
                            Optional.of(HOSTILE),
                            besideHostile,
                            () -> next(records, peer))) {
                hostile.start(FalseWitnesses.Manner.STEADY);
                hostile.start(FalseWitnesses.Manner.FICKLE);
                hostile.start(FalseWitnesses.Manner.FLOODING);
                long seconds = awaitOffered(hostile);
                String status = peer.ask("status", "--json");
                List<Dials.Place> dialled = dials.places();
                System.out.println(hostile.offered() + " addresses in " + seconds + " s over " + hostile.links()
                        + " links, " + hostile.askedFor() + " of them asked for; " + dialled.size() + " dials; kept "
                        + Json.number(status, "heard_records") + " records, left out "
                        + Json.number(status, "stray_records") + "; candidates "
                        + Json.number(status, "dial_candidates"));
                assertEquals(List.of(), hostile.steadyEnds(), "who answers as asked stays");
                assertTrue(peer.ask("peers").contains(friend.id()), "the friend stays");
                assertTrue(Json.number(status, "heard_records") <= MOST_KEPT, status);
                assertTrue(Json.number(status, "met_peers") <= MOST_KEPT, status);
                assertTrue(Json.number(status, "dial_candidates") <= MOST_KEPT, status);
                assertTrue(Json.number(status, "stray_records") > 0, status);
                assertFewDials(dialled, peer, seconds);
                victims.counts().forEach((door, count) -> assertTrue(count <= 1, door + " saw " + count));
            }
            long heapGrowth = Holding.heapBytes(peer) - heapBefore;
            assertTrue(heapGrowth < MOST_HEAP_GROWTH, heapGrowth + " bytes more than before");
        }
    }

    private static long awaitOffered(FalseWitnesses hostile) throws InterruptedException {
        long began = System.nanoTime();
        long seconds = 0;
        while (seconds < LEAST_SECONDS || (hostile.offered() < OFFERED && seconds < MOST_SECONDS)) {
            TimeUnit.MILLISECONDS.sleep(100);
            seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        }
        return seconds;
    }

    private static void assertFewDials(List<Dials.Place> dialled, TestPeer peer, long seconds) {
        Map<Dials.Place, Integer> counts = new HashMap<>();
        dialled.forEach(place -> counts.merge(place, 1, Integer::sum));
        assertTrue(
                dialled.stream().anyMatch(place -> place.host().startsWith("127.0.70.")),
                "it does look at what it is told: " + dialled);
        counts.forEach((place, count) -> assertTrue(count <= 1, place + " was dialled " + count + " times"));
        assertTrue(!counts.containsKey(new Dials.Place(PEER, peer.port())), "itself");
        assertTrue(counts.keySet().stream().allMatch(place -> place.host().startsWith("127.")), "elsewhere");
        long most = DIALS_AT_ONCE + seconds / SECONDS_PER_DIAL + 1;
        assertTrue(dialled.size() <= most, dialled.size() + " dials, not " + most);
    }

    /** In turn: doors of strangers again and again, the peer itself, other realms, places where nobody is. */
    private byte[] next(FalseRecords records, TestPeer peer) {
        InetSocketAddress door = doors.get(random.nextInt(doors.size()));
        int port = 1 + random.nextInt(65_535);
        return switch (random.nextInt(6)) {
            case 0 -> records.sign(raw(PEER), peer.port());
            case 1 -> records.sign(raw("203.0.113." + random.nextInt(256)), port);
            case 2 -> records.sign(raw("10.66." + random.nextInt(256) + ".1"), port);
            case 3 -> records.sign(raw("127." + (100 + random.nextInt(100)) + "." + random.nextInt(256) + ".1"), port);
            default -> records.sign(raw(door.getHostString()), door.getPort());
        };
    }

    private static byte[] raw(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }
}
