package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelException;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.routing.SendOptions.Route;
import org.myrmex.channel.core.Doorkeeper;

/** How channels come to be, and what does not make one. */
class OpeningTest {
    private static final int OPEN = 1;
    private static final int ACCEPT = 2;
    private static final int DATA = 3;
    /** Bytes before the sid; then ephemeral key (1216) and encapsulations (1120). */
    private static final int HEADER = 4;

    @Test
    void bothEndsAgreeOnWhatTheChannelIs() {
        Pair pair = new Pair(1);
        Channel here = pair.opened();
        Channel there = pair.served().channel;

        assertEquals(pair.answerer.address(), here.peer());
        assertEquals(pair.opener.address(), there.peer());
        assertArrayEquals(here.transcriptHash(), there.transcriptHash());
        assertEquals(32, here.transcriptHash().length);
        assertArrayEquals(Pair.REQUEST, pair.requests.get(0));
        assertEquals(4096, pair.wire.carried(OPEN).get(0).body().length);
        assertEquals(4096, pair.wire.carried(ACCEPT).get(0).body().length);
    }

    @Test
    void anOpenerBoundlessInHisWishesIsToldSo() {
        Pair pair = new Pair(1);

        assertThrows(IllegalArgumentException.class, () -> pair.open("", ChannelOptions.DEFAULT, pair.atOpener));
        assertThrows(
                IllegalArgumentException.class, () -> pair.open("x".repeat(33), ChannelOptions.DEFAULT, pair.atOpener));
    }

    @Test
    void anOpenerMayWaitForEver() {
        Pair pair = new Pair(1);
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        CompletableFuture<Channel> result = pair.open(new ChannelOptions(forEver, forEver));
        pair.world.run(Duration.ofSeconds(5));
        assertTrue(result.isDone() && !result.isCompletedExceptionally());
        assertEquals(1, pair.atAnswerer.size());
    }

    @Test
    void strangersDoNotTakeTheLastPlaces() {
        Pair pair = new Pair(1);
        for (int i = 0; i < LiveTable.VISITORS; i++) {
            int before = pair.atAnswerer.size();
            var unused = pair.open(ChannelOptions.DEFAULT);
            assertTrue(pair.world.runUntil(() -> pair.atAnswerer.size() > before, Duration.ofSeconds(5)), "place " + i);
        }
        CompletableFuture<Channel> oneTooMany = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(30));
        assertTrue(oneTooMany.isCompletedExceptionally());
        assertEquals(LiveTable.VISITORS, pair.atAnswerer.size());

        pair.served().channel.close();
        var unused = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(5));
        assertEquals(LiveTable.VISITORS + 1, pair.atAnswerer.size(), "an ended one makes room");
    }

    @Test
    void theOpenerRepeatsByAFreshRoute() {
        Pair pair = new Pair(2);
        pair.wire.staleRoute = true;
        long start = pair.world.nowMicros();
        pair.opened();

        List<Wire.Carried> opens = pair.wire.carried(OPEN);
        assertEquals(
                List.of(Route.KNOWN, Route.KNOWN, Route.FRESH),
                opens.stream().map(Wire.Carried::route).toList());
        assertEquals(
                List.of(0L, 1L, 3L),
                opens.stream().map(one -> (one.micros() - start) / 1_000_000).toList());
        assertArrayEquals(opens.get(0).body(), opens.get(2).body(), "the same bytes, no new keys");
    }

    @Test
    void aLostAcceptIsRepeatedWithoutNewKeys() {
        Pair pair = new Pair(3);
        lose(pair, ACCEPT, 2);
        pair.opened();

        List<Wire.Carried> accepts = pair.wire.carried(ACCEPT);
        assertEquals(3, accepts.size());
        assertArrayEquals(accepts.get(0).body(), accepts.get(2).body());
        assertEquals(1, pair.requests.size());
    }

    @Test
    void afterALongSilenceTheOpenerTriesWithNewKeys() {
        Pair pair = new Pair(4);
        pair.wire.cut = true;
        CompletableFuture<Channel> opening =
                pair.open(new ChannelOptions(Duration.ofSeconds(60), Duration.ofSeconds(60)));
        pair.world.run(Duration.ofSeconds(30));
        pair.wire.cut = false;

        assertTrue(pair.world.runUntil(opening::isDone, Duration.ofSeconds(6)));
        assertFalse(opening.isCompletedExceptionally());
        List<Wire.Carried> opens = pair.wire.carried(OPEN);
        assertNotEquals(
                sid(opens.get(0)), sid(opens.get(opens.size() - 1)), "an answerer forgets the first after 10 s");
    }

    @Test
    void acceptsThatAreAllLostForTenSecondsDoNotMakeTheChannelImpossible() {
        Pair pair = new Pair(4);
        pair.wire.tamper = one -> one.kind() == ACCEPT ? empty(one) : one;
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofMillis(10_500));
        pair.wire.tamper = UnaryOperator.identity();

        assertTrue(pair.world.runUntil(opening::isDone, Duration.ofSeconds(3)));
        assertFalse(opening.isCompletedExceptionally());
    }

    @Test
    void nobodyThereIsAnErrorInTime() {
        Pair pair = new Pair(5);
        pair.wire.cut = true;
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofMillis(19_900));
        assertFalse(opening.isDone());
        pair.world.run(Duration.ofMillis(200));

        CompletionException failure = assertThrows(CompletionException.class, opening::join);
        assertInstanceOf(ChannelException.class, failure.getCause());
    }

    @Test
    void anAnswerThatIsForgottenIsAnErrorAtOnce() {
        Pair pair = new Pair(6);
        pair.opener.forget(pair.answerer);

        assertTrue(pair.open(ChannelOptions.DEFAULT).isCompletedExceptionally());
    }

    @Test
    void anAddressThatGoesEndsTheOpening() {
        Pair pair = new Pair(6);
        pair.wire.cut = true;
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(2));
        pair.wire.close(pair.opener);
        pair.world.run(Duration.ofSeconds(1));

        assertTrue(opening.isCompletedExceptionally());
    }

    @Test
    void aReplayedOpenDoesNothingNew() {
        Pair pair = new Pair(7);
        pair.opened();
        pair.world.run(Duration.ofSeconds(1));
        Wire.Carried open = pair.wire.carried(OPEN).get(0);
        int before = pair.wire.carried().size();
        for (int i = 0; i < 20; i++) {
            pair.wire.bring(open);
            pair.world.run(Duration.ofMillis(100));
        }

        assertEquals(before, pair.wire.carried().size(), "no answer");
        assertEquals(1, pair.requests.size());

        pair.world.run(Duration.ofSeconds(12));
        pair.wire.bring(open);
        pair.world.run(Duration.ofSeconds(1));
        assertEquals(1, pair.wire.carried(ACCEPT).size(), "nor when the half-open time is over");
    }

    @Test
    void aReplayedAcceptAndReplayedRecordsDoNothing() {
        Pair pair = new Pair(7);
        Channel channel = pair.opened();
        channel.send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(1));
        List<Wire.Carried> all = List.copyOf(pair.wire.carried());
        for (Wire.Carried one : all) {
            pair.wire.bring(one);
            pair.world.run(Duration.ofMillis(50));
        }

        assertEquals(all.size(), pair.wire.carried().size());
        assertEquals(1, pair.served().messages.size());
        assertFalse(pair.atOpener.ended());
    }

    @Test
    void theAnswererIsSilentUntilTheOpenerHasProvenHisKeys() {
        Pair pair = new Pair(8);
        pair.wire.tamper = one -> one.kind() == DATA ? empty(one) : one;
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(30));

        assertTrue(opening.isDone());
        assertTrue(pair.requests.isEmpty());
        assertTrue(pair.wire.carried(DATA).stream().allMatch(one -> one.from().equals(pair.opener.address())));
    }

    @Test
    void halfOpenChannelsAreBoundedAndForgotten() {
        Pair pair = new Pair(9);
        pair.wire.tamper = one -> one.kind() == OPEN ? one : empty(one);
        for (int i = 0; i < 20; i++) {
            var unused = pair.open(ChannelOptions.DEFAULT);
        }
        pair.world.run(Duration.ofMillis(900));
        assertEquals(Doorkeeper.HALF_OPEN_OF_A_PAIR, pair.wire.carried(ACCEPT).size());

        pair.world.run(Duration.ofSeconds(40));
        pair.wire.tamper = UnaryOperator.identity();
        pair.opened();
    }

    @Test
    void recordsOfOthersAndOtherAnswersMakeNoChannel() {
        Pair pair = new Pair(10);
        byte[] other = new byte[32];
        pair.answerer.knows(pair.opener, other);
        assertNothingComesOf(pair, "the answerer means another answer");

        Pair stranger = new Pair(10);
        stranger.answerer.forget(stranger.opener);
        assertNothingComesOf(stranger, "the answerer does not know the opener");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 19, 20, 700, 1235, 1236, 1800, 2355, 2356, 2360, 3000, 4095})
    void aChangedByteOfOpenIsSilence(int position) {
        Pair pair = new Pair(11);
        pair.wire.tamper = one -> one.kind() == OPEN ? flipped(one, position) : one;

        assertNothingComesOf(pair, "byte " + position);
        assertTrue(pair.wire.carried(ACCEPT).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 19, 20, 700, 1139, 1140, 1800, 2259, 2260, 2300, 3000, 4095})
    void aChangedByteOfAcceptIsSilence(int position) {
        Pair pair = new Pair(12);
        pair.wire.tamper = one -> one.kind() == ACCEPT ? flipped(one, position) : one;

        assertNothingComesOf(pair, "byte " + position);
        assertTrue(pair.wire.carried(DATA).isEmpty());
    }

    @Test
    void aWrongAcceptDoesNotKeepTheRightOneOut() {
        Pair pair = new Pair(13);
        int[] seen = {0};
        pair.wire.tamper = one -> one.kind() == ACCEPT && seen[0]++ == 0 ? flipped(one, 4000) : one;
        pair.opened();

        assertEquals(2, pair.wire.carried(ACCEPT).size());
    }

    @Test
    void anotherOpenUnderTheSameSidDoesNotKeepTheRightOneOut() {
        Pair pair = new Pair(13);
        int[] seen = {0};
        pair.wire.tamper = one -> one.kind() == OPEN && seen[0]++ == 0 ? flipped(one, 4000) : one;
        pair.opened();

        assertEquals(2, pair.wire.carried(OPEN).size());
        assertEquals(
                sid(pair.wire.carried(OPEN).get(0)), sid(pair.wire.carried(OPEN).get(1)));
    }

    @Test
    void aKeyThatNoLibraryTakesIsSilence() {
        // a zero X25519 share makes Bouncy Castle throw IllegalStateException, a bad ML-KEM key
        // IllegalArgumentException
        for (int part : List.of(0, 1184)) {
            Pair pair = new Pair(14);
            pair.wire.tamper = one -> one;
            byte[] bad = new byte[1216];
            Arrays.fill(bad, part, part == 0 ? 1184 : 1216, (byte) (part == 0 ? 0xFF : 0));
            BadOpener.send(pair, bad);
            pair.world.run(Duration.ofSeconds(15));

            assertEquals(1, pair.wire.carried(OPEN).size());
            assertTrue(pair.wire.carried(ACCEPT).isEmpty());
            assertEquals(0, pair.wire.heldCredits);
            pair.opened();
        }
    }

    @Test
    void rubbishIsSilence() {
        Pair pair = new Pair(15);
        pair.opened();
        pair.world.run(Duration.ofSeconds(1));
        int before = pair.wire.carried().size();
        for (int length : new int[] {0, 1, 3, 4, 5, 20, 127, 128, 512, 1024, 2048, 4096, 16_896}) {
            for (int kind = 0; kind < 5; kind++) {
                byte[] body = new byte[length];
                pair.random.nextBytes(body);
                for (int i = 0; i < Math.min(HEADER, length); i++) {
                    body[i] = new byte[] {1, 1, (byte) kind, 0}[i];
                }
                pair.wire.bring(new Wire.Carried(
                        pair.opener.address(), pair.answerer.address(), body, Route.KNOWN, pair.world.nowMicros()));
                pair.world.run(Duration.ofMillis(10));
            }
        }

        assertEquals(before, pair.wire.carried().size());
        assertEquals(0, pair.wire.heldCredits);
        assertFalse(pair.served().ended());
    }

    @Test
    void manyChannelsOfTheSameTwoLiveSideBySide() {
        Pair pair = new Pair(16);
        pair.wire.loss = 0.1;
        for (int i = 0; i < 6; i++) {
            var unused =
                    pair.open(ChannelOptions.DEFAULT).thenAccept(channel -> pair.sendAll(channel, pair.messages(30)));
        }
        pair.world.run(Duration.ofSeconds(60));

        assertEquals(6, pair.atAnswerer.size());
        assertTrue(pair.atAnswerer.stream().allMatch(one -> one.messages.size() == 30));
    }

    @Test
    void aStoppingEngineEndsWhatItOpensAndHolds() {
        Pair pair = new Pair(17);
        pair.opened();
        pair.wire.cut = true;
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(1));
        CompletableFuture<Void> stopped = pair.opening.stop().toCompletableFuture();
        pair.world.run(Duration.ofSeconds(1));

        assertTrue(stopped.isDone());

        assertTrue(opening.isCompletedExceptionally());
        assertEquals(List.of(End.RESET), pair.atOpener.ends);
    }

    private static void assertNothingComesOf(Pair pair, String why) {
        CompletableFuture<Channel> opening = pair.open(ChannelOptions.DEFAULT);
        pair.world.run(Duration.ofSeconds(21));
        assertTrue(opening.isCompletedExceptionally(), why);
        assertTrue(pair.requests.isEmpty(), why);
    }

    private static void lose(Pair pair, int kind, int times) {
        int[] seen = {0};
        pair.wire.tamper = one -> one.kind() == kind && seen[0]++ < times ? empty(one) : one;
    }

    private static Wire.Carried empty(Wire.Carried one) {
        return new Wire.Carried(one.from(), one.to(), new byte[0], one.route(), one.micros());
    }

    private static Wire.Carried flipped(Wire.Carried one, int position) {
        byte[] body = one.body().clone();
        body[position] ^= 1;
        return new Wire.Carried(one.from(), one.to(), body, one.route(), one.micros());
    }

    private static String sid(Wire.Carried one) {
        return Arrays.toString(Arrays.copyOfRange(one.body(), HEADER, HEADER + 16));
    }
}
