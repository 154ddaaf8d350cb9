package org.myrmex.testkit.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * What every routing protocol does. The network is a ring of twelve nodes with chords, so that between any two there is more
 * than one path; effects outside of an input fail in its outbox by themselves. The frames one by one: {@link FrameContract}.
 */
public abstract class RoutingContract extends FrameContract {
    private static final int NODES = 12;
    private static final int BLOCK_BYTES = 16_896;
    private static final int PROBE_BYTES = 1024;

    /** Longer than any handle may be held. */
    private static final long AFTERWARDS_MICROS = 2 * VirtualNode.MAX_HOLD_MICROS;

    @Test
    void namesAreFitForTheHello() {
        assertTrue(factory().wire().matches("[\\x21-\\x7e]{1,32}"), factory().wire());
        assertFalse(factory().name().isEmpty());
    }

    @Test
    void aQueryReachesEveryNodeAndIsDeliveredOnceAtEach() {
        VirtualNetwork network = network(1);
        VirtualNode asker = network.nodes().get(0);
        Message query = asker.query(asker.open());
        network.run(AFTERWARDS_MICROS);
        for (VirtualNode node : network.nodes()) {
            assertEquals(node == asker ? 0 : 1, deliveries(node, query), "deliveries at " + node.name());
        }
        assertEverythingEnded(network);
    }

    @Test
    void anAnswerFindsTheAsker() {
        VirtualNetwork network = network(2);
        Conversation talk = new Conversation(network, 0, 7);
        assertEquals(1, deliveries(talk.asker, talk.answer));
        assertEquals(1, talk.asker.delivered().size());
        assertEverythingEnded(network);
    }

    @Test
    void datagramsBothWaysAreDeliveredExactlyOnceAndNowhereElse() {
        VirtualNetwork network = network(3);
        Conversation talk = new Conversation(network, 3, 9);
        for (int pair = 0; pair < 20; pair++) {
            Message request = talk.request(SendOptions.DEFAULT);
            Message block = talk.block(SendOptions.DEFAULT);
            for (VirtualNode node : network.nodes()) {
                assertEquals(node == talk.owner ? 1 : 0, deliveries(node, request), "request at " + node.name());
                assertEquals(node == talk.asker ? 1 : 0, deliveries(node, block), "block at " + node.name());
            }
        }
        assertEverythingEnded(network);
    }

    @Test
    void aDatagramToNobodyEnds() {
        VirtualNetwork network = network(4);
        VirtualNode sender = network.nodes().get(0);
        VirtualAddress gone = network.nodes().get(5).open();
        network.nodes().get(5).close(gone);
        Message lost = sender.send(sender.open(), gone, PROBE_BYTES, SendOptions.DEFAULT);
        network.run(AFTERWARDS_MICROS);
        network.nodes().forEach(node -> assertEquals(0, deliveries(node, lost), node.name()));
        assertEverythingEnded(network);
    }

    @Test
    void trafficGoesOnOverAnotherPathWhenALinkOfTheRouteDies() {
        VirtualNetwork network = network(5);
        Conversation talk = new Conversation(network, 0, 6);
        network.cut(firstHop(talk));
        assertTalkGoesOn(network, talk);
    }

    @Test
    void trafficGoesOnOverAnotherPathWhenARelayOfTheRouteDies() {
        VirtualNetwork network = network(5);
        Conversation talk = new Conversation(network, 0, 6);
        network.kill(firstHop(talk).beyond(talk.asker));
        assertTalkGoesOn(network, talk);
    }

    @Test
    void aFreshRouteLeadsAroundALinkThatSilentlyLosesEverything() {
        VirtualNetwork network = network(5);
        Conversation talk = new Conversation(network, 0, 6);
        firstHop(talk).silence();
        // both ends ask: neither is told of the silence, and a scent that is drawn by chance may still lead over it
        assertTalkGoesOn(network, talk, SendOptions.FRESH);
    }

    @Test
    void routesSurviveASwapWithoutABroadcast() {
        VirtualNetwork network = network(6);
        Conversation talk = new Conversation(network, 2, 8);
        talk.request(SendOptions.DEFAULT);
        network.nodes().forEach(VirtualNode::swap);
        int broadcasts = sum(network, RoutingEvent.Kind.BROADCAST);
        int routed = sum(network, RoutingEvent.Kind.ROUTED);
        Message request = talk.request(SendOptions.DEFAULT);
        Message block = talk.block(SendOptions.DEFAULT);
        assertEquals(1, deliveries(talk.owner, request));
        assertEquals(1, deliveries(talk.asker, block));
        assertEquals(broadcasts, sum(network, RoutingEvent.Kind.BROADCAST));
        assertTrue(sum(network, RoutingEvent.Kind.ROUTED) > routed);
        assertEverythingEnded(network);
    }

    @Test
    void unreadableStateIsIgnored() {
        SplittableRandom random = new SplittableRandom(7);
        VirtualNetwork network = network(7);
        Conversation talk = new Conversation(network, 2, 8);
        byte[] saved = talk.asker.save(SavePurpose.SWAP);
        for (int i = 0; i < 200; i++) {
            byte[] wrong = saved.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 + random.nextInt(255));
            byte[] cut = Arrays.copyOf(saved, random.nextInt(saved.length));
            talk.asker.restart(i % 2 == 0 ? wrong : cut);
        }
        network.run(AFTERWARDS_MICROS);
        Message request = talk.request(SendOptions.FRESH);
        assertEquals(1, deliveries(talk.owner, request));
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        String first = busyTrace(8);
        assertEquals(first, busyTrace(8));
        assertFalse(first.equals(busyTrace(9)), "another seed gives another trace");
    }

    @Test
    void capsHoldUnderAFloodOfSenders() {
        RoutingLimits small = new RoutingLimits(64, 128, 900_000, 600_000, 512);
        VirtualNetwork network = new VirtualNetwork(factory(), RoutingLimits.DEFAULT, 10);
        VirtualNode flooder = network.add("flooder");
        VirtualNode victim = network.add("victim", small);
        VirtualNode behind = network.add("behind");
        network.link(flooder, victim, 5_000);
        network.link(victim, behind, 5_000);
        int savedBytes = 0;
        for (int i = 1; i <= 1000; i++) {
            VirtualAddress forged = flooder.open();
            flooder.query(forged);
            flooder.close(forged);
            network.settle();
            long known =
                    victim.routes().stream().map(RouteView::address).distinct().count();
            assertTrue(known <= small.maxAddresses(), "knows " + known + " addresses");
            int bytes = victim.save(SavePurpose.SWAP).length;
            if (i == 200) {
                savedBytes = bytes;
            }
            assertTrue(i <= 200 || bytes <= 2 * savedBytes, "the state still grows after 200 senders: " + bytes);
        }
        network.run(AFTERWARDS_MICROS);
        assertEverythingEnded(network);
    }

    @Test
    void whatIsWrittenToDiskHoldsNoAddress() {
        VirtualNetwork network = network(11);
        Conversation talk = new Conversation(network, 4, 10);
        List<VirtualAddress> addresses = new ArrayList<>(List.of(talk.askerAddress, talk.ownerAddress));
        network.nodes().forEach(node -> node.routes().forEach(route -> addresses.add(route.address())));
        for (VirtualNode node : network.nodes()) {
            byte[] saved = node.save(SavePurpose.RESTART);
            for (VirtualAddress address : addresses) {
                assertFalse(contains(saved, address.bytes()), "an address in the state of " + node.name());
            }
        }
    }

    @Test
    void lookingChangesNothing() {
        VirtualNetwork network = network(12);
        Conversation talk = new Conversation(network, 1, 6);
        byte[] before = talk.asker.save(SavePurpose.SWAP);
        talk.asker.routes();
        assertArrayEquals(before, talk.asker.save(SavePurpose.SWAP));
    }

    private String busyTrace(long seed) {
        VirtualNetwork network = network(seed);
        Conversation talk = new Conversation(network, 0, 6);
        talk.request(SendOptions.DEFAULT);
        network.kill(network.nodes().get(3));
        talk.request(SendOptions.FRESH);
        talk.block(SendOptions.DEFAULT);
        network.run(AFTERWARDS_MICROS);
        return network.trace();
    }

    /** A ring with chords: every node has four links, delays from 5 to 50 ms by the seed. */
    private VirtualNetwork network(long seed) {
        VirtualNetwork network = new VirtualNetwork(factory(), RoutingLimits.DEFAULT, seed);
        SplittableRandom delays = new SplittableRandom(seed);
        for (int i = 0; i < NODES; i++) {
            network.add("n" + i);
        }
        for (int i = 0; i < NODES; i++) {
            for (int step : List.of(1, 4)) {
                VirtualNode other = network.nodes().get((i + step) % NODES);
                network.link(network.nodes().get(i), other, delays.nextLong(5_000, 50_000));
            }
        }
        return network;
    }

    private static void assertTalkGoesOn(VirtualNetwork network, Conversation talk) {
        assertTalkGoesOn(network, talk, SendOptions.DEFAULT);
    }

    private static void assertTalkGoesOn(VirtualNetwork network, Conversation talk, SendOptions back) {
        Message request = talk.request(SendOptions.FRESH);
        Message block = talk.block(back);
        assertEquals(1, deliveries(talk.owner, request));
        assertEquals(1, deliveries(talk.asker, block));
        assertEverythingEnded(network);
    }

    private static VirtualLink firstHop(Conversation talk) {
        return talk.asker.routes().stream()
                .filter(route -> route.address().equals(talk.ownerAddress))
                .findFirst()
                .map(route -> talk.asker.link(route.next()))
                .orElseThrow(() -> new AssertionError("the answer left no route"));
    }

    private static int deliveries(VirtualNode node, Message message) {
        return (int) node.delivered().stream()
                .filter(seen -> Arrays.equals(seen.id(), message.id()))
                .count();
    }

    private static int sum(VirtualNetwork network, RoutingEvent.Kind kind) {
        return network.nodes().stream().mapToInt(node -> node.count(kind)).sum();
    }

    private static void assertEverythingEnded(VirtualNetwork network) {
        network.run(AFTERWARDS_MICROS);
        network.settle();
        for (VirtualNode node : network.nodes()) {
            assertEquals(0, node.overdueHandles(), "handles held for more than 10 s at " + node.name());
        }
        assertEquals(0, network.bodies().alive(), "bodies that somebody still holds");
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** An asker that found an owner. */
    private static final class Conversation {
        private final VirtualNetwork network;
        private final VirtualNode asker;
        private final VirtualNode owner;
        private final VirtualAddress askerAddress;
        private final VirtualAddress ownerAddress;
        private final Message answer;

        Conversation(VirtualNetwork network, int askerIndex, int ownerIndex) {
            this.network = network;
            this.asker = network.nodes().get(askerIndex);
            this.owner = network.nodes().get(ownerIndex);
            this.askerAddress = asker.open();
            this.ownerAddress = owner.open();
            Message query = asker.query(askerAddress);
            network.settle();
            this.answer = owner.answer(ownerAddress, query);
            network.settle();
            assertEquals(MessageKind.ANSWER, answer.kind());
        }

        Message request(SendOptions options) {
            Message request = asker.send(askerAddress, ownerAddress, PROBE_BYTES, options);
            network.settle();
            return request;
        }

        Message block(SendOptions options) {
            Message block = owner.send(ownerAddress, askerAddress, BLOCK_BYTES, options);
            network.settle();
            return block;
        }
    }
}
