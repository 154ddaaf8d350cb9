package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.Body;

/** Rates hold, stay fair, and what could not leave in time is not taken in. */
class ShaperTest {
    private static final long SECOND = 1_000_000;
    private static final int WINDOW = 256 * 1024;
    private static final int BLOCK = SizeClass.BLOCK_BYTES;
    /** A timer is late by up to a millisecond. */
    private static final long LATE_MICROS = 700;

    private static FlowSender sender(Shaper shaper) {
        return new FlowSender(WINDOW, new SipHash(7, 8), shaper, CoverSlots.OFF);
    }

    /** Only woken by what the sender says, or when frames come: every 5 ms. @return bytes on the wire */
    private static long run(FlowSender sender, Feed feed, long from, long until) {
        long bytes = 0;
        long wake = Long.MAX_VALUE;
        long tick = from;
        for (long now = from; now < until; now = Math.min(wake + LATE_MICROS, nextFill(now))) {
            feed.fill(now);
            if (now >= tick) {
                sender.tick(now);
                tick = now + 200_000;
            }
            for (long written = -1; written != 0; bytes += written) {
                written = feed.write(now, 64 * 1024);
            }
            wake = sender.nextMicros(now);
            assertTrue(wake > now, "it would spin");
        }
        return bytes;
    }

    private static long nextFill(long now) {
        return (now / 5_000 + 1) * 5_000;
    }

    @ParameterizedTest
    @ValueSource(longs = {64 * 1024, 1 << 20, 50 << 20})
    void theRateOfALinkHolds(long rate) {
        FlowSender sender = sender(new Shaper(rate, null));
        Feed feed = new Feed(sender).flow(1, BLOCK).flow(2, 1024).flow(3, BLOCK);
        long bytes = run(sender, feed, 0, 60 * SECOND);
        assertEquals(1.0, bytes / (60.0 * rate), 0.02);
        for (double share : feed.shares()) {
            assertEquals(1.0 / 3, share, 0.02, "of each flow: " + feed.shares());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void hardlyAnythingIsTakenInThatWouldWaitTooLong(int flows) {
        FlowSender sender = sender(new Shaper(64 * 1024, null));
        Feed feed = new Feed(sender);
        for (int flow = 1; flow <= flows; flow++) {
            feed.flow(flow, BLOCK);
        }
        long bytes = run(sender, feed, 0, 60 * SECOND);
        assertEquals(1.0, bytes / (60.0 * 64 * 1024), 0.02);
        int dropped = feed.dropped.values().stream().mapToInt(n -> n).sum();
        assertTrue(dropped <= bytes / BLOCK / 20, dropped + " were taken in and dropped later, of " + bytes / BLOCK);
        assertTrue(feed.refused > 0);
    }

    @Test
    void aFrameThatWaitedTwoSecondsIsStillDropped() {
        FlowSender sender = sender(new Shaper(10_000, null));
        Feed feed = new Feed(sender).flow(1, BLOCK);
        assertTrue(feed.offer(0, 1));
        assertTrue(feed.offer(0, 1), "behind 1.7 s of bytes");
        assertFalse(feed.offer(0, 1), "behind 3.4 s of bytes");
        feed.write(0, 64 * 1024);
        sender.tick(FlowSender.MAX_WAIT_MICROS + 1);
        assertEquals(1, feed.dropped.get(1L));
    }

    @Test
    void theLinksOwnFramesGoAtOnceAndAreCounted() {
        FlowSender sender = sender(new Shaper(64 * 1024, null));
        Feed feed = new Feed(sender).flow(1, BLOCK);
        long own = 0;
        long bytes = 0;
        for (long now = 0; now < 20 * SECOND; now += 10_000) {
            feed.fill(now);
            byte[] credit = new byte[112];
            Parcel parcel =
                    new Parcel(FrameTypes.CREDIT, ByteBuffer.allocate(0), Body.of(credit), now, Parcel.Ticket.NONE);
            sender.offerControl(parcel);
            List<Chosen> chosen = sender.take(now, 64 * 1024);
            assertEquals(FrameTypes.CREDIT, chosen.get(0).frame().type());
            own += chosen.get(0).frame().wireBytes();
            for (Chosen one : chosen) {
                one.written();
                bytes += one.frame().wireBytes();
                if (one.flow() != 0) {
                    sender.credited(one.flow(), BLOCK);
                }
            }
        }
        assertEquals(1.0, bytes / (20.0 * 64 * 1024), 0.02);
        assertEquals(2_000 * 128, own);
    }

    @Test
    void theRateOfAPeerHoldsAndItsLinksGetAlike() {
        long rate = 1 << 20;
        SharedRate peer = new SharedRate(rate);
        TreeSet<Integer> woken = new TreeSet<>();
        List<FlowSender> senders = new ArrayList<>();
        List<Feed> feeds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int link = i;
            senders.add(sender(new Shaper(0, peer.join(() -> woken.add(link)))));
            feeds.add(new Feed(senders.get(i)).flow(1, i % 2 == 0 ? BLOCK : 1024));
        }
        long[] bytes = new long[5];
        long now = 0;
        while (now < 30 * SECOND) {
            for (int link = 0; link < 4; link++) { // the fifth has nothing to send
                feeds.get(link).fill(now);
                woken.add(link);
            }
            do {
                while (!woken.isEmpty()) {
                    int link = woken.pollFirst();
                    for (long written = -1; written != 0; bytes[link] += written) {
                        written = feeds.get(link).write(now, 64 * 1024);
                    }
                }
            } while (peer.wakeFirst(now));
            long wake = peer.nextMicros(now);
            assertTrue(wake > now, "it would spin");
            now = Math.min(wake + LATE_MICROS, nextFill(now));
        }
        double all = 30.0 * rate;
        for (int link = 0; link < 4; link++) {
            assertEquals(0.25, bytes[link] / all, 0.02, "of link " + link);
        }
        assertEquals(0, bytes[4]);
    }

    @Test
    void aFrameLargerThanTheBurstIsNotStuck() {
        TokenBucket bucket = new TokenBucket(1_000, 100);
        assertTrue(bucket.take(0, 1_500));
        assertFalse(bucket.take(1_400_000, 1), "a debt of 1,400");
        assertEquals(1_401_000, bucket.readyAt(1_400_000, 1));
        assertTrue(bucket.take(1_401_000, 1));
    }

    @Test
    void oftenAskedLosesNothing() {
        TokenBucket bucket = new TokenBucket(3, 3);
        bucket.take(0, 3);
        int taken = 0;
        for (long now = 0; now <= 10 * SECOND; now += 100) {
            taken += bucket.take(now, 1) ? 1 : 0;
        }
        assertEquals(30, taken);
    }
}
