package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** A peer gets a new key while it runs: its neighbours know it under another id, whoever talks over them notices a pause. */
class KeyRenewalTest {
    private static final long SECOND = 1_000_000;

    private static PeerId renewed(VirtualPeers world, VirtualPeer peer) throws Exception {
        CompletableFuture<PeerId> result = peer.peer().mesh().renewKey().toCompletableFuture();
        world.runUntil(SECOND, result::isDone);
        return result.get();
    }

    private static List<PeerId> neighbours(VirtualPeer peer) {
        return peer.peer().view().links().stream()
                .map(link -> link.address().id().orElseThrow())
                .toList();
    }

    @Test
    void aConversationSurvivesARenewalAtEitherEndAndBetween() throws Exception {
        for (long seed = 0; seed < 10; seed++) {
            try (VirtualPeers world = new VirtualPeers(seed)) {
                VirtualPeer a = world.start("a");
                VirtualPeer b = world.start("b");
                VirtualPeer c = world.start("c");
                world.run(SECOND);
                a.peer().connect(b.door());
                c.peer().connect(b.door());
                world.run(3 * SECOND);
                VirtualTalk talk = new VirtualTalk(world, a, c);
                world.every(20_000, talk::send);
                for (VirtualPeer peer : List.of(a, c, b)) {
                    PeerId old = peer.peer().id();
                    PeerId fresh = renewed(world, peer);
                    assertNotEquals(old, fresh);
                    assertEquals(fresh, peer.peer().id());
                    assertEquals(fresh, peer.peer().view().peer());
                    world.run(10 * SECOND);
                    assertEquals(
                            List.of(peer.door().withId(fresh)),
                            peer.peer().view().listening());
                    assertEquals(
                            2, neighbours(b).size(), "seed " + seed + " after " + peer.name() + ": " + neighbours(b));
                    int before = talk.arrived.size();
                    world.run(5 * SECOND);
                    assertTrue(talk.arrived.size() > before + 100, "seed " + seed + " after " + peer.name());
                }
                assertEquals(List.of(b.peer().id()), neighbours(a));
                assertTrue(neighbours(b)
                        .containsAll(List.of(a.peer().id(), c.peer().id())));
            }
        }
    }

    @Test
    void anInvitationWithTheOldIdIsOfNoUse() throws Exception {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            world.run(SECOND);
            PeerAddress old = b.peer().view().listening().get(0);
            renewed(world, b);
            world.run(SECOND);
            a.peer().connect(old);
            world.run(3 * SECOND);
            assertTrue(neighbours(a).isEmpty());
            assertEquals(
                    CloseReason.WRONG_PEER.name(),
                    a.peer().view().dialling().get(0).lastFailure().orElseThrow());
        }
    }

    @Test
    void theKeyIsStoredBeforeItIsUsedAndStaysWhenItCannotBe() throws Exception {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            world.run(SECOND);
            a.peer().connect(b.door());
            world.run(SECOND);
            PeerId old = a.peer().id();
            List<PeerId> stored = new ArrayList<>();
            a.peer().storeKeysIn(key -> {
                assertEquals(old, a.peer().id());
                stored.add(Identity.idOf(key));
            });
            assertEquals(renewed(world, a), stored.get(0));
            world.run(3 * SECOND);
            LinkCount ofA = LinkCount.of(a);
            a.peer().storeKeysIn(key -> {
                throw new IOException("no room");
            });
            ExecutionException failed = assertThrows(ExecutionException.class, () -> renewed(world, a));
            assertInstanceOf(IOException.class, failed.getCause());
            world.run(SECOND);
            assertEquals(stored.get(0), a.peer().id());
            assertEquals(List.of(stored.get(0)), neighbours(b));
            assertEquals(0, ofA.ever + ofA.now);
        }
    }
}
