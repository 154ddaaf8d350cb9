package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Machines without a network, with another one than before, and asleep: each has its neighbour again within seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@MostlyWaits
class OfflineIT {
    private static final int HOME = 1;
    /** A shorter one may be a machine that was busy. */
    private static final int SLEEP_SECONDS = 20;
    /** A neighbour is given up after 45 s of silence. */
    private static final int GIVEN_UP_SECONDS = 60;

    private static final int LIMIT_SECONDS = 60;

    @TempDir
    static Path folder;

    private static Internet internet;
    private static final List<TestPeer> PEERS = new ArrayList<>();
    private static TestPeer steady;
    private static TestPeer sleeping;
    private static long asleepSinceNanos;

    /** The one that sleeps does so while the others are looked at. */
    @BeforeAll
    static void start() throws Exception {
        Namespaces.need();
        Tools.need("curl", "curl");
        internet = new Internet(folder);
        internet.machine("steady", HOME, 2);
        steady = launch("steady", HOME);
        steady.awaitUp();
        internet.machine("sleeping", 2, 2);
        sleeping = launch("sleeping", 2, "--peer", steady.uri());
        sleeping.awaitUp();
        awaitNeighbourAt(2);
        signal("-STOP");
        internet.unplug("sleeping");
        asleepSinceNanos = System.nanoTime();
    }

    private static TestPeer launch(String machine, int network, String... options) throws Exception {
        TestPeer peer = TestPeer.launchAsItComes(internet.at(machine), Internet.address(network, 2), folder, options);
        PEERS.add(peer);
        return peer;
    }

    @AfterAll
    static void end() throws Exception {
        PEERS.forEach(TestPeer::close);
        if (internet != null) {
            internet.close();
        }
    }

    private static void signal(String which) throws Exception {
        Program.say(folder, Map.of(), List.of("kill", which, Long.toString(sleeping.pid())));
    }

    /** Until the steady peer has a neighbour there, by what it sees itself. */
    private static void awaitNeighbourAt(int network) throws Exception {
        String address = "tls://" + Internet.address(network, 2) + ":";
        long began = System.nanoTime();
        String peers = steady.ask("peers");
        while (!peers.contains(address) && secondsSince(began) < LIMIT_SECONDS) {
            TimeUnit.MILLISECONDS.sleep(50);
            peers = steady.ask("peers");
        }
        assertTrue(peers.contains(address), peers);
        System.out.println(
                "a neighbour in network " + network + " after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    private static boolean isNeighbour(TestPeer peer) throws Exception {
        return steady.ask("peers").contains(peer.id());
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    @Test
    @Order(1)
    void withoutANetworkItComesUpAndSaysSoAndJoinsWhenTheCableIsThere() throws Exception {
        internet.machine("late");
        TestPeer late = launch("late", 3, "--peer", steady.uri());
        late.awaitUp();
        TimeUnit.SECONDS.sleep(5); // its pauses between tries have grown meanwhile
        String why = late.ask("peers", "--why");
        String health = late.run("health").out();
        assertTrue((why + health).contains("no network"), why + health);
        internet.plug("late", 3, 2);
        awaitNeighbourAt(3);
    }

    @Test
    @Order(2)
    void whenItsAddressChangesItHasItsNeighbourAgainAndForgetsTheOldOne() throws Exception {
        internet.machine("moving", 4, 2);
        TestPeer moving = launch("moving", 4, "--peer", steady.uri());
        moving.awaitUp();
        awaitNeighbourAt(4);
        internet.plug("moving", 5, 2);
        awaitNeighbourAt(5);
        String old = Internet.address(4, 2);
        String why = moving.ask("peers", "--why") + moving.ask("status");
        assertFalse(why.contains(old), why);
    }

    @Test
    @Order(3)
    void afterASleepItHasItsNeighbourAgain() throws Exception {
        while (secondsSince(asleepSinceNanos) < SLEEP_SECONDS || isNeighbour(sleeping)) {
            assertTrue(secondsSince(asleepSinceNanos) < GIVEN_UP_SECONDS, "its neighbour gives it up meanwhile");
            TimeUnit.MILLISECONDS.sleep(200);
        }
        internet.plug("sleeping", 2, 2);
        signal("-CONT");
        awaitNeighbourAt(2);
    }
}
