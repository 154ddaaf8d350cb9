package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Body;

/** One frame a slot, the same from outside whatever is in it, and nothing of flow 0 beside it but blocks. */
class CoverTest {
    private static final long PERIOD = 500_000;
    private static final long PHASE = 123_456;
    private static final int PLENTY = 64 << 20;

    private final FlowSender sender =
            new FlowSender(256 * 1024, new SipHash(9, 10), Shaper.unlimited(), CoverSlots.every(PERIOD, PHASE));
    private final List<Boolean> ends = new ArrayList<>();

    private Parcel parcel(int bodyBytes, long now) {
        byte[] body = new byte[bodyBytes];
        Arrays.fill(body, (byte) 7);
        ByteBuffer header = ByteBuffer.allocate(84).put(0, (byte) 9);
        return new Parcel(FrameTypes.ROUTING, header, Body.of(body), now, ends::add);
    }

    private List<Chosen> take(long now) {
        List<Chosen> chosen = sender.take(now, PLENTY);
        chosen.forEach(Chosen::written);
        return chosen;
    }

    private static CoverFrame.Inside inside(Chosen chosen) {
        return CoverFrame.decode(
                        chosen.frame().header().duplicate(),
                        chosen.frame().body().view())
                .orElseThrow();
    }

    @Test
    void aFrameLeavesAtEachSlotAndAtNoOtherTime() {
        sender.promised(0, 256 * 1024);
        List<Long> times = new ArrayList<>();
        for (long now = 0; now < 10 * PERIOD; now += 1_000) {
            if (now % 700_000 == 0) {
                assertTrue(sender.offer(now, 0, parcel(2048, now)));
            }
            for (Chosen chosen : take(now)) {
                times.add(now);
                assertEquals(FrameTypes.COVER, chosen.frame().type());
                assertEquals(CoverFrame.WIRE_BYTES, chosen.frame().wireBytes());
                assertEquals(4_624, chosen.frame().wireBytes());
            }
        }
        assertEquals(10, times.size());
        for (int slot = 0; slot < 10; slot++) {
            long late = times.get(slot) - PHASE - slot * PERIOD;
            assertTrue(late >= 0 && late < 1_000, "slot " + slot + " was late by " + late);
        }
    }

    @Test
    void whatWaitsTravelsInsideAndComesOutAsItWas() {
        sender.promised(0, 256 * 1024);
        Parcel sent = parcel(2048, 0);
        ByteBuffer body = sent.body().view();
        assertTrue(sender.offer(0, 0, sent));
        assertEquals(PHASE, sender.nextMicros(0));
        CoverFrame.Inside full = inside(take(PHASE).get(0));
        assertEquals(FrameTypes.ROUTING, full.type());
        assertEquals(sent.header(), full.header());
        assertEquals(body, full.body().view());
        assertEquals(List.of(true), ends);
        assertTrue(inside(take(PHASE + PERIOD).get(0)).isNothing());
        assertEquals(PHASE + 2 * PERIOD, sender.nextMicros(PHASE + PERIOD));
    }

    @Test
    void blocksAndNumberedFlowsGoAsBefore() {
        sender.promised(0, 256 * 1024);
        assertTrue(sender.offer(0, 0, parcel(SizeClass.BLOCK_BYTES, 0)));
        assertTrue(sender.offer(0, 1, parcel(2048, 0)));
        assertEquals(2, take(0).size());
    }

    @Test
    void nothingCoversBeforeTheHello() {
        assertEquals(Long.MAX_VALUE, sender.nextMicros(0));
        assertTrue(take(10 * PERIOD).isEmpty());
    }

    @Test
    void missedSlotsAreNotMadeUpFor() {
        sender.promised(0, 256 * 1024);
        assertEquals(1, take(PHASE + 7 * PERIOD + 5).size());
        assertTrue(take(PHASE + 8 * PERIOD - 1).isEmpty());
        assertEquals(1, take(PHASE + 8 * PERIOD).size());
    }

    @Test
    void noMoreIsTakenInThanSlotsComeInTime() {
        sender.promised(0, 256 * 1024);
        int taken = 0;
        while (sender.offer(0, 0, parcel(2048, 0))) {
            taken++;
        }
        assertEquals(CoverSlots.MAX_WAIT_MICROS / PERIOD, taken);
        long now = 0;
        for (; now <= CoverSlots.MAX_WAIT_MICROS; now += 1_000) {
            take(now);
            sender.tick(now);
        }
        assertEquals(taken, ends.stream().filter(written -> written).count(), "all left within their time");
    }

    @Test
    void aFullConnectionCostsTheSlotAndNotTheFrame() {
        sender.promised(0, 256 * 1024);
        sender.offer(0, 0, parcel(2048, 0));
        sender.putBack(sender.take(PHASE, PLENTY));
        assertTrue(ends.isEmpty());
        assertTrue(take(PHASE + 1).isEmpty(), "not outside of the grid");
        assertFalse(inside(take(PHASE + PERIOD).get(0)).isNothing());
    }

    @Test
    void aDeadLinkGivesBackWhatWaitedForASlot() {
        sender.promised(0, 256 * 1024);
        sender.offer(0, 0, parcel(2048, 0));
        assertEquals(1, sender.drain().size());
        assertTrue(sender.idle());
    }

    @Test
    void isRefusedWithAnythingThatASenderWouldNotWrite() {
        Chosen chosen = Chosen.underCover(parcel(2048, 0));
        byte[] header = chosen.frame().header().array();
        byte[] body = new byte[4096];
        chosen.frame().body().view().get(body);
        for (int at : new int[] {0, 1, 2, 4, 6, 7, 300, 511}) {
            byte[] other = header.clone();
            other[at] ^= 0x40;
            assertTrue(
                    CoverFrame.decode(ByteBuffer.wrap(other), ByteBuffer.wrap(body))
                            .isEmpty(),
                    "header byte " + at);
        }
        body[4000] = 1;
        assertTrue(
                CoverFrame.decode(ByteBuffer.wrap(header), ByteBuffer.wrap(body))
                        .isEmpty(),
                "not padded by zeros");
    }
}
