package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.channel.core.Conversation;

/** What arrives, over whatever wire. */
class TransferTest {
    private static final int DATA = 3;

    @ParameterizedTest
    @CsvSource({
        "1, 0.0, 0.0, 0", "2, 0.01, 0.0, 5000", "3, 0.05, 0.05, 50000", "4, 0.1, 0.2, 20000",
        "5, 0.2, 0.0, 0", "6, 0.2, 0.3, 100000", "7, 0.3, 0.0, 10000", "8, 0.3, 0.3, 200000",
    })
    void allArrivesInOrderAndIntact(long seed, double loss, double doubling, long jitterMicros) {
        Pair pair = new Pair(seed);
        pair.wire.loss = loss;
        pair.wire.doubling = doubling;
        pair.wire.jitterMicros = jitterMicros;
        Channel channel = pair.opened();
        List<byte[]> there = pair.messages(1000);
        List<byte[]> back = pair.messages(100);
        pair.sendAll(channel, there);
        pair.sendAll(pair.served().channel, back);

        assertTrue(
                pair.world.runUntil(() -> pair.atOpener.ended() && pair.served().ended(), Duration.ofMinutes(20)));

        assertSame(there, pair.served().messages);
        assertSame(back, pair.atOpener.messages);
        assertEquals(List.of(End.FINISHED), pair.atOpener.ends);
        assertEquals(List.of(End.FINISHED), pair.served().ends);
        assertNoCounterTwice(pair);
        pair.world.run(Duration.ofMinutes(2));
        assertEquals(0, pair.wire.heldCredits, "every datagram's credit went back");
    }

    @Test
    void aCleanWireCarriesEachMessageOnce() {
        Pair pair = new Pair(1);
        Channel channel = pair.opened();
        pair.sendAll(channel, pair.messages(200));

        assertTrue(pair.world.runUntil(() -> pair.served().messages.size() == 200, Duration.ofMinutes(1)));
        pair.world.run(Duration.ofSeconds(5));

        long withMessage = pair.wire.carried(DATA).stream()
                .filter(one -> one.from().equals(pair.opener.address()) && one.body().length >= 1024)
                .count();
        assertEquals(1 + 200 + 1, withMessage, "CONFIRM, the messages, FINISH");
    }

    @Test
    void manyMessagesShareARoundTrip() {
        Pair pair = new Pair(1);
        Channel channel = pair.opened();
        long start = pair.world.nowMicros();
        pair.sendAll(channel, pair.messages(160));

        assertTrue(pair.world.runUntil(() -> pair.served().messages.size() == 160, Duration.ofMinutes(1)));

        // ten windows of 16, each a round trip of 40 ms
        assertTrue(pair.world.nowMicros() - start < 10 * 60_000, (pair.world.nowMicros() - start) + " us");
    }

    @Test
    void thirtySecondsOfSilenceAreSurvived() {
        Pair pair = new Pair(2);
        Channel channel = pair.opened();
        List<byte[]> there = pair.messages(1_500);
        List<byte[]> back = pair.messages(50);
        pair.sendAll(channel, there);
        pair.world.run(Duration.ofMillis(500));
        pair.wire.cut = true;
        pair.sendAll(pair.served().channel, back);
        pair.world.run(Duration.ofSeconds(30));
        int before = pair.served().messages.size();
        assertTrue(before > 0 && before < 1_500, before + " messages before the end of the silence");
        pair.wire.cut = false;

        assertTrue(
                pair.world.runUntil(() -> pair.atOpener.ended() && pair.served().ended(), Duration.ofSeconds(15)));

        assertSame(there, pair.served().messages);
        assertSame(back, pair.atOpener.messages);
        assertEquals(List.of(End.FINISHED), pair.atOpener.ends);
    }

    @Test
    void aStaleRouteIsReplacedByAFreshOne() {
        Pair pair = new Pair(3);
        Channel channel = pair.opened();
        pair.sendAll(channel, pair.messages(200));
        pair.world.run(Duration.ofMillis(200));
        pair.wire.staleRoute = true;
        long since = pair.world.nowMicros();

        assertTrue(pair.world.runUntil(() -> pair.served().messages.size() == 200, Duration.ofSeconds(20)));

        List<Wire.Carried> fresh = pair.wire.carried(DATA).stream()
                .filter(one -> one.route() == org.myrmex.api.routing.SendOptions.Route.FRESH)
                .toList();
        assertFalse(fresh.isEmpty());
        assertTrue(fresh.stream().allMatch(one -> one.body().length == 1024), "a flood carries a small record");
        assertTrue(fresh.size() <= 4, fresh.size() + " floods");
        assertTrue(pair.world.nowMicros() - since < 3_000_000, "it took " + (pair.world.nowMicros() - since));
    }

    @Test
    void freshRoutesAreAskedForEveryFiveSecondsAndNotMore() {
        Pair pair = new Pair(3);
        Channel channel = pair.opened();
        pair.wire.cut = true;
        channel.send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(50));

        List<Long> fresh = pair.wire.carried(DATA).stream()
                .filter(one -> one.route() == org.myrmex.api.routing.SendOptions.Route.FRESH)
                .filter(one -> one.from().equals(pair.opener.address()))
                .map(Wire.Carried::micros)
                .toList();
        assertTrue(fresh.size() >= 5, fresh.size() + " fresh routes in 50 s");
        for (int i = 1; i < fresh.size(); i++) {
            assertTrue(fresh.get(i) - fresh.get(i - 1) >= 5_000_000);
        }
    }

    @Test
    void anIdleChannelStaysOpenForHours() {
        Pair pair = new Pair(4);
        pair.wire.loss = 0.2;
        Channel channel = pair.opened();
        pair.world.run(Duration.ofHours(3));

        assertFalse(pair.atOpener.ended());
        assertTrue(channel.send(new byte[] {7}));
        assertTrue(pair.world.runUntil(() -> pair.served().messages.size() == 1, Duration.ofSeconds(10)));
        long fresh = pair.wire.carried(DATA).stream()
                .filter(one -> one.route() == org.myrmex.api.routing.SendOptions.Route.FRESH)
                .count();
        assertTrue(fresh < 150, fresh + " floods in 3 idle hours at 20 % loss");
    }

    @Test
    void theListenerGetsNoMoreThanItAskedFor() {
        Pair pair = new Pair(5);
        Recorder slow = new Recorder();
        slow.first = 3;
        var unused = pair.answering.serve("slow", (channel, request) -> {
            slow.channel = channel;
            return slow;
        });
        CompletableFuture<Channel> opening =
                pair.open("slow", org.myrmex.api.channel.ChannelOptions.DEFAULT, pair.atOpener);
        assertTrue(pair.world.runUntil(opening::isDone, Duration.ofSeconds(5)));
        List<byte[]> messages = pair.messages(300);
        pair.sendAll(opening.join(), messages);

        pair.world.run(Duration.ofMinutes(5));
        assertEquals(3, slow.messages.size());
        assertFalse(slow.ended(), "five minutes without demand are no silence");

        slow.channel.request(97);
        pair.world.run(Duration.ofSeconds(30));
        assertEquals(100, slow.messages.size());

        slow.whenReceived = () -> slow.channel.request(1);
        slow.channel.request(1);
        assertTrue(pair.world.runUntil(() -> slow.messages.size() == 300, Duration.ofMinutes(1)));
        assertSame(messages, slow.messages);
    }

    @Test
    void aListenerWithoutDemandHoldsBackTheSender() {
        Pair pair = new Pair(5);
        Recorder slow = new Recorder();
        slow.first = 0;
        var unused = pair.answering.serve("slow", (channel, request) -> slow);
        CompletableFuture<Channel> opening =
                pair.open("slow", org.myrmex.api.channel.ChannelOptions.DEFAULT, pair.atOpener);
        assertTrue(pair.world.runUntil(opening::isDone, Duration.ofSeconds(5)));
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            while (opening.join().send(new byte[16_384])) {
                taken++;
            }
            pair.world.run(Duration.ofSeconds(1));
        }

        // the peer's buffer of 64 but for CONFIRM, which leaves it, and our own queue, which grows with the window
        assertTrue(taken >= 64 + Conversation.FIRST_ROOM && taken <= 64 + 80, "taken " + taken);
    }

    @Test
    void aFullQueueSaysNoAndCallsBackOnce() {
        Pair pair = new Pair(6);
        Channel channel = pair.opened();
        for (int i = 0; i < Conversation.FIRST_ROOM; i++) {
            assertTrue(channel.send(new byte[] {1}));
        }
        assertFalse(channel.send(new byte[] {1}));
        int[] calls = {0};
        channel.whenWritable(() -> calls[0]++);
        pair.world.run(Duration.ofSeconds(5));

        assertEquals(1, calls[0]);
        assertTrue(channel.send(new byte[] {1}));
    }

    @Test
    void aRefusingMeshIsAskedAgain() {
        Pair pair = new Pair(7);
        Channel channel = pair.opened();
        pair.wire.refusing = true;
        pair.sendAll(channel, pair.messages(20));
        pair.world.run(Duration.ofSeconds(3));
        pair.wire.refusing = false;

        assertTrue(pair.world.runUntil(() -> pair.served().messages.size() == 20, Duration.ofSeconds(5)));
        assertNoCounterTwice(pair);
    }

    @Test
    void messagesOutOfBoundsAreTheCallersFault() {
        Channel channel = new Pair(8).opened();

        assertTrue(channel.maxMessage() >= 16 * 1024 + 64);
        assertThrows(IllegalArgumentException.class, () -> channel.send(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> channel.send(new byte[channel.maxMessage() + 1]));
        assertTrue(channel.send(new byte[channel.maxMessage()]));
    }

    @Test
    void theLongestMessageIsOneDatagram() {
        Pair pair = new Pair(9);
        Channel channel = pair.opened();
        pair.world.run(Duration.ofSeconds(1));
        int before = pair.wire.carried().size();
        channel.send(new byte[channel.maxMessage()]);
        pair.world.run(Duration.ofSeconds(1));

        List<Integer> lengths = pair.wire.carried().stream()
                .skip(before)
                .map(one -> one.body().length)
                .toList();
        assertEquals(List.of(16_896, 128), lengths, "the message and its acknowledgement");
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "message " + i);
        }
    }

    private static void assertNoCounterTwice(Pair pair) {
        TreeSet<String> seen = new TreeSet<>();
        for (Wire.Carried one : pair.wire.carried(DATA)) {
            ByteBuffer body = ByteBuffer.wrap(one.body());
            String name = one.from() + " " + body.getInt(4) + " " + body.getInt(8) + " " + body.getLong(12);
            assertTrue(seen.add(name), "a counter was used twice");
        }
    }
}
