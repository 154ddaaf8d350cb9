package org.myrmex.discovery.hostcache.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.fakes.ManualClock;
import org.myrmex.discovery.hostcache.fakes.Records;
import org.myrmex.discovery.hostcache.list.PeerList;
import org.myrmex.testkit.plugin.PlainMetrics;

class ClerkTest {
    private final ManualClock clock = new ManualClock();
    private final PlainMetrics metrics = new PlainMetrics();
    private final List<String> asked = new ArrayList<>();

    @Test
    void thePeersAreOfTheRealmOfTheDoorAndMadeOnceInTenSeconds() throws Exception {
        Clerk clerk = new Clerk(
                () -> Optional.of((realm, most) -> {
                    asked.add(realm + " " + most);
                    return Records.first(32);
                }),
                Realm.PUBLIC,
                clock,
                metrics);
        for (int second = 0; second < 20; second++) {
            Clerk.Answer answer = clerk.answer(InetAddress.getByName("192.0.2.1"), "GET", "/peers");
            assertEquals(200, answer.status());
            assertEquals(
                    32, PeerList.decode(answer.list()).orElseThrow().records().size());
            clock.passSeconds(1);
        }
        assertEquals(List.of("PUBLIC 32", "PUBLIC 32"), asked);
        assertEquals(20, metrics.get("served_total"));
    }

    /** Whoever asks while the peer starts would keep all others waiting. */
    @Test
    void anEmptyListIsMadeAnewAfterASecond() throws Exception {
        List<PeerRecord> met = new ArrayList<>();
        Clerk clerk = new Clerk(() -> Optional.of((realm, most) -> List.copyOf(met)), Realm.PUBLIC, clock, metrics);
        InetAddress asker = InetAddress.getByName("192.0.2.1");
        assertEquals(1, clerk.answer(asker, "GET", "/peers").seconds());
        met.addAll(Records.first(2));
        assertArrayEquals(
                PeerList.encode(List.of()), clerk.answer(asker, "GET", "/peers").list());
        clock.passSeconds(1);
        Clerk.Answer next = clerk.answer(asker, "GET", "/peers");
        assertArrayEquals(PeerList.encode(met), next.list());
        assertEquals(10, next.seconds());
    }

    @Test
    void neighboursInOneNetworkShareABucket() throws Exception {
        Clerk clerk = new Clerk(Optional::empty, Realm.PUBLIC, clock, metrics);
        for (int i = 1; i <= 10; i++) {
            assertEquals(503, status(clerk, "198.51.100." + i));
            assertEquals(503, status(clerk, "10.0.0." + i));
        }
        assertEquals(429, status(clerk, "198.51.100.99"));
        assertEquals(503, status(clerk, "198.51.101.99"));
        assertEquals(503, status(clerk, "10.0.0.99"), "each of a local network has its own");
        assertEquals(1, metrics.get("limited_total"));
        assertEquals(0, metrics.get("served_total"));
    }

    private static int status(Clerk clerk, String asker) throws Exception {
        return clerk.answer(InetAddress.getByName(asker), "GET", "/peers").status();
    }
}
