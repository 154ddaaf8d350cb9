package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.Body;

/**
 * Three nodes in a ring, each sends a flow over the next node to the one after it. With one window for a link this
 * deadlocks; with credits for each flow every frame arrives.
 */
class RingOfThreeTest {
    private static final int NODES = 3;
    private static final int FRAMES_A_FLOW = 200;
    private static final int WINDOW = 2 * SizeClass.BLOCK_BYTES;

    /** The link from a node to the next one. */
    private static final class RingLink {
        final FlowSender sender = new FlowSender(WINDOW, new SipHash(1, 2));
        final FlowReceiver receiver = new FlowReceiver(WINDOW);
        final Queue<Chosen> wire = new ArrayDeque<>();
    }

    private final List<RingLink> links = List.of(new RingLink(), new RingLink(), new RingLink());
    private final int[] arrived = new int[NODES];
    private final int[] sent = new int[NODES];

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyFrameArrives(int framesATurn) {
        for (int turn = 0; turn < 10 * NODES * FRAMES_A_FLOW; turn++) {
            for (int node = 0; node < NODES; node++) {
                originate(node);
                transmit(links.get(node), framesATurn);
                receive(node);
            }
        }
        for (int node = 0; node < NODES; node++) {
            assertEquals(FRAMES_A_FLOW, arrived[node], "of the flow that begins at node " + node);
        }
    }

    @Test
    void aRelayHoldsNoMoreThanItsWindow() {
        RingLink first = links.get(0);
        for (int i = 0; i < 50; i++) {
            originate(0);
            transmit(first, 5);
        }
        int held = 0;
        for (Chosen chosen : first.wire) {
            held += chosen.parcel().cost();
        }
        assertEquals(WINDOW, held);
    }

    /** The flow's name is its origin; a frame carries it as its only header byte. */
    private void originate(int node) {
        if (sent[node] < FRAMES_A_FLOW && offer(links.get(node), node, written -> {})) {
            sent[node]++;
        }
    }

    private static boolean offer(RingLink link, int origin, Parcel.Ticket ticket) {
        ByteBuffer header = ByteBuffer.allocate(1).put(0, (byte) origin);
        Body body = Body.of(new byte[SizeClass.BLOCK_BYTES]);
        return link.sender.offer(0, origin + 1, new Parcel(FrameTypes.ROUTING, header, body, 0, ticket));
    }

    private static void transmit(RingLink link, int frames) {
        link.sender.take(0, frames * SizeClass.BLOCK_BYTES).forEach(chosen -> {
            chosen.parcel().ticket().ended(true);
            link.wire.add(chosen);
        });
    }

    private void receive(int node) {
        RingLink from = links.get((node + NODES - 1) % NODES);
        Chosen chosen = from.wire.poll();
        if (chosen == null) {
            return;
        }
        int cost = chosen.parcel().cost();
        assertEquals(
                FlowReceiver.Admission.ACCEPTED, from.receiver.received(0, chosen.flow(), cost), "within its credits");
        int origin = chosen.parcel().header().get(0);
        boolean destination = origin == (node + NODES - 2) % NODES;
        if (destination) {
            arrived[origin]++;
            from.receiver.ended(chosen.flow(), cost);
        } else {
            boolean relayed = offer(links.get(node), origin, written -> from.receiver.ended(chosen.flow(), cost));
            assertEquals(true, relayed, "a relay's queue is bounded by the credits that it gave");
        }
        from.receiver
                .grants(FlowReceiver.Occasion.PAUSE)
                .forEach(grant -> from.sender.credited(grant.flow(), grant.bytes()));
        // credits of frames that left later
        links.forEach(link -> link.receiver
                .grants(FlowReceiver.Occasion.PAUSE)
                .forEach(grant -> link.sender.credited(grant.flow(), grant.bytes())));
    }
}
