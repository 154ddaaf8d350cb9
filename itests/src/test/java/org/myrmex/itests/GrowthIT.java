package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eleven peers that know nothing but the address of a twelfth become one mesh in which nobody has too many neighbours. It lives
 * on without the twelfth: who was there comes back by itself, who is new needs one invitation.
 */
class GrowthIT {
    private static final int PEERS = 11;
    private static final int LARGEST_DEGREE = 5;
    /** A second where the machine is idle. */
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<TestPeer> peers = new ArrayList<>();
    private Internet internet;

    /** Where the peer of that number runs. */
    private interface Places {
        TestPeer launch(int number, String... options) throws Exception;
    }

    @AfterEach
    void end() throws Exception {
        peers.forEach(TestPeer::close);
        if (internet != null) {
            internet.close();
        }
    }

    @Test
    void elevenPeersInElevenNetworksBecomeOneMeshThatOutlivesItsFirstPeer() throws Exception {
        Namespaces.need();
        Tools.need("curl", "curl");
        internet = new Internet(folder);
        growsAndOutlivesItsFirstPeer((number, options) -> TestPeer.launchAsItComes(
                internet.machine("m" + number, number, 2), Internet.address(number, 2), folder, options));
    }

    @Test
    void elevenPeersOnOneMachineBecomeOneMeshThatOutlivesItsFirstPeer() throws Exception {
        growsAndOutlivesItsFirstPeer(
                (number, options) -> TestPeer.launchAsItComes("127.0." + number + ".1", folder, options));
    }

    private void growsAndOutlivesItsFirstPeer(Places places) throws Exception {
        TestPeer first = add(places.launch(1));
        for (int i = 2; i <= PEERS + 1; i++) {
            add(places.launch(i, "--peer", first.uri()));
            look();
        }
        awaitOneMesh("the last of " + peers.size() + " was up");

        TestPeer back = awaitWhoKnowsAnother(first);
        peers.remove(first);
        first.kill();
        back.kill();
        back.startWith();
        awaitOneMesh("one came back without the first");
        String why = back.ask("peers", "--why", "--json");
        assertTrue(why.contains("\"source\":\"known\""), why);

        TestPeer inviting = peers.get(peers.size() - 1);
        add(places.launch(PEERS + 2, "--peer", inviting.uri()));
        awaitOneMesh("a new one had one invitation");
    }

    /**
     * One that has dialled another than the first, and has it on disk. Whoever has nobody but the first comes back when another dials
     * for an open place, which takes half a minute.
     */
    private TestPeer awaitWhoKnowsAnother(TestPeer first) throws Exception {
        long began = System.nanoTime();
        while (seconds(began) < LIMIT_SECONDS) {
            for (TestPeer peer : peers) {
                if (peer != first && knowsAnother(peer, first)) {
                    return peer;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return fail("nobody has dialled another than the first" + why());
    }

    private boolean knowsAnother(TestPeer peer, TestPeer first) throws IOException {
        Path known = peer.home().resolve("data/org.myrmex.discovery.known/peers.json");
        String text = Files.exists(known) ? Files.readString(known) : "";
        return peers.stream().anyMatch(other -> other != first && text.contains(other.id()));
    }

    private TestPeer add(TestPeer launched) throws Exception {
        peers.add(launched);
        launched.awaitUp();
        return launched;
    }

    /** Nobody ever has too many neighbours. */
    private Graph look() throws Exception {
        Graph graph = Graph.of(peers);
        assertTrue(graph.largestDegree() <= LARGEST_DEGREE, graph::toString);
        return graph;
    }

    private void awaitOneMesh(String since) throws Exception {
        long began = System.nanoTime();
        Graph graph = look();
        while (!graph.isOneMesh() && seconds(began) < LIMIT_SECONDS) {
            TimeUnit.MILLISECONDS.sleep(200);
            graph = look();
        }
        String said = "one mesh " + (System.nanoTime() - began) / 1_000_000 + " ms after " + since + ": " + graph;
        System.out.println(said);
        if (!graph.isOneMesh()) {
            fail(said + why());
        }
    }

    /** What each peer says of those that it has, and of those that it has not. */
    private String why() throws Exception {
        StringBuilder why = new StringBuilder();
        for (TestPeer peer : peers) {
            why.append("\n").append(peer.ask("peers", "--why"));
        }
        return why.toString();
    }

    private static long seconds(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }
}
