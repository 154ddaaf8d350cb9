package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/** In which order sources are asked. */
class SourcesTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private final List<String> asked = new ArrayList<>();

    /** Names what it is given. */
    private final class Noted implements PeerSource {
        private final String name;
        private final List<PeerAddress> names = new ArrayList<>();

        Noted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void find(PeerWish wish, PeerSink sink) {
            asked.add(name);
            names.forEach(sink::found);
            sink.done(names.size() + " noted");
        }

        @Override
        public void outcome(PeerOutcome outcome) {}
    }

    private static VirtualPeer start(VirtualPeers world, String host) {
        return world.start(VirtualPeers.settings(host, 1, 1, 0), new MuteRoutingFactory());
    }

    private Noted add(VirtualPeer peer, String name, int ranking) {
        Noted source = new Noted(name);
        peer.peer().addSource(source, ranking);
        return source;
    }

    @Test
    void sourcesAreAskedInRoundsByRank() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer alone = start(world, "alone");
            add(alone, "last", 1);
            add(alone, "first", 3);
            add(alone, "second", 2);
            world.run(4 * MINUTE);
            assertTrue(asked.size() >= 9, "rounds: " + asked);
            for (int i = 0; i < asked.size(); i++) {
                assertEquals(List.of("first", "second", "last").get(i % 3), asked.get(i));
            }
        }
    }

    @Test
    void whoComesLaterIsAskedAtOnce() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer alone = start(world, "alone");
            add(alone, "first", 3);
            add(alone, "last", 1);
            world.run(MINUTE);
            asked.clear();
            add(alone, "dropped in", 2);
            world.run(2 * SECOND);
            assertTrue(asked.contains("dropped in"), "asked: " + asked);
        }
    }

    @Test
    void onePlaceThatIsFreeAgainBeginsWithTheFirst() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer peer = start(world, "peer");
            VirtualPeer friend = start(world, "friend");
            add(peer, "first", 3);
            add(peer, "second", 2).names.add(friend.door());
            add(peer, "last", 1);
            world.run(MINUTE);
            assertEquals(1, peer.peer().view().links().size());
            assertEquals(0, Collections.frequency(asked, "last"), "two were enough: " + asked);
            asked.clear();
            friend.stop();
            world.run(MINUTE);
            assertEquals(List.of("first", "second", "last"), asked.subList(0, 3));
        }
    }

    @Test
    void oneThatBringsANeighbourEachTimeKeepsNobodyWaiting() {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer peer = world.start(VirtualPeers.settings("peer", 5, 5, 0), new MuteRoutingFactory());
            Noted first = add(peer, "first", 3);
            add(peer, "last", 1);
            for (int i = 0; i < 4; i++) {
                first.names.add(start(world, "friend" + i).door());
                world.run(SECOND);
            }
            world.run(10 * SECOND);
            assertTrue(Collections.frequency(asked, "last") >= 1, "asked: " + asked);
        }
    }

    @Test
    void whoWaitsForOpenPlacesAsksAllSources() {
        try (VirtualPeers world = new VirtualPeers(5)) {
            VirtualPeer peer = world.start(VirtualPeers.settings("peer", 5, 5, 0), new MuteRoutingFactory());
            Noted first = add(peer, "first", 4);
            add(peer, "second", 3);
            add(peer, "third", 2);
            Noted last = add(peer, "last", 1);
            for (int i = 0; i < 2; i++) {
                first.names.add(start(world, "friend" + i).door());
            }
            for (int i = 2; i < 5; i++) {
                last.names.add(start(world, "friend" + i).door());
            }
            world.run(6 * MINUTE);
            assertEquals(4, peer.peer().view().links().size(), "asked: " + asked);
        }
    }
}
