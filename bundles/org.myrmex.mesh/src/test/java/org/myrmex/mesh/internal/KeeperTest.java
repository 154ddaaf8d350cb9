package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

/** Whole peers that keep their neighbours, on virtual time. */
class KeeperTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private static VirtualPeer start(VirtualPeers world, String host, int wanted) {
        return world.start(VirtualPeers.settings(host, wanted, wanted, 0), new MuteRoutingFactory());
    }

    private static int links(VirtualPeer peer) {
        return peer.peer().view().links().size();
    }

    /** Names what it is given, and remembers what it was told. */
    private static final class Notes implements PeerSource {
        private final List<PeerAddress> names = new ArrayList<>();
        private final List<PeerOutcome> outcomes = new ArrayList<>();
        private final List<PeerUse> uses = new ArrayList<>();
        private final List<Optional<PeerAddress>> forgotten = new ArrayList<>();
        private int asked;

        @Override
        public String name() {
            return "notes";
        }

        @Override
        public void find(PeerWish wish, PeerSink sink) {
            asked++;
            names.forEach(sink::found);
            sink.done(names.size() + " noted");
        }

        @Override
        public void outcome(PeerOutcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void used(PeerUse use) {
            uses.add(use);
        }

        @Override
        public void forget(Optional<PeerAddress> place) {
            forgotten.add(place);
        }
    }

    @Test
    void aFullHouseMakesRoomForWhoIsAlone() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer full = start(world, "full", 2);
            VirtualPeer one = start(world, "one", 2);
            VirtualPeer two = start(world, "two", 2);
            VirtualPeer alone = start(world, "alone", 2);
            world.run(SECOND);
            one.peer().connect(full.door());
            world.run(SECOND);
            two.peer().connect(full.door());
            world.run(MINUTE);
            one.peer().connect(two.door());
            world.run(MINUTE);
            assertEquals(2, links(full));
            alone.peer().connect(full.door());
            world.run(SECOND);
            assertEquals(2, links(full), "and has no more than before");
            assertEquals(1, links(alone));
            assertEquals(3, links(one) + links(two), "one of them had to go");
        }
    }

    @Test
    void whoHasEnoughIsRefusedByAFullHouse() {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer full = start(world, "full", 2);
            VirtualPeer one = start(world, "one", 2);
            VirtualPeer two = start(world, "two", 2);
            VirtualPeer third = start(world, "third", 2);
            VirtualPeer friend = start(world, "friend", 2);
            world.run(SECOND);
            one.peer().connect(full.door());
            two.peer().connect(full.door());
            third.peer().connect(friend.door());
            world.run(MINUTE);
            third.peer().connect(full.door());
            world.run(SECOND);
            assertEquals(1, links(third));
            MeshView.Dial dial = third.peer().view().dialling().get(0);
            assertEquals(Optional.of(CloseReason.TOO_MANY.name()), dial.lastFailure());
            assertTrue(dial.nextTryMicros() - world.now() >= 20 * SECOND, "a full house is left alone for a while");
        }
    }

    @Test
    void somebodyWhoDialledUsCanBeDialledBackOnceInTenMinutes() {
        try (VirtualPeers world = new VirtualPeers(3)) {
            VirtualPeer host = world.start("host");
            VirtualPeer guest = world.start("guest");
            Notes notes = new Notes();
            host.peer().addSource(notes, 0);
            world.run(SECOND);
            guest.peer().connect(host.door());
            world.run(SECOND);
            assertEquals(Optional.empty(), guest.peer().view().reachability());
            assertTrue(host.peer().view().reachability().isPresent(), "whoever comes in has reached it");
            int door = guest.door().port();
            assertEquals(Optional.empty(), dialBack(world, host, guest, door));
            assertEquals(
                    Optional.empty(),
                    guest.peer().view().reachability().orElseThrow().failure());
            assertEquals(1, links(host), "a knock is no link");
            assertEquals(1, links(guest));
            assertEquals(
                    guest.door().withId(guest.peer().id()),
                    notes.outcomes.get(0).address());
            assertEquals(Optional.of(CloseReason.OVER_LIMIT), dialBack(world, host, guest, door));
            world.run(10 * MINUTE);
            assertEquals(Optional.of(CloseReason.UNREACHABLE), dialBack(world, host, guest, door + 1));
            assertEquals(
                    Optional.of(CloseReason.UNREACHABLE), dialBack(world, guest, host, door), "it was dialled itself");
        }
    }

    private static Optional<CloseReason> dialBack(VirtualPeers world, VirtualPeer by, VirtualPeer whom, int port) {
        CompletableFuture<Optional<CloseReason>> result =
                by.peer().neighbours().dialBack(whom.peer().id(), port).toCompletableFuture();
        world.run(SECOND);
        return result.join();
    }

    @Test
    void otherAddressesOfTheMachineMakeEverybodyHurry() throws Exception {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer here = world.start("here");
            VirtualPeer there = world.start("there");
            there.stop();
            here.interfaces();
            world.run(SECOND);
            here.peer().connect(there.door());
            world.run(120 * MINUTE);
            there.start();
            here.interfaces(InetAddress.getByName("192.0.2.7"));
            assertTrue(world.runUntil(15 * SECOND, () -> links(here) == 1), "not after the minute of who is alone");
        }
    }

    @Test
    void aMachineThatSleptTriesAllAgain() {
        try (VirtualPeers world = new VirtualPeers(5)) {
            VirtualPeer here = world.start("here");
            VirtualPeer there = world.start("there");
            VirtualPeer away = world.start("away");
            away.stop();
            world.run(SECOND);
            here.peer().connect(there.door());
            here.peer().connect(away.door());
            world.run(240 * MINUTE);
            away.start();
            here.freeze(true);
            world.sleep(10 * MINUTE);
            here.freeze(false);
            assertTrue(world.runUntil(20 * SECOND, () -> links(here) == 2));
        }
    }

    @Test
    void sourcesHearWhatNeighboursAreGoodForAndWhatIsForgotten() {
        try (VirtualPeers world = new VirtualPeers(6)) {
            VirtualPeer here = start(world, "here", 2);
            VirtualPeer there = start(world, "there", 2);
            Notes notes = new Notes();
            notes.names.add(there.door());
            here.peer().addSource(notes, 0);
            world.run(10 * SECOND);
            assertEquals(1, links(here));
            world.run(61 * MINUTE);
            assertEquals(1, notes.uses.size());
            assertEquals(60, Math.round((double) notes.uses.get(0).upMicros() / MINUTE));
            notes.names.clear();
            here.peer().forget(Optional.of(there.door()));
            world.run(10 * MINUTE);
            assertEquals(List.of(Optional.of(there.door())), notes.forgotten);
            assertEquals(0, links(here), "nobody names it any more");
            assertEquals(2, notes.uses.size(), "and at the end");
        }
    }

    @Test
    void aSourceIsNotAskedWhileNobodyIsLacking() {
        try (VirtualPeers world = new VirtualPeers(7)) {
            VirtualPeer here = start(world, "here", 1);
            VirtualPeer there = start(world, "there", 1);
            world.run(SECOND);
            here.peer().connect(there.door());
            world.run(SECOND);
            Notes notes = new Notes();
            here.peer().addSource(notes, 0);
            world.run(10 * MINUTE);
            assertEquals(0, notes.asked);
            there.stop();
            world.run(5 * SECOND);
            assertFalse(notes.asked == 0);
        }
    }

    @Test
    void anchorsAreDialledFirstAndStoredWhenTheyHaveLasted() {
        try (VirtualPeers world = new VirtualPeers(8)) {
            VirtualPeer here = start(world, "here", 2);
            VirtualPeer there = start(world, "there", 2);
            List<List<PeerAddress>> stored = new ArrayList<>();
            PeerAddress anchor = there.door().withId(there.peer().id());
            here.peer().anchors(stored::add, List.of(anchor));
            world.run(10 * SECOND);
            MeshView.Link link = here.peer().view().links().get(0);
            assertEquals("anchor", link.slot());
            assertEquals(Realm.LOOPBACK, link.realm());
            here.peer().forget(Optional.empty());
            world.run(SECOND);
            assertEquals(List.of(List.of()), stored, "what is forgotten is not kept");
            Notes notes = new Notes();
            notes.names.add(anchor);
            here.peer().addSource(notes, 0);
            world.run(12 * MINUTE);
            assertEquals(List.of(List.of(), List.of(anchor)), stored);
        }
    }
}
