package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** A link goes on over a younger connection, and nobody above it notices; what goes wrong meanwhile ends it as any loss does. */
class RenewalTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final int SEEDS = 24;

    private static VirtualPeer start(VirtualPeers world, String host, int maxLinks) {
        return world.start(VirtualPeers.settings(host, 0, maxLinks, 1), new MuteRoutingFactory());
    }

    private static void link(VirtualPeers world, VirtualPeer from, VirtualPeer to) {
        world.run(SECOND);
        int before = from.peer().view().links().size();
        from.peer().connect(to.door());
        assertTrue(world.runUntil(SECOND, () -> from.peer().view().links().size() > before), "a link");
    }

    private static long counter(VirtualPeer peer, String name) {
        return peer.peer().view().counters().get(name);
    }

    private static MeshView.Link onlyLink(VirtualPeer peer) {
        List<MeshView.Link> links = peer.peer().view().links();
        assertEquals(1, links.size());
        return links.get(0);
    }

    private static void assertNothingIsLeft(VirtualPeer peer, int links) {
        assertEquals(links, peer.peer().view().links().size());
        assertEquals(links, counter(peer, "link_connections"));
        assertEquals(0, counter(peer, "unfinished_connections"));
    }

    @Test
    void aLinkStaysTheSameOverManyConnections() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = start(world, "a", 32);
            VirtualPeer b = start(world, "b", 32);
            link(world, a, b);
            LinkCount ofA = LinkCount.of(a);
            LinkCount ofB = LinkCount.of(b);
            MeshView.Link before = onlyLink(a);
            world.run(10 * MINUTE + 30 * SECOND);
            long renewed = counter(a, "links_renewed_total");
            assertTrue(renewed >= 9 && renewed <= 11, "once a minute, about: " + renewed);
            assertEquals(renewed, counter(b, "links_renewed_total"));
            assertEquals(0, ofA.ever + ofB.ever + ofA.now + ofB.now);
            assertEquals(before.number(), onlyLink(a).number());
            assertEquals(before.upSinceMicros(), onlyLink(a).upSinceMicros());
            assertNothingIsLeft(a, 1);
            assertNothingIsLeft(b, 1);
        }
    }

    @Test
    void aFullTableRefusesNoRenewal() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer a = start(world, "a", 1);
            VirtualPeer b = start(world, "b", 1);
            link(world, a, b);
            world.run(5 * MINUTE);
            assertTrue(counter(a, "links_renewed_total") >= 4);
            assertEquals(0, counter(a, "renewals_failed_total"));
        }
    }

    @Test
    void noFrameIsLostToARenewal() {
        for (long seed = 0; seed < 3; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = start(world, "a", 32);
                VirtualPeer b = start(world, "b", 32);
                VirtualPeer c = start(world, "c", 32);
                link(world, a, b);
                link(world, c, b);
                VirtualTalk talk = new VirtualTalk(world, a, c);
                world.every(20_000, talk::send);
                world.run(3 * MINUTE);
                world.runUntil(SECOND, () -> talk.open == 0);
                assertTrue(counter(b, "links_renewed_total") >= 4, "seed " + seed);
                assertTrue(talk.sent > 5_000, "seed " + seed + ": " + talk.sent);
                List<Integer> all =
                        IntStream.range(0, talk.arrived.size()).boxed().toList();
                assertEquals(all, talk.arrived.stream().sorted().toList(), "seed " + seed);
                assertTrue(talk.arrived.size() >= talk.sent - 8, "seed " + seed);
                assertTrue(counter(b, "open_handles") <= 8, "seed " + seed);
            }
        }
    }

    /** Runs up to a moment within a renewal that chance gives. */
    private static void enterRenewal(VirtualPeers world, VirtualPeer dialler) {
        assertTrue(
                world.runUntil(
                        2 * MINUTE,
                        () -> counter(dialler, "link_connections") > 1
                                || counter(dialler, "unfinished_connections") > 0),
                "a renewal");
        world.run(world.chance().nextLong(1_000));
    }

    @Test
    void whoStopsOrLosesItsTransportMeanwhileIsFoundAgain() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = start(world, "a", 32);
                VirtualPeer b = start(world, "b", 32);
                link(world, a, b);
                enterRenewal(world, a);
                VirtualPeer struck = seed % 2 == 0 ? a : b;
                if (seed % 4 < 2) {
                    struck.stop();
                    struck.start();
                    if (struck == a) {
                        a.peer().connect(b.door());
                    }
                } else {
                    struck.swapTransport();
                }
                world.run(20 * SECOND);
                assertNothingIsLeft(a, 1);
                assertNothingIsLeft(b, 1);
                long renewed = counter(a, "links_renewed_total");
                world.run(2 * MINUTE);
                assertTrue(counter(a, "links_renewed_total") > renewed, "it is renewed again, seed " + seed);
            }
        }
    }

    @Test
    void aRoutingIsReplacedMeanwhileAndTheLinkStays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                RoutingProtocolFactory old = new MuteRoutingFactory();
                VirtualPeer a = start(world, "a", 32);
                VirtualPeer b = world.start(VirtualPeers.settings("b", 0, 32, 1), old);
                link(world, seed % 2 == 0 ? a : b, seed % 2 == 0 ? b : a);
                LinkCount ofA = LinkCount.of(a);
                enterRenewal(world, seed % 2 == 0 ? a : b);
                b.peer().removeRouting(old);
                world.run(8 * SECOND);
                b.peer().addRouting(new MuteRoutingFactory(), 0);
                world.run(20 * SECOND);
                assertEquals(0, ofA.ever + ofA.now, "links that came or went, seed " + seed);
                assertNothingIsLeft(a, 1);
                assertNothingIsLeft(b, 1);
            }
        }
    }

    /** Never sends the last frame of a connection that is left, and says that it took so many of such frames. */
    private static Transport withoutLastFrames(Transport below, int taken) {
        return new Transport() {
            @Override
            public String scheme() {
                return below.scheme();
            }

            @Override
            public Listening listen(PeerAddress address, TransportContext context) throws IOException {
                return below.listen(address, context);
            }

            @Override
            public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long millis) {
                below.dial(address, context, (ConnectionEvents) wrapped(ConnectionEvents.class, events, taken), millis);
            }
        };
    }

    /** Connections are wrapped where they are handed over, and their {@code send} swallows RENEWED. */
    private static Object wrapped(Class<?> type, Object below, int taken) {
        Map<Object, Object> known = new HashMap<>();
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getName().equals("equals")) {
                return self == args[0];
            }
            if (method.getName().equals("send") && isRenewed((List<?>) args[0])) {
                return taken;
            }
            if (args != null && args[0] instanceof Connection connection) {
                args[0] = known.computeIfAbsent(connection, c -> wrapped(Connection.class, c, taken));
            }
            return method.invoke(below, args);
        });
    }

    private static boolean isRenewed(List<?> frames) {
        Frame first = (Frame) frames.get(0);
        return first.type() == FrameTypes.CLOSE && first.body().view().get(1) == CloseReason.RENEWED.code();
    }

    @Test
    void aConnectionThatBreaksBeforeBothHaveLeftItEndsTheLink() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer a = start(world, "a", 32);
            VirtualPeer b = start(world, "b", 32);
            a.peer().addTransport(withoutLastFrames(new MemoryTransport(world.network()), 1), 1);
            link(world, a, b);
            long first = onlyLink(a).number();
            enterRenewal(world, a);
            world.run(10 * SECOND);
            assertTrue(onlyLink(a).number() > first, "credits may be lost for ever");
            assertNothingIsLeft(a, 1);
            assertNothingIsLeft(b, 1);
        }
    }

    @Test
    void aConnectionThatIsNotLeftInTimeEndsTheLink() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer a = start(world, "a", 32);
            VirtualPeer b = start(world, "b", 32);
            a.peer().addTransport(withoutLastFrames(new MemoryTransport(world.network()), 0), 1);
            link(world, a, b);
            long first = onlyLink(a).number();
            enterRenewal(world, a);
            world.run(25 * SECOND);
            assertEquals(first, onlyLink(a).number());
            assertEquals(2, counter(b, "link_connections"), "frames may still be under way");
            world.run(25 * SECOND);
            assertTrue(onlyLink(a).number() > first, "credits may be lost for ever");
            assertNothingIsLeft(a, 1);
            assertNothingIsLeft(b, 1);
        }
    }
}
