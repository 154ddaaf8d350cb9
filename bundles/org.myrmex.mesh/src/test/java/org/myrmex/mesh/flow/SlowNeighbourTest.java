package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;

/**
 * A relay between one neighbour that sends and three that take: one of these takes nothing. Its flows stop, by credits; the
 * others go on as if it were not there; what is held for it stays bounded.
 */
class SlowNeighbourTest {
    private static final int WINDOW = 256 * 1024;
    private static final int FLOWS_EACH = 30;
    private static final int WAITING = 2;
    private static final int SLOW = 0;
    private static final int TURNS = 4_000;
    private static final long TURN_MICROS = 1_000;
    /** What the two fast ones take in a turn; the one that sends could send thrice that. */
    private static final int TURN_BYTES = 100_000;

    /** The neighbour's sender, and our half of the link with it. */
    private final FlowSender upstream = new FlowSender(WINDOW, new SipHash(1, 1));

    private final FlowReceiver receiver = new FlowReceiver(WINDOW);
    private final List<FlowSender> downstream = new ArrayList<>();
    private final ArrayDeque<Chosen> wire = new ArrayDeque<>();
    private final long[] takenBytes = new long[3];
    private int aliveBodies;
    private int mostAlive;
    private int mostHeld;

    @Test
    void slowsItsFlowsAndNothingElse() {
        for (int i = 0; i < 3; i++) {
            downstream.add(new FlowSender(WINDOW, new SipHash(2, i)));
        }
        for (int turn = 0; turn < TURNS; turn++) {
            long now = turn * TURN_MICROS;
            originate(now);
            upstream.take(now, 3 * TURN_BYTES).forEach(chosen -> {
                chosen.written();
                wire.add(chosen);
            });
            while (!wire.isEmpty()) {
                relay(now, wire.poll());
            }
            for (int i = 0; i < 3; i++) {
                deliver(now, i);
            }
            receiver.grants(FlowReceiver.Occasion.PAUSE)
                    .forEach(grant -> upstream.credited(grant.flow(), grant.bytes()));
            if (turn % 200 == 0) {
                upstream.tick(now);
                receiver.tick(now);
                downstream.forEach(sender -> sender.tick(now));
            }
            mostHeld = Math.max(mostHeld, downstream.get(SLOW).queuedBytes());
            mostAlive = Math.max(mostAlive, aliveBodies);
        }
        assertEquals(0, takenBytes[SLOW]);
        for (int fast = 1; fast < 3; fast++) {
            double full = (double) TURNS * TURN_BYTES;
            assertTrue(takenBytes[fast] > 0.98 * full, "full speed, not " + takenBytes[fast] / full);
        }
        assertTrue(mostHeld <= FlowSender.MAX_LINK_BYTES, "held for it: " + mostHeld);
        assertTrue(mostHeld > FlowSender.MAX_LINK_BYTES * 9 / 10, "it must press: " + mostHeld);
        int most = (FlowSender.MAX_LINK_BYTES + 2 * FLOWS_EACH * WINDOW + 3 * FLOWS_EACH * WAITING * 16_896) / 16_896;
        assertTrue(mostAlive < most, mostAlive + " bodies held in all");
    }

    /** Keeps some frames waiting of every flow; a flow's name tells where it goes, and is its frames' only header. */
    private void originate(long now) {
        for (int flow = 1; flow <= 3 * FLOWS_EACH; flow++) {
            while (waiting[flow] < WAITING) {
                int name = flow;
                waiting[flow]++;
                Parcel parcel = parcel(now, flow, written -> waiting[name]--);
                assertTrue(upstream.offer(now, flow, parcel));
            }
        }
    }

    private final int[] waiting = new int[3 * FLOWS_EACH + 1];

    private Parcel parcel(long now, int flow, Parcel.Ticket ticket) {
        ByteBuffer header = ByteBuffer.allocate(1).put(0, (byte) flow);
        aliveBodies++;
        return new Parcel(FrameTypes.ROUTING, header, Body.of(new byte[SizeClass.BLOCK_BYTES]), now, written -> {
            aliveBodies--;
            ticket.ended(written);
        });
    }

    private void relay(long now, Chosen chosen) {
        int cost = chosen.parcel().cost();
        int flow = chosen.parcel().header().get(0) & 0xFF;
        assertEquals(FlowReceiver.Admission.ACCEPTED, receiver.received(now, chosen.flow(), cost));
        Parcel onward = parcel(now, flow, written -> receiver.ended(chosen.flow(), cost));
        if (!downstream.get(flow % 3).offer(now, flow, onward)) {
            onward.drop();
        }
    }

    private void deliver(long now, int neighbour) {
        FlowSender sender = downstream.get(neighbour);
        List<Chosen> chosen = sender.take(now, TURN_BYTES);
        if (neighbour == SLOW) {
            sender.putBack(chosen); // its connection is full
            return;
        }
        for (Chosen one : chosen) {
            takenBytes[neighbour] += one.frame().wireBytes();
            one.written();
            sender.credited(one.flow(), one.parcel().cost());
        }
    }
}
