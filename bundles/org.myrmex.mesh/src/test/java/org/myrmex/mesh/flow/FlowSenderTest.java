package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;

class FlowSenderTest {
    private static final int BLOCK = SizeClass.BLOCK_BYTES;
    private static final int WINDOW = 4 * BLOCK;
    private static final int PLENTY = 64 << 20;

    private final FlowSender sender = new FlowSender(WINDOW, new SipHash(1, 2));
    private final List<Boolean> ends = new ArrayList<>();

    private Parcel parcel(int bytes, long now) {
        return new Parcel(FrameTypes.ROUTING, ByteBuffer.allocate(84), Body.of(new byte[bytes]), now, ends::add);
    }

    @Test
    void aFlowStopsAtItsWindowAndGoesOnWithCredits() {
        for (int i = 0; i < 6; i++) {
            assertTrue(sender.offer(0, 7, parcel(BLOCK, 0)));
        }
        List<Chosen> first = sender.take(0, PLENTY);
        assertEquals(4, first.size());
        assertTrue(sender.take(0, PLENTY).isEmpty());
        sender.credited(first.get(0).flow(), BLOCK);
        assertEquals(1, sender.take(0, PLENTY).size());
    }

    @Test
    void aFlowWithoutCreditsDoesNotHoldUpAnother() {
        for (int i = 0; i < 8; i++) {
            sender.offer(0, 7, parcel(BLOCK, 0));
        }
        sender.take(0, PLENTY);
        sender.offer(0, 8, parcel(BLOCK, 0));
        List<Chosen> next = sender.take(0, PLENTY);
        assertEquals(1, next.size());
    }

    @Test
    void flowsTakeTurns() {
        for (int i = 0; i < 3; i++) {
            sender.offer(0, 7, parcel(BLOCK, 0));
        }
        for (int i = 0; i < 3; i++) {
            sender.offer(0, 8, parcel(BLOCK, 0));
        }
        List<Integer> order = sender.take(0, PLENTY).stream().map(Chosen::flow).toList();
        int a = order.get(0);
        int b = order.get(1);
        assertEquals(List.of(a, b, a, b, a, b), order);
    }

    @Test
    void aFrameThatWaitedTwoSecondsIsDropped() {
        for (int i = 0; i < 5; i++) {
            sender.offer(0, 7, parcel(BLOCK, 0));
        }
        sender.take(0, PLENTY);
        assertEquals(List.of(), ends);
        sender.tick(FlowSender.MAX_WAIT_MICROS + 1);
        assertEquals(List.of(false), ends);
        assertEquals(0, sender.queuedBytes());
    }

    @Test
    void aFullQueueRefuses() {
        int taken = 0;
        while (sender.offer(0, 7, parcel(BLOCK, 0))) {
            taken++;
        }
        assertEquals(FlowSender.MAX_QUEUED_BYTES / parcel(BLOCK, 0).wireBytes(), taken);
        assertTrue(sender.offer(0, 8, parcel(BLOCK, 0)));
    }

    @Test
    void moreFlowsThanTheCapShareAndGetThrough() {
        for (int flow = 1; flow <= 2 * FlowSender.MAX_FLOWS; flow++) {
            assertTrue(sender.offer(0, flow, parcel(1024, 0)));
        }
        assertEquals(FlowSender.MAX_FLOWS, sender.flowCount());
        assertEquals(2 * FlowSender.MAX_FLOWS, sender.take(0, PLENTY).size());
    }

    @Test
    void aSilentFlowIsForgottenWithItsDebts() {
        sender.offer(0, 7, parcel(BLOCK, 0));
        sender.take(0, PLENTY);
        sender.tick(FlowSender.FORGET_MICROS + 1);
        assertEquals(0, sender.flowCount());
        for (int i = 0; i < 4; i++) {
            sender.offer(FlowSender.FORGET_MICROS + 1, 7, parcel(BLOCK, FlowSender.FORGET_MICROS + 1));
        }
        assertEquals(4, sender.take(FlowSender.FORGET_MICROS + 1, PLENTY).size());
    }

    @Test
    void whatTheConnectionDidNotTakeIsChosenFirstAgainAndCostsOnce() {
        for (int i = 0; i < 4; i++) {
            sender.offer(0, 7, parcel(BLOCK, i));
        }
        List<Chosen> chosen = sender.take(0, PLENTY);
        sender.putBack(chosen.subList(1, 4));
        List<Chosen> again = sender.take(0, PLENTY);
        assertEquals(parcels(chosen.subList(1, 4)), parcels(again));
        assertFalse(sender.idle() && sender.queuedBytes() != 0);
    }

    @Test
    void broadcastsNeedNoCreditsButHaveABudget() {
        assertEquals(512 * 1024 / 4096, sentOfFlow0(0, 4096), "bytes at once");
        assertEquals(2 * 1024 * 1024 / 4096, sentOfFlow0(1_000_000, 4096), 1, "bytes a second");
    }

    @Test
    void queriesAreCountedToo() {
        assertEquals(256, sentOfFlow0(0, SizeClass.QUERY_BYTES), "at once");
        assertEquals(256, sentOfFlow0(1_000_000, SizeClass.QUERY_BYTES), "a second");
    }

    /** How many go until this time, if always some wait. */
    private int sentOfFlow0(long until, int bytes) {
        int sent = 0;
        for (long now = Math.max(0, until - 1_000_000); now <= until; now += 20_000) {
            for (int taken = -1; taken != 0; sent += taken) {
                for (int i = 0; i < 50; i++) {
                    sender.offer(now, 0, parcel(bytes, now));
                }
                taken = sender.take(now, PLENTY).size();
            }
        }
        return sent;
    }

    private static List<Parcel> parcels(List<Chosen> chosen) {
        return chosen.stream().map(Chosen::parcel).toList();
    }

    @Test
    void controlGoesFirst() {
        sender.offer(0, 7, parcel(BLOCK, 0));
        sender.offerControl(
                new Parcel(FrameTypes.PING, ByteBuffer.allocate(0), Body.of(new byte[8]), 0, Parcel.Ticket.NONE));
        assertEquals(FrameTypes.PING, sender.take(0, PLENTY).get(0).parcel().type());
    }

    @Test
    void aDeadLinkGivesBackWhatWaited() {
        for (int i = 0; i < 6; i++) {
            sender.offer(0, 7, parcel(BLOCK, 0));
        }
        sender.take(0, PLENTY);
        assertEquals(2, sender.drain().size());
        assertTrue(sender.idle());
    }

    @Test
    void aConnectionWithRoomForOneFrameServesEveryFlow() {
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sender.offer(0, 7, parcel(BLOCK, 0));
            sender.offer(0, 8, parcel(BLOCK, 0));
        }
        for (int i = 0; i < 6; i++) {
            List<Chosen> chosen = sender.take(0, PLENTY);
            written.add(chosen.get(0).flow());
            sender.putBack(chosen.subList(1, chosen.size()));
        }
        int a = written.get(0);
        int b = written.get(1);
        assertEquals(List.of(a, b, a, b, a, b), written);
    }

    @Test
    void aFullConnectionDoesNotUseUpTheBudgetOfBroadcasts() {
        sender.offer(0, 0, parcel(2048, 0));
        for (int i = 0; i < 10_000; i++) {
            sender.putBack(sender.take(0, PLENTY));
        }
        assertEquals(1, sender.take(0, PLENTY).size());
    }

    @Test
    void aFlowWhoseCreditsNeverCameBeginsAnewThoughItIsOfferedMore() {
        long now = 0;
        int sent = 0;
        for (; now <= FlowSender.FORGET_MICROS + 4_000_000; now += 500_000) {
            sender.offer(now, 7, parcel(BLOCK, now));
            sent += sender.take(now, PLENTY).size();
            sender.tick(now);
        }
        assertTrue(sent > WINDOW / BLOCK, "silent on the wire for 30 s, so the receiver has forgotten its debts");
    }
}
