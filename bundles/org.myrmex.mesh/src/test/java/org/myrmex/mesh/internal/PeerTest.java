package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.routing.mute.internal.RandomQueueRoutingFactory;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** Peers by themselves: A - B - C. */
class PeerTest extends MemoryPeers {
    @Test
    void anAnswerComesOverARelay() throws InterruptedException {
        Peer a = peer("a");
        Peer b = peer("b");
        Peer c = peer("c");
        link(a, b);
        link(b, c);
        echo(c);
        Endpoint endpoint = a.mesh().open(new EndpointOptions("test"));
        Answer answer = ask(endpoint, "echo", "hello");
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), answer.payload());
        assertEquals(endpoint, answer.askedBy());
        assertEquals(1, b.view().queriesReceived());
        assertEquals(2, b.view().messagesReceived());
    }

    @Test
    void datagramsPassARelayWholeInOrderAndGiveTheirCreditsBack() throws InterruptedException {
        Peer a = peer("a");
        Peer b = peer("b");
        Peer c = peer("c");
        link(a, b);
        link(b, c);
        Conversation talk = converse(a, c);
        int frames = 300;
        send(a, talk.asker(), talk.answerer(), 0, frames);
        for (int i = 0; i < frames; i++) {
            Inbox.Letter letter = talk.inbox().next();
            assertEquals(i, number(letter));
            assertEquals(talk.asker().address(), letter.from());
            assertEquals(
                    talk.asker().answerHash(talk.answerer()).map(List::of).isPresent(),
                    letter.to().answerHash(letter.from()).map(List::of).isPresent());
        }
        for (Peer peer : peers) {
            await("all handles closed", () -> peer.view().counters().get("open_handles") == 0);
        }
    }

    @Test
    void bothEndsStandOnTheSameAnswer() throws InterruptedException {
        Peer a = peer("a");
        Peer c = peer("c");
        link(a, c);
        Conversation talk = converse(a, c);
        send(a, talk.asker(), talk.answerer(), 0, 1);
        Inbox.Letter letter = talk.inbox().next();
        assertArrayEquals(
                talk.asker().answerHash(talk.answerer()).orElseThrow(),
                letter.to().answerHash(letter.from()).orElseThrow());
        assertArrayEquals(
                talk.asker().record().xw(),
                letter.to().peerRecord(letter.from()).orElseThrow().xw());
    }

    @Test
    void theRoutingOfARelayIsSwappedWhileDatagramsPass() throws InterruptedException {
        Peer a = peer("a");
        RoutingProtocolFactory old = mute();
        Peer b = peer("b", old);
        Peer c = peer("c");
        link(a, b);
        link(b, c);
        Conversation talk = converse(a, c);
        send(a, talk.asker(), talk.answerer(), 0, 50);
        long broadcasts = b.view().counters().get("routing_broadcast_total");
        b.removeRouting(old);
        assertTrue(b.view().routing().isEmpty());
        b.addRouting(mute(), 0);
        send(a, talk.asker(), talk.answerer(), 50, 50);
        List<Integer> arrived = new ArrayList<>();
        for (Inbox.Letter letter = talk.inbox().next();
                number(letter) != 99;
                letter = talk.inbox().next()) {
            arrived.add(number(letter));
        }
        assertTrue(arrived.containsAll(List.of(50, 75, 98)), "after the swap frames pass: " + arrived);
        assertEquals(
                broadcasts,
                b.view().counters().get("routing_broadcast_total"),
                "the new routing knows the old one's scents");
        assertEquals(2, b.view().links().size());
    }

    @Test
    void ofTwoRoutingsInOneBundleTheOneOfTheChosenNameRuns() throws ReflectiveOperationException {
        assertEquals(
                "mute",
                MeshComponent.Config.class.getDeclaredMethod("routing").getDefaultValue(),
                "what is chosen when nothing is configured");
        RoutingProtocolFactory other = new RandomQueueRoutingFactory();
        Peer a = peer("a", other, mute());
        assertEquals(Optional.of("mute"), a.view().routing());
        a.removeRouting(other);
        assertEquals(Optional.of("mute"), a.view().routing(), "the other one's going is nothing to it");
    }

    @Test
    void noRoutingOfAnotherNameStepsInWhileTheChosenOneIsAway() {
        RoutingProtocolFactory chosen = mute();
        Peer a = peer("a", new RandomQueueRoutingFactory(), chosen);
        a.removeRouting(chosen);
        assertEquals(Optional.empty(), a.view().routing());
        a.addRouting(new RandomQueueRoutingFactory(), 0);
        assertEquals(Optional.empty(), a.view().routing());
        a.addRouting(mute(), 0);
        assertEquals(Optional.of("mute"), a.view().routing());
    }

    @Test
    void aLostNeighbourIsDialledAgain() {
        Peer a = peer("a");
        Peer b = peer("b");
        link(a, b);
        long before = a.view().links().get(0).number();
        transports.get(1).close();
        await("the loss is seen", () -> a.view().links().isEmpty());
        b.removeTransport(transports.get(1));
        MemoryTransport again = new MemoryTransport(network);
        transports.add(again);
        b.addTransport(again, 0);
        await("the link is back", () -> !a.view().links().isEmpty());
        assertTrue(a.view().links().get(0).number() > before);
    }

    @Test
    void ofADoubleDialOneLinkStays() {
        Peer a = peer("a");
        Peer b = peer("b");
        a.connect(b.view().listening().get(0));
        b.connect(a.view().listening().get(0));
        await("a link", () -> a.view().links().size() == 1 && b.view().links().size() == 1);
        // which one depends on who was up first, but both keep the same
        await("the same link at both ends", () -> {
            var ofA = a.view().links();
            var ofB = b.view().links();
            return ofA.size() == 1
                    && ofB.size() == 1
                    && ofA.get(0).dialledByUs() != ofB.get(0).dialledByUs();
        });
    }

    @Test
    void aPeerDoesNotLinkToItself() {
        Peer a = peer("a");
        a.connect(a.view().listening().get(0));
        await("the failure shows", () -> a.view().dialling().stream()
                .anyMatch(dial -> dial.lastFailure().isPresent()));
        assertTrue(a.view().links().isEmpty());
    }

    @Test
    void aClosedEndpointSendsNothingMore() throws InterruptedException {
        Peer a = peer("a");
        Peer c = peer("c");
        link(a, c);
        Conversation talk = converse(a, c);
        ClosableMesh mesh = a.mesh();
        Endpoint endpoint = mesh.open(new EndpointOptions("test"));
        LocalAddress local = a.datagrams().local(endpoint);
        mesh.close();
        await("the address is gone", () -> !a.datagrams()
                .send(local, talk.answerer(), datagram(1024, 1), SendOptions.DEFAULT, () -> {}));
        assertFalse(a.view().counters().get("own_addresses") > 1);
    }

    @Test
    void aListenerThatFailsKeepsNoCredit() throws InterruptedException {
        Peer a = peer("a");
        Peer c = peer("c");
        link(a, c);
        Conversation talk = converse(a, c);
        CountDownLatch failed = new CountDownLatch(1);
        a.datagrams().receive(1, (to, from, body, consumed) -> {
            body.release();
            failed.countDown();
            throw new IllegalStateException("as a listener that is being stopped");
        });
        send(a, talk.asker(), talk.answerer(), 0, 1);
        Inbox.Letter letter = talk.inbox().next();
        send(c, letter.to(), letter.from(), 0, 1);
        assertTrue(failed.await(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        await("all handles closed", () -> a.view().counters().get("open_handles") == 0);
    }

    @Test
    void aStoppedMeshSaysSoAtOnce() {
        Peer a = peer("a");
        ClosableMesh mesh = a.mesh();
        a.close();
        EndpointOptions options = new EndpointOptions("test");
        assertThrows(IllegalStateException.class, () -> mesh.open(options));
        IllegalStateException stopped = assertThrows(IllegalStateException.class, mesh::view);
        assertFalse(stopped.getCause() instanceof TimeoutException, "it waited for an answer");
    }

    @Test
    void whoListensNoMoreKeepsNoCredits() throws InterruptedException {
        Peer a = peer("a");
        Peer c = peer("c");
        link(a, c);
        echo(c);
        BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
        Registration listening = c.datagrams().receive(1, (to, from, body, consumed) -> {
            body.release();
            arrived.add(1);
        });
        Endpoint endpoint = a.mesh().open(new EndpointOptions("test"));
        Answer answer = ask(endpoint, "echo", "hello");
        send(a, a.datagrams().local(endpoint), answer.from(), 0, 3);
        for (int i = 0; i < 3; i++) {
            assertNotNull(arrived.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
        assertEquals(3, c.view().counters().get("open_handles"));
        listening.close();
        await("the handles end", () -> c.view().counters().get("open_handles") == 0);
    }

    @Test
    void anAddressWithoutAnIdIsNeverPinned() {
        Peer a = peer("a");
        Peer b = peer("b");
        PeerAddress door = b.view().listening().get(0);
        a.connect(new PeerAddress(door.scheme(), door.host(), door.port(), Optional.empty()));
        await("a link", () -> a.view().links().size() == 1);
        transports.get(1).close();
        await("the loss is seen", () -> a.view().links().isEmpty());
        b.removeTransport(transports.get(1));
        MemoryTransport again = new MemoryTransport(network);
        transports.add(again);
        b.addTransport(again, 0);
        await("the link is back", () -> a.view().links().size() == 1);
        assertFalse(a.view().links().get(0).pinned());
    }
}
