package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.names.RawNameServer;

/**
 * A peer that wants one neighbour has one of each source in turn: with each neighbour that dies the source that named it is
 * taken away, and {@code peers --why} names the next one, until nothing is left but what a stranger's plugin knows.
 */
class SourcesIT {
    private static final String PREFIX = "org.myrmex.discovery.";
    private static final String ASKING = "127.0.60.1";
    private static final int CACHE_PORT = 7060;
    private static final int LIMIT_SECONDS = 60;
    /** Between {@code dns} and {@code known}. */
    private static final int RANKING = 450;

    @TempDir
    Path folder;

    private final List<TestPeer> peers = new ArrayList<>();
    private TestPeer asking;

    @AfterEach
    void end() {
        peers.forEach(TestPeer::close);
    }

    private TestPeer launch(String host, String... options) throws IOException {
        TestPeer peer = TestPeer.launchAsItComes(host, folder, options);
        peers.add(peer);
        return peer;
    }

    private void configure(String host, String bundle, String json) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("home-" + host).resolve("conf"));
        Files.writeString(conf.resolve(bundle + ".json"), json + "\n");
    }

    @Test
    void whenASourceIsTakenAwayTheNextOneIsUsedAndTheOthersSayWhyTheyGaveNothing() throws Exception {
        Tools.need("dnsmasq", "dnsmasq-base");
        TestPeer named = launch("127.0.60.2");
        TestPeer cached = cache("127.0.60.3");
        TestPeer caught = launch("127.0.60.4");
        TestPeer divined = launch("127.0.60.6");
        for (TestPeer peer : List.of(named, cached, caught, divined)) {
            peer.awaitUp();
        }
        TestPeer known = launch("127.0.60.5", "--peer", caught.uri());
        known.awaitUp();
        configure(ASKING, "org.myrmex.mesh", "{\"wantedDegree\":1}");
        configure(ASKING, PREFIX + "hostcatcher", "{\"advertise\":false}");
        meet(known);
        int names = RawNameServer.freePort();
        configure(ASKING, PREFIX + "dns", "{\"domains\":[\"example.org\"],\"resolver\":\"127.0.0.1:" + names + "\"}");
        try (Program server = NameServers.dnsmasq(folder, names, named)) {
            assertTrue(server.isAlive());
            asking.startWith();
            awaitNeighbour(named, "dns");
        }
        // Not before: while a first neighbour takes its time, the cache's would be met, and be known.
        configure(ASKING, PREFIX + "hostcache", "{\"caches\":[\"http://" + cached.host + ":" + CACHE_PORT + "\"]}");
        DropFolder plugins = DropFolder.of(asking);
        plugins.put("halt.jar", SwapPlugins.halt().build(folder));
        assertEquals(List.of("dns", "known", "lan", "hostcatcher", "hostcache"), sources());
        assertSaid("example.org: 1 peer");

        takeAway("dns", named);
        awaitNeighbour(known, "known");
        awaitHearsay();

        takeAway("known", known);
        awaitNeighbour(caught, "hostcatcher");
        assertSaid("source lan: off");

        takeAway("hostcatcher", caught);
        awaitNeighbour(cached, "hostcache");

        takeAway("hostcache", cached);
        assertEquals(List.of("lan"), sources());
        assertSaid("no neighbours yet");

        plugins.put(
                "oracle.jar",
                SwapPlugins.peerSource("1.0.0", "one", divined.uri(), RANKING).build(folder));
        awaitNeighbour(divined, "oracle-one");
        assertEquals(List.of("oracle-one", "lan"), sources());
        assertSaid("source oracle-one: one knows one");
    }

    /** It asks a second time without being told whom. */
    private void meet(TestPeer known) throws Exception {
        asking = launch(ASKING, "--peer", known.uri());
        asking.awaitUp();
        asking.awaitLinks(1);
        asking.terminate();
        assertEquals(0, asking.exitCode());
    }

    /** Serves a list of peers, of which it is one. */
    private TestPeer cache(String host) throws Exception {
        configure(host, PREFIX + "hostcache", "{\"serve\":\"" + host + ":" + CACHE_PORT + "\"}");
        return launch(host);
    }

    /** The source first, since it would be asked for another. */
    private void takeAway(String source, TestPeer neighbour) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (asking.run("halt", PREFIX + source).exitCode() != 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100); // the plugin comes up
        }
        assertFalse(sources().contains(source), "it is gone");
        neighbour.kill();
    }

    /** Until the neighbour has named somebody: else the host catcher has nothing, and the next one is used rightly. */
    private void awaitHearsay() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Json.number(asking.ask("status", "--json"), "heard_records") == 0) {
            assertTrue(System.nanoTime() < end, "a pong that names somebody");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** In the order of asking. */
    private List<String> sources() throws Exception {
        return Pattern.compile("\"event\":\"source\",\"name\":\"([a-z-]+)\"")
                .matcher(asking.ask("peers", "--why", "--json"))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private void assertSaid(String words) throws Exception {
        String why = asking.ask("peers", "--why");
        assertTrue(why.contains(words), why);
    }

    private void awaitNeighbour(TestPeer neighbour, String source) throws Exception {
        Pattern wanted =
                Pattern.compile("\"address\":\"" + Pattern.quote(neighbour.uri()) + "\",\"source\":\"" + source + "\"");
        long began = System.nanoTime();
        String said = "";
        while (!wanted.matcher(said).find()) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                throw new AssertionError("no neighbour of " + source + ": " + said + asking.ask("peers", "--why"));
            }
            TimeUnit.MILLISECONDS.sleep(50);
            said = asking.ask("peers", "--json");
        }
        System.out.println("a neighbour of " + source + " after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
}
