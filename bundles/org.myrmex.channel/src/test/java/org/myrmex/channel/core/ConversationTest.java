package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.channel.ChannelListener.End;

/** Single steps of a conversation that a wire would hardly show. */
class ConversationTest {
    private static final Confirm CONFIRM = new Confirm("test", new byte[] {1});

    private final OpenerHandshake.Agreed agreed = Given.agreed();
    private final Given.Effects atOpener = new Given.Effects();
    private final Given.Effects atAnswerer = new Given.Effects();
    private final Conversation answerer =
            Conversation.answered(0, Given.agreed().keys(), Given.PARTIES, atAnswerer.setting());

    @Test
    void theEpochsLastRecordSaysThatItIsOver() {
        long nearlyAll = RecordFormat.RECORDS_OF_AN_EPOCH - 3;
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, nearlyAll, atOpener.setting());
        answerer.received(1, atOpener.last());
        opener.send(2, new byte[] {1});
        answerer.received(3, atOpener.last());
        assertEquals(List.of(), atOpener.ends);
        opener.send(4, new byte[] {2});
        answerer.received(5, atOpener.last());
        opener.send(6, new byte[] {3});
        opener.tick(10_000_000);

        assertEquals(List.of(End.LOST), atOpener.ends);
        assertTrue(opener.isOver());
        assertEquals(3, atOpener.bodies.size(), "no record beyond the epoch");
        assertEquals(List.of(End.RESET), atAnswerer.ends);
    }

    @Test
    void aRetransmissionHasANewCounter() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.written(0, 0);
        opener.tick(1_000_000);

        assertEquals(2, atOpener.bodies.size());
        Packet.Data first = Given.decoded(Packet.Data.class, atOpener.bodies.get(0));
        assertEquals(0, first.counter());
        assertEquals(1, atOpener.last().counter());
        answerer.received(1, atOpener.last());
        assertEquals("test", atAnswerer.confirms.get(0).service());
    }

    @Test
    void whatHasNotLeftThisPeerIsNotRepeated() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.tick(3_000_000);
        assertEquals(1, atOpener.bodies.size());
        opener.written(3_000_000, 0);
        opener.tick(4_000_000);
        assertEquals(2, atOpener.bodies.size());
    }

    @Test
    void aMeshThatForgetsToSayWhatLeftStopsNothing() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.tick(SentRecords.LOST_TRACK_MICROS + 1_000_000);
        assertEquals(2, atOpener.bodies.size());
    }

    @Test
    void aRecordThatLeftLateDoesNotHideOneThatNeverDid() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        for (int i = 0; i < Transmitter.MAX_UNWRITTEN; i++) {
            opener.send(0, new byte[] {1});
        }
        opener.written(SentRecords.LOST_TRACK_MICROS - 1, 0);
        assertEquals(Transmitter.MAX_UNWRITTEN + 1, atOpener.bodies.size());

        opener.tick(SentRecords.LOST_TRACK_MICROS);
        assertTrue(opener.nextWakeUp() > SentRecords.LOST_TRACK_MICROS, "no turn without end");
    }

    @Test
    void whatTheMeshRefusedIsNotTriedWithoutEnd() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.written(0, 0);
        answerer.received(1, atOpener.last());
        answerer.tick(20_000);
        opener.received(20_000, atAnswerer.last());
        long keepAlive = opener.nextWakeUp();
        atOpener.refusing = true;
        opener.tick(keepAlive);
        long again = opener.nextWakeUp();
        assertEquals(keepAlive + Transmitter.REFUSED_PAUSE_MICROS, again);

        opener.tick(again);
        assertTrue(opener.nextWakeUp() > again, "with nothing more to say the pause is over");
    }

    @Test
    void nothingIsSaidBeforeTheOpenersFirstMessageIsThere() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.send(0, new byte[] {1});
        answerer.request(0, 10);
        answerer.received(1, atOpener.last());
        answerer.tick(20_000);
        assertTrue(atAnswerer.bodies.isEmpty());
        assertTrue(atAnswerer.messages.isEmpty());

        answerer.received(2, Given.decoded(Packet.Data.class, atOpener.bodies.get(0)));
        assertEquals(1, atAnswerer.messages.size());
        assertEquals(1, atAnswerer.bodies.size());
    }

    @Test
    void acknowledgementsWaitTenMillisecondsOrForSixteenMessages() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        answerer.request(0, 100);
        answerer.received(0, atOpener.last());
        assertEquals(ReceiveWindow.ACK_DELAY_MICROS, answerer.nextWakeUp());
        answerer.tick(9_999);
        assertTrue(atAnswerer.bodies.isEmpty());
        answerer.tick(10_000);
        assertEquals(1, atAnswerer.bodies.size());
        assertEquals(Packet.BARE_BYTES, atAnswerer.bodies.get(0).length);

        opener.received(20_000, atAnswerer.last());
        for (int i = 1; i <= 16; i++) {
            assertEquals(1, atAnswerer.bodies.size());
            opener.send(20_000, new byte[] {1});
            opener.written(20_000, i);
            answerer.received(20_000, atOpener.last());
        }
        assertEquals(2, atAnswerer.bodies.size());
    }

    @Test
    void anAcknowledgementRidesOnAMessage() {
        Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        answerer.received(0, atOpener.last());
        answerer.send(1, new byte[] {1});
        answerer.tick(15_000);

        assertEquals(1, atAnswerer.bodies.size());
    }

    @Test
    void sixteenMessagesFlyAtOnce() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        for (int i = 0; i < 30; i++) {
            opener.send(0, new byte[] {1});
        }
        assertEquals(Transmitter.MAX_UNWRITTEN, atOpener.bodies.size(), "until some have left this peer");
        for (int i = 0; i < 30; i++) {
            opener.written(0, i);
        }
        assertEquals(CongestionWindow.FIRST, atOpener.bodies.size(), "until some have arrived");
    }

    @Test
    void threeLaterArrivalsMakeALoss() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        answerer.request(0, 100);
        answerer.received(0, atOpener.last());
        for (int i = 0; i < 5; i++) {
            opener.send(0, new byte[] {(byte) i});
        }
        for (int i = 2; i <= 5; i++) {
            answerer.received(1, Given.decoded(Packet.Data.class, atOpener.bodies.get(i)));
        }
        assertTrue(atAnswerer.messages.isEmpty());
        opener.received(2, atAnswerer.last());

        assertEquals(7, atOpener.bodies.size(), "the second is repeated at once, and it alone");
        answerer.received(3, atOpener.last());
        assertEquals(5, atAnswerer.messages.size());
        assertArrayEquals(new byte[] {0}, atAnswerer.messages.get(0));
    }

    @Test
    void theBudgetHoldsBackAllButOneMessageEach() {
        Budget none = new Budget(0);
        Given.Effects effects = new Given.Effects();
        Conversation tight =
                Conversation.answered(0, Given.agreed().keys(), Given.PARTIES, new Setting(60_000_000, none, effects));
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        for (int i = 0; i < 3; i++) {
            opener.send(0, new byte[] {(byte) i});
        }
        atOpener.bodies.forEach(body -> tight.received(1, Given.decoded(Packet.Data.class, body)));
        assertEquals(1, none.heldBytes());

        tight.request(2, 10);
        assertEquals(1, effects.messages.size());
        tight.consumed(3, 1);
        assertEquals(0, none.heldBytes());
    }

    @Test
    void whatWaitsAtTheListenerCountsBeyondTheEnd() {
        Budget budget = new Budget(Budget.DEFAULT_BYTES);
        Given.Effects effects = new Given.Effects();
        Setting setting = new Setting(60_000_000, budget, effects);
        Conversation slow = Conversation.answered(0, Given.agreed().keys(), Given.PARTIES, setting);
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        opener.send(0, new byte[100]);
        opener.send(0, new byte[100]);
        slow.request(0, 1);
        atOpener.bodies.forEach(body -> slow.received(1, Given.decoded(Packet.Data.class, body)));
        assertEquals(200, budget.heldBytes());

        slow.close(2);
        assertEquals(100, budget.heldBytes());
        slow.consumed(3, 1);
        assertEquals(0, budget.heldBytes());
    }

    @Test
    void aPeerThatConfirmsTwiceOrAcknowledgesTheFutureIsIgnored() {
        Conversation opener = Conversation.opened(0, agreed, Given.PARTIES, CONFIRM, atOpener.setting());
        Sealer sealer = new Sealer(agreed.keys().toOpener(), Given.PARTIES.answerer(), Given.PARTIES.opener(), 0);
        Acknowledgement nothing = new Acknowledgement(0, 0, 64, -1, 0);
        Acknowledgement future = new Acknowledgement(9, 0, 64, 0, 0);
        Acknowledgement echoOfFuture = new Acknowledgement(1, 0, 64, 99, 0);
        for (Segment strange : List.of(
                new Segment(Segment.Kind.CONFIRM, 0, nothing, CONFIRM.encode()),
                new Segment(Segment.Kind.ACKNOWLEDGE, 0, future, new byte[0]),
                new Segment(Segment.Kind.ACKNOWLEDGE, 0, echoOfFuture, new byte[0]))) {
            opener.received(1, Given.decoded(Packet.Data.class, sealer.seal(strange)));
        }
        opener.written(2, 0);
        opener.tick(2_000_000);

        assertTrue(atOpener.confirms.isEmpty());
        assertEquals(2, atOpener.bodies.size(), "CONFIRM still counts as not arrived");
        assertFalse(opener.isOver());
    }

    @Test
    void aRequestThatIsNoneClosesTheChannel() {
        Sealer sealer = new Sealer(agreed.keys().toAnswerer(), Given.PARTIES.opener(), Given.PARTIES.answerer(), 0);
        Acknowledgement nothing = new Acknowledgement(0, 0, 64, -1, 0);
        byte[] rubbish = {9, 1, 2};
        answerer.received(
                1,
                Given.decoded(Packet.Data.class, sealer.seal(new Segment(Segment.Kind.CONFIRM, 0, nothing, rubbish))));

        assertEquals(List.of(End.RESET), atAnswerer.ends);
        assertEquals(1, atAnswerer.bodies.size());
    }
}
