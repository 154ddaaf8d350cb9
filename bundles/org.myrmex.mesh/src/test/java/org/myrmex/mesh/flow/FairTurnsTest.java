package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns are fair in bytes, whoever sends in what sizes. */
class FairTurnsTest {
    private static final int WINDOW = 256 * 1024;
    private static final int BLOCK = SizeClass.BLOCK_BYTES;
    private static final int ROUNDS = 2_000;

    private final FlowSender sender = new FlowSender(WINDOW, new SipHash(3, 4));
    private final Feed feed = new Feed(sender);

    /** With small rooms a turn is broken off in the middle, with large ones many are taken at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20_000, 64 * 1024})
    void smallFramesGetAsManyBytesAsLargeOnes(int roomBytes) {
        feed.flow(1, 1024).flow(2, BLOCK);
        for (int i = 0; i < ROUNDS; i++) {
            feed.fill(i);
            feed.write(i, roomBytes);
        }
        assertEquals(0.5, feed.share(1), 0.02);
        assertEquals(0.5, feed.share(2), 0.02);
    }

    @Test
    void twoHundredAndFiftySixFlowsGetAlike() {
        for (int flow = 1; flow <= FlowSender.MAX_FLOWS; flow++) {
            feed.flow(flow, flow % 2 == 0 ? 1024 : BLOCK);
        }
        for (int i = 0; i < 4 * ROUNDS; i++) {
            for (long flow = 1; flow <= FlowSender.MAX_FLOWS; flow++) {
                feed.offer(i, flow);
            }
            feed.write(i, 64 * 1024);
        }
        assertEquals(0, feed.dropped.values().stream().mapToInt(n -> n).sum() - sender.evicted(), "by age");
        double even = feed.shares().stream().filter(share -> share > 0).count();
        assertEquals(FlowSender.MAX_FLOWS, even, "flows that got something");
        for (double share : feed.shares()) {
            assertEquals(1.0 / FlowSender.MAX_FLOWS, share, 0.1 / FlowSender.MAX_FLOWS);
        }
    }

    @Test
    void whatIsBroadcastIsOneBucketAmongOthers() {
        // 1 MiB/s in all, so that the budget of flow 0 does not bind
        feed.flow(0, 4096).flow(1, BLOCK).flow(2, BLOCK);
        for (int millis = 0; millis < 20_000; millis += 20) {
            feed.fill(millis * 1_000L);
            feed.write(millis * 1_000L, 20 * 1_049);
        }
        for (double share : feed.shares()) {
            assertEquals(1.0 / 3, share, 0.02);
        }
    }

    @Test
    void aFlowWithoutCreditsLosesItsTurnsButNotItsShareWhenCreditsCome() {
        feed.flow(1, BLOCK).flow(2, BLOCK);
        List<Chosen> owed = new ArrayList<>();
        feed.fill(0);
        // nothing is credited: both go as far as their windows
        sender.take(0, 4 * WINDOW).forEach(chosen -> {
            chosen.written();
            owed.add(chosen);
        });
        int second = owed.get(1).flow();
        long before = feed.sentBytes.get(2L);
        for (int i = 0; i < 100; i++) {
            feed.fill(i);
            feed.write(i, BLOCK);
            owed.stream()
                    .filter(chosen -> chosen.flow() != second)
                    .limit(1)
                    .forEach(chosen -> sender.credited(chosen.flow(), BLOCK));
        }
        long after = feed.sentBytes.get(2L);
        assertEquals(before, after, "without credits nothing goes");
        feed.sentBytes.clear();
        sender.credited(second, WINDOW);
        for (int i = 100; i < 200; i++) {
            feed.fill(i);
            feed.write(i, BLOCK);
        }
        assertEquals(0.5, feed.share(2), 0.02, "its share, and no more for the time that it missed");
    }

    @Test
    void whatTheConnectionPutsBackCostsNoShare() {
        feed.flow(1, 1024).flow(2, BLOCK).flow(3, 4096);
        for (int i = 0; i < 6 * ROUNDS; i++) {
            feed.fill(i);
            List<Chosen> chosen = sender.take(i, 64 * 1024);
            Chosen first = chosen.get(0);
            first.written();
            sender.credited(first.flow(), first.parcel().cost());
            sender.putBack(chosen.subList(1, chosen.size()));
        }
        for (double share : feed.shares()) {
            assertEquals(1.0 / 3, share, 0.02);
        }
    }

    @Test
    void moreFlowsThanBucketsShareThemAndAllGetSomething() {
        int flows = 2 * FlowSender.MAX_FLOWS;
        for (int flow = 1; flow <= flows; flow++) {
            feed.flow(flow, 1024);
        }
        for (int i = 0; i < 400; i++) {
            for (long flow = 1; flow <= flows; flow++) {
                feed.offer(i, flow);
            }
            feed.write(i, 64 * 1024);
        }
        assertEquals(FlowSender.MAX_FLOWS, sender.flowCount());
        assertTrue(feed.shares().stream().allMatch(share -> share > 0));
    }

    @Test
    void whichBucketAFlowSharesNobodyKnowsWithoutTheKey() {
        FlowSender other = new FlowSender(WINDOW, new SipHash(5, 6));
        assertTrue(sharingWith(sender, 1_000) != sharingWith(other, 1_000)
                || sharingWith(sender, 2_000) != sharingWith(other, 2_000));
    }

    /** The number under which one more flow leaves when every bucket is taken. */
    private static int sharingWith(FlowSender full, long one) {
        for (int flow = 1; flow <= FlowSender.MAX_FLOWS; flow++) {
            full.offer(0, flow, Feed.parcel(0, 0, Parcel.Ticket.NONE));
        }
        full.take(0, 64 << 20);
        full.offer(0, one, Feed.parcel(0, 0, Parcel.Ticket.NONE));
        return full.take(0, 64 << 20).get(0).flow();
    }
}
