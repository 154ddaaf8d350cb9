package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.channel.ChannelOptions;

/** How channels end: only what both finished is FINISHED. */
class EndingTest {
    @Test
    void bothFinishedIsFinished() {
        Pair pair = new Pair(1);
        Channel channel = pair.opened();
        CompletableFuture<Void> here = channel.finish().toCompletableFuture();
        pair.world.run(Duration.ofSeconds(2));
        assertTrue(here.isDone() && !here.isCompletedExceptionally());
        assertFalse(pair.atOpener.ended(), "the other side has not finished");
        assertFalse(pair.served().ended());

        CompletableFuture<Void> there = pair.served().channel.finish().toCompletableFuture();
        pair.world.run(Duration.ofSeconds(2));

        assertTrue(there.isDone() && !there.isCompletedExceptionally());
        assertEquals(List.of(End.FINISHED), pair.atOpener.ends);
        assertEquals(List.of(End.FINISHED), pair.served().ends);
        assertFalse(channel.send(new byte[] {1}));
    }

    @Test
    void theOtherSideMaySendOnAfterOneFinished() {
        Pair pair = new Pair(1);
        var unused = pair.opened().finish();
        pair.world.run(Duration.ofMinutes(5));
        pair.sendAll(pair.served().channel, pair.messages(100));
        pair.world.run(Duration.ofSeconds(20));

        assertEquals(100, pair.atOpener.messages.size());
        assertEquals(List.of(End.FINISHED), pair.atOpener.ends);
    }

    @Test
    void aCloseIsAResetForBoth() {
        Pair pair = new Pair(2);
        Channel channel = pair.opened();
        channel.send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(1));
        channel.close();
        pair.world.run(Duration.ofSeconds(1));

        assertEquals(List.of(End.RESET), pair.atOpener.ends);
        assertEquals(List.of(End.RESET), pair.served().ends);
        assertEquals(1, pair.served().messages.size());
    }

    @Test
    void aLostResetIsSaidAgain() {
        Pair pair = new Pair(2);
        Channel channel = pair.opened();
        pair.wire.cut = true;
        channel.close();
        pair.world.run(Duration.ofSeconds(1));
        pair.wire.cut = false;
        pair.served().channel.send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(2));

        assertEquals(List.of(End.RESET), pair.served().ends);
    }

    @Test
    void aPeerThatVanishesIsLostAndNeverFinished() {
        Pair pair = new Pair(3);
        Channel channel = pair.opened();
        CompletableFuture<Void> finished = channel.finish().toCompletableFuture();
        pair.world.run(Duration.ofSeconds(1));
        pair.wire.cut = true;
        CompletableFuture<Void> there = pair.served().channel.finish().toCompletableFuture();
        pair.world.run(Duration.ofSeconds(50));
        assertFalse(pair.atOpener.ended());
        pair.world.run(Duration.ofSeconds(30));

        assertTrue(finished.isDone());
        assertEquals(List.of(End.LOST), pair.atOpener.ends);
        assertEquals(List.of(End.LOST), pair.served().ends);
        assertTrue(there.isCompletedExceptionally());
    }

    @Test
    void theLastMessagesCutOffAreNotFinished() {
        Pair pair = new Pair(4);
        Channel channel = pair.opened();
        channel.send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(1));
        pair.wire.tamper = one -> {
            // whoever cuts the wire after the first message cannot make it look like the end
            byte[] none = new byte[0];
            return new Wire.Carried(one.from(), one.to(), none, one.route(), one.micros());
        };
        channel.send(new byte[] {2});
        var unused = channel.finish();
        var unusedToo = pair.served().channel.finish();
        pair.world.run(Duration.ofMinutes(2));

        assertEquals(1, pair.served().messages.size());
        assertEquals(List.of(End.LOST), pair.served().ends);
        assertEquals(List.of(End.LOST), pair.atOpener.ends);
    }

    @Test
    void theLastAcknowledgementMayBeLost() {
        Pair pair = new Pair(5);
        Channel channel = pair.opened();
        var unused = channel.finish();
        pair.world.run(Duration.ofSeconds(1));
        var unusedToo = pair.served().channel.finish();
        assertTrue(pair.world.runUntil(pair.atOpener::ended, Duration.ofSeconds(1)));
        pair.wire.cut = true;
        pair.world.run(Duration.ofSeconds(30));
        pair.wire.cut = false;
        pair.world.run(Duration.ofSeconds(10));

        assertEquals(List.of(End.FINISHED), pair.atOpener.ends);
        assertEquals(List.of(End.FINISHED), pair.served().ends);
    }

    @Test
    void anAddressThatIsGoneEndsItsChannels() {
        Pair pair = new Pair(6);
        pair.opened();
        pair.wire.close(pair.opener);
        pair.world.run(Duration.ofSeconds(1));
        assertEquals(List.of(End.LOST), pair.atOpener.ends);
        assertFalse(pair.served().ended());
        pair.world.run(Duration.ofMinutes(2));

        assertEquals(List.of(End.LOST), pair.served().ends);
    }

    @Test
    void aStoppingOwnerTakesItsChannelsAlong() {
        Pair pair = new Pair(7);
        pair.opened();
        pair.opening.closeOf(pair);
        pair.world.run(Duration.ofSeconds(1));

        assertEquals(List.of(End.RESET), pair.atOpener.ends);
        assertEquals(List.of(End.RESET), pair.served().ends);
    }

    @Test
    void aHandlerThatGoesTakesItsChannelsAlong() {
        Pair pair = new Pair(7);
        Recorder there = new Recorder();
        var registration = pair.answering.serve("passing", (channel, request) -> there);
        Recorder here = new Recorder();
        var unused = pair.open("passing", ChannelOptions.DEFAULT, here);
        pair.world.run(Duration.ofSeconds(1));
        registration.close();
        pair.world.run(Duration.ofSeconds(1));

        assertEquals(List.of(End.RESET), there.ends);
        assertEquals(List.of(End.RESET), here.ends);
    }

    @Test
    void anUnknownServiceAndARefusalAreResets() {
        Pair pair = new Pair(8);
        var unused = pair.answering.serve("refuses", (channel, request) -> null);
        for (String service : List.of("unknown", "refuses")) {
            Recorder here = new Recorder();
            CompletableFuture<Channel> opening = pair.open(service, ChannelOptions.DEFAULT, here);
            pair.world.run(Duration.ofSeconds(2));

            assertTrue(opening.isDone() && !opening.isCompletedExceptionally(), "the keys were proven");
            assertEquals(List.of(End.RESET), here.ends, service);
        }
    }

    @Test
    void aFailingListenerLosesItsChannelOnly() {
        Pair pair = new Pair(9);
        Recorder other = new Recorder();
        CompletableFuture<Channel> second = pair.open(Pair.SERVICE, ChannelOptions.DEFAULT, other);
        Channel first = pair.opened();
        pair.world.run(Duration.ofSeconds(1));
        pair.atAnswerer.get(0).whenReceived = () -> {
            throw new IllegalStateException("a fault of the plugin");
        };
        first.send(new byte[] {1});
        second.join().send(new byte[] {1});
        pair.world.run(Duration.ofSeconds(2));

        assertEquals(1, pair.atAnswerer.stream().filter(Recorder::ended).count());
        assertEquals(1, (pair.atOpener.ended() ? 1 : 0) + (other.ended() ? 1 : 0));
    }

    @Test
    void whatWaitsForRoomIsCalledAtTheEnd() {
        Pair pair = new Pair(10);
        Channel channel = pair.opened();
        pair.wire.cut = true;
        while (channel.send(new byte[] {1})) {
            pair.world.run(Duration.ofMillis(1));
        }
        int[] calls = {0};
        channel.whenWritable(() -> calls[0]++);
        CompletableFuture<Void> finished = channel.finish().toCompletableFuture();
        pair.world.run(Duration.ofMinutes(2));

        assertEquals(1, calls[0]);
        assertTrue(finished.isCompletedExceptionally());
        assertFalse(channel.send(new byte[] {1}));
    }

    @Test
    void aFullTableMakesRoomByWhatHasEnded() {
        Pair pair = new Pair(11);
        for (int i = 0; i < LiveTable.CHANNELS + 10; i++) {
            if (i % 200 == 199) {
                // an address takes 256 sids
                pair.renewAnswerer();
            }
            Recorder here = new Recorder();
            CompletableFuture<Channel> opening = pair.open(Pair.SERVICE, ChannelOptions.DEFAULT, here);
            assertTrue(pair.world.runUntil(opening::isDone, Duration.ofSeconds(5)));
            assertFalse(opening.isCompletedExceptionally());
            opening.join().close();
        }
        pair.world.run(Duration.ofSeconds(1));
        assertEquals(LiveTable.CHANNELS + 10, pair.requests.size());
    }
}
