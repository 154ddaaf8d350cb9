package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Among public addresses, which is where a flood on others' word would be one: hostile neighbours on two machines name all they
 * can, and tcpdump on the peer's machine sees whom it dials. No address twice whatever the port, few of a network, never itself.
 */
class HostilePublicPongIT {
    private static final int HOSTILE_MACHINES = 2;
    private static final int START_SECONDS = 60;
    private static final int SECONDS = 8;
    private static final int OFFERED_AT_LEAST = 1_000;
    /** Dials on others' word: so many at once, then one in so many seconds. */
    private static final int DIALS_AT_ONCE = 32;

    private static final int SECONDS_PER_DIAL = 30;
    private static final int OF_NETWORK = 4;

    @TempDir
    Path folder;

    private Internet internet;

    @AfterEach
    void takeApart() throws Exception {
        if (internet != null) {
            internet.close();
        }
    }

    @Test
    void noPublicAddressIsDialledTwiceOnOthersWord() throws Exception {
        Namespaces.need();
        Tools.need("tcpdump", "tcpdump");
        Tools.need("curl", "curl");
        internet = new Internet(folder);
        String own = Internet.address(1, 2);
        String victim = Internet.address(2, 2);
        Machine here = internet.machine("peer", 1, 2);
        internet.machine("victim", 2, 2);
        List<Program> hostile = new ArrayList<>();
        try (TestPeer peer = TestPeer.launchAsItComes(here, own, folder)) {
            peer.awaitUp();
            try (Dials dials = Dials.from(here, own, folder)) {
                for (int i = 0; i < HOSTILE_MACHINES; i++) {
                    Machine machine = internet.machine("hostile" + i, 3 + i, 2);
                    hostile.add(Program.start(
                            folder, Map.of(), machine.inside(HostileMachine.command(peer.uri(), victim))));
                }
                long seconds = awaitWords(hostile);
                String status = peer.ask("status", "--json");
                List<Dials.Place> dialled = dials.places();
                System.out.println(last(hostile) + "; " + dialled.size() + " dials in " + seconds + " s: " + dialled
                        + "; kept " + Json.number(status, "heard_records"));
                assertFewDials(dialled, own, seconds);
            }
        } finally {
            hostile.forEach(Program::close);
        }
    }

    /** So long after the first words. */
    private static long awaitWords(List<Program> hostile) throws Exception {
        long began = System.nanoTime();
        while (!last(hostile).stream().allMatch(said -> offered(said) >= OFFERED_AT_LEAST)) {
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(START_SECONDS), () -> last(hostile)
                    .toString());
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(SECONDS);
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    private static long offered(String said) {
        return said.contains(" addresses") ? Long.parseLong(said.substring(0, said.indexOf(' '))) : 0;
    }

    private static List<String> last(List<Program> hostile) {
        return hostile.stream()
                .map(program -> {
                    try {
                        List<String> lines = program.out().lines().toList();
                        return lines.isEmpty() ? "nothing " + program.err() : lines.get(lines.size() - 1);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static void assertFewDials(List<Dials.Place> dialled, String own, long seconds) {
        Map<String, Integer> ofHost = new HashMap<>();
        Map<String, Integer> ofNetwork = new HashMap<>();
        for (Dials.Place place : dialled) {
            String host = place.host();
            ofHost.merge(host, 1, Integer::sum);
            ofNetwork.merge(host.substring(0, host.lastIndexOf('.') + 1), 1, Integer::sum);
        }
        assertTrue(ofNetwork.size() > OF_NETWORK, "it does look at what it is told: " + dialled);
        ofHost.forEach((host, count) -> assertEquals(1, count, host));
        ofNetwork.forEach((network, count) -> assertTrue(count <= OF_NETWORK, network + " " + count));
        assertTrue(!ofHost.containsKey(own), "itself");
        assertTrue(ofHost.keySet().stream().allMatch(host -> host.startsWith("20.")), "of another realm: " + dialled);
        // and once each hostile machine, which asks to be dialled back
        long most = DIALS_AT_ONCE + seconds / SECONDS_PER_DIAL + 1 + HOSTILE_MACHINES;
        assertTrue(dialled.size() <= most, dialled.size() + " dials, not " + most);
    }
}
