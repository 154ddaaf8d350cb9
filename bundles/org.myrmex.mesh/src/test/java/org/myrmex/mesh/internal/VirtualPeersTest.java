package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.routing.QueryScope;

/** Whole peers on a clock of the test's. */
class VirtualPeersTest {
    private static final long SECOND = 1_000_000;

    /** A - B - C find each other, A asks, B is stopped, started again, and A asks again. */
    private static String story(long seed) {
        try (VirtualPeers world = new VirtualPeers(seed)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            VirtualPeer c = world.start("c");
            a.peer().connect(b.door());
            c.peer().connect(b.door());
            c.peer().addResponder("echo", (query, answers) -> answers.send(query.payload()));
            linked(world);
            assertEquals("one", asked(world, a, "one"));
            b.stop();
            world.run(SECOND);
            assertTrue(a.peer().view().links().isEmpty());
            b.start();
            linked(world); // what the operator named is dialled again
            assertEquals("two", asked(world, a, "two"));
            world.run(3600 * SECOND);
            return world.hash();
        }
    }

    private static void linked(VirtualPeers world) {
        assertTrue(
                world.runUntil(10 * SECOND, () -> {
                    int ends = 0;
                    for (VirtualPeer peer : world.peers()) {
                        ends += peer.peer().view().links().size();
                    }
                    return ends == 4;
                }),
                "A - B - C");
    }

    private static String asked(VirtualPeers world, VirtualPeer asker, String words) {
        Endpoint endpoint = asker.peer().mesh().open(new EndpointOptions("test"));
        List<Answer> answers = new ArrayList<>();
        byte[] payload = words.getBytes(StandardCharsets.UTF_8);
        endpoint.query("echo", payload, QueryScope.DEFAULT, answers::add);
        assertTrue(world.runUntil(SECOND, () -> !answers.isEmpty()), "an answer");
        assertArrayEquals(payload, answers.get(0).payload());
        endpoint.close();
        return new String(answers.get(0).payload(), StandardCharsets.UTF_8);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        String first = story(7);
        assertEquals(first, story(7));
        assertNotEquals(first, story(8));
    }

    @Test
    void anHourPassesWithoutWaiting() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            world.start("a");
            long before = world.now();
            world.run(3600 * SECOND);
            assertEquals(3600 * SECOND, world.now() - before);
        }
    }
}
