package org.myrmex.discovery.hostcatcher.caught;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class CatcherTest {
    private static final long NOW = Paper.NOON;
    private static final long SECOND = 1_000_000;
    private static final Own NOBODY = new Own(Optional.empty(), List.of());
    private static final Verdict REACHED = new Verdict(Optional.empty());

    private final Catcher<Paper> catcher = new Catcher<>(60 * SECOND);
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void whoWasDialledWhereItSaysIsNamed() {
        meet(1);
        catcher.linked(Paper.inbound(9), NOW);
        assertEquals(List.of(Paper.of(1)), names(9));
    }

    @Test
    void nobodyIsNamedToItself() {
        meet(1);
        assertEquals(List.of(), names(1));
    }

    @Test
    void whoSaysToBeElsewhereIsNotNamed() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.pinged(Paper.peer(1), List.of(Paper.at(1, "9.9.9.9", Realm.PUBLIC)), NOW);
        catcher.linked(Paper.inbound(9), NOW);
        assertEquals(List.of(), names(9));
    }

    @Test
    void whoSpeaksForOthersIsNotBelieved() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.pinged(
                Paper.peer(1),
                List.of(new Paper(Paper.of(1).address().withId(Paper.peer(2)), Realm.PUBLIC, Paper.TODAY)),
                NOW);
        catcher.linked(Paper.inbound(9), NOW);
        assertEquals(List.of(), names(9));
        assertEquals(1, catcher.strays());
    }

    @Test
    void whoCameByItselfIsNamedAfterItWasDialledBack() {
        catcher.linked(Paper.inbound(1), NOW);
        catcher.linked(Paper.inbound(9), NOW);
        catcher.pinged(Paper.peer(1), List.of(Paper.of(1)), NOW);
        assertEquals(List.of(), names(9));
        assertTrue(catcher.triesBack(Paper.peer(1), NOW));
        catcher.triedBack(Paper.peer(1), Paper.address(1).port(), Optional.empty(), NOW);
        assertEquals(List.of(Paper.of(1)), names(9));
    }

    @Test
    void whoWasReachedAtAnotherPortIsNot() {
        catcher.linked(Paper.inbound(1), NOW);
        catcher.linked(Paper.inbound(9), NOW);
        catcher.triesBack(Paper.peer(1), NOW);
        catcher.triedBack(Paper.peer(1), 4444, Optional.empty(), NOW);
        catcher.pinged(Paper.peer(1), List.of(Paper.of(1)), NOW);
        assertEquals(List.of(), names(9));
    }

    @Test
    void whoCouldNotBeDialledBackIsNotNamedAndToldSoOnce() {
        catcher.linked(Paper.inbound(1), NOW);
        catcher.pinged(Paper.peer(1), List.of(Paper.of(1)), NOW);
        assertTrue(catcher.triesBack(Paper.peer(1), NOW));
        assertFalse(catcher.triesBack(Paper.peer(1), NOW), "one at a time");
        Optional<CloseReason> failure = Optional.of(CloseReason.UNREACHABLE);
        catcher.triedBack(Paper.peer(1), Paper.address(1).port(), failure, NOW);
        assertEquals(
                Optional.of(new Verdict(failure)),
                catcher.answer(Paper.peer(1), NOW, random).verdict());
        assertEquals(
                Optional.empty(), catcher.answer(Paper.peer(1), NOW, random).verdict());
        assertFalse(catcher.triesBack(Paper.peer(1), NOW + 600 * SECOND));
        assertTrue(catcher.triesBack(Paper.peer(1), NOW + 660 * SECOND));
    }

    @Test
    void aDialBackThatWasRefusedHereSaysNothing() {
        catcher.linked(Paper.inbound(1), NOW);
        catcher.triesBack(Paper.peer(1), NOW);
        catcher.triedBack(Paper.peer(1), 7081, Optional.of(CloseReason.OVER_LIMIT), NOW);
        assertEquals(
                Optional.empty(), catcher.answer(Paper.peer(1), NOW, random).verdict());
    }

    @Test
    void whoWasDialledIsNotDialledBack() {
        catcher.linked(Paper.dialled(1), NOW);
        assertFalse(catcher.triesBack(Paper.peer(1), NOW));
    }

    @Test
    void eightAreDialledBackAtATime() {
        for (int i = 0; i < 20; i++) {
            catcher.linked(Paper.inbound(i), NOW);
            assertEquals(i < Catcher.MAX_DIAL_BACKS, catcher.triesBack(Paper.peer(i), NOW));
        }
        catcher.triedBack(Paper.peer(0), 7081, Optional.empty(), NOW);
        assertTrue(catcher.triesBack(Paper.peer(19), NOW));
    }

    @Test
    void whoWantsNoLongerToBeNamedIsNot() {
        meet(1);
        catcher.linked(Paper.inbound(9), NOW);
        catcher.pinged(Paper.peer(1), List.of(), NOW);
        assertEquals(List.of(), names(9));
        assertEquals(List.of(), catcher.peers());
    }

    @Test
    void whatOthersToldIsNeverPassedOn() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.heard(Paper.peer(1), List.of(Paper.of(5), Paper.of(6)), NOBODY, NOW);
        catcher.linked(Paper.inbound(9), NOW);
        assertEquals(List.of(), names(9));
        assertEquals(List.of(), catcher.some(Realm.PUBLIC, 100, NOW, random));
        assertEquals(2, catcher.told(NOBODY, NOW, random).size());
    }

    @Test
    void othersWordsAreOfTheRealmInWhichTheyAreSpoken() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.heard(Paper.peer(1), List.of(Paper.at(5, "127.0.0.1", Realm.LOOPBACK), Paper.of(6)), NOBODY, NOW);
        assertEquals(1, catcher.told(NOBODY, NOW, random).size());
        assertEquals(1, catcher.strays());
    }

    @Test
    void oldOnesAndThoseOfTheFutureAreLeftOut() {
        catcher.linked(Paper.dialled(1), NOW);
        for (int day : new int[] {Paper.TODAY - 8, Paper.TODAY - 7, Paper.TODAY + 1, Paper.TODAY + 2}) {
            int number = day - Paper.TODAY + 100;
            catcher.heard(Paper.peer(1), List.of(Paper.of(number).onDay(day)), NOBODY, NOW);
        }
        assertEquals(2, catcher.told(NOBODY, NOW, random).size());
        assertEquals(2, catcher.strays());
    }

    @Test
    void nobodyNeedsToBeToldOfItselfNorOfItsNeighboursOrWhoeverItMet() {
        Own own = new Own(Optional.of(Paper.peer(7)), List.of(Paper.address(8)));
        meet(1);
        meet(2);
        catcher.unlinked(Paper.peer(2), NOW);
        PeerAddress ownPlace = Paper.address(8).withId(Paper.peer(99));
        Paper forged = new Paper(ownPlace, Realm.PUBLIC, Paper.TODAY);
        catcher.heard(
                Paper.peer(1),
                List.of(Paper.of(1), Paper.of(2), Paper.of(7), Paper.of(8), forged, Paper.of(3)),
                own,
                NOW);
        assertEquals(List.of(new Heard.Told<>(Paper.of(3), Paper.peer(1))), catcher.told(own, NOW, random));
        assertEquals(List.of(Paper.of(2)), named(catcher.met(own, NOW, random)));
    }

    @Test
    void pingsAreReadOnceInFiveSecondsEvenOverANewLink() {
        catcher.linked(Paper.inbound(1), NOW);
        assertTrue(catcher.takesPing(Paper.peer(1), NOW));
        assertFalse(catcher.takesPing(Paper.peer(1), NOW + 5 * SECOND - 1));
        catcher.unlinked(Paper.peer(1), NOW + SECOND);
        catcher.linked(Paper.inbound(1), NOW);
        assertFalse(catcher.takesPing(Paper.peer(1), NOW + 5 * SECOND - 1));
        assertTrue(catcher.takesPing(Paper.peer(1), NOW + 5 * SECOND));
        assertFalse(catcher.takesPing(Paper.peer(2), NOW), "a stranger");
    }

    @Test
    void aPongCountsOnceAndWithinTenSecondsOfItsPing() {
        catcher.linked(Paper.dialled(1), NOW);
        assertFalse(catcher.takesPong(Paper.peer(1), NOW));
        ping(1, NOW);
        assertTrue(catcher.takesPong(Paper.peer(1), NOW + 10 * SECOND));
        assertFalse(catcher.takesPong(Paper.peer(1), NOW + 10 * SECOND));
        ping(1, NOW + 20 * SECOND);
        assertFalse(catcher.takesPong(Paper.peer(1), NOW + 30 * SECOND + 1));
        ping(1, NOW + 40 * SECOND);
        catcher.notSent(Paper.peer(1));
        assertFalse(catcher.takesPong(Paper.peer(1), NOW + 40 * SECOND));
    }

    @Test
    void eachNeighbourIsPingedAtOnceAndThenEachMinuteATenthSoonerOrLater() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            catcher.linked(Paper.inbound(i), NOW);
            assertEquals(List.of(Paper.inbound(i)), catcher.due(NOW));
            ping(i, NOW);
            assertTrue(catcher.takesPong(Paper.peer(i), NOW));
        }
        for (long after = 0; after < 70; after++) {
            for (Neighbour due : catcher.due(NOW + after * SECOND)) {
                pauses.add(after);
                catcher.ping(due.address().id().orElseThrow(), false, NOW + 1000 * SECOND, random);
            }
        }
        assertEquals(100, pauses.size());
        assertTrue(pauses.stream().allMatch(pause -> pause >= 54 && pause <= 66), pauses.toString());
        assertTrue(pauses.stream().distinct().count() > 5, "not in step");
    }

    @Test
    void whoDoesNotAnswerIsAskedTwiceMoreAndThenAsUsual() {
        catcher.linked(Paper.inbound(1), NOW);
        List<Long> pings = new ArrayList<>();
        for (long after = 0; after < 76; after++) {
            if (!catcher.due(NOW + after * SECOND).isEmpty()) {
                pings.add(after);
                ping(1, NOW + after * SECOND);
            }
        }
        assertEquals(List.of(0L, 11L, 22L), pings);
    }

    @Test
    void forASearchNobodyIsAskedTwiceInFiveSeconds() {
        catcher.linked(Paper.dialled(1), NOW);
        assertEquals(1, catcher.askable(NOW).size());
        ping(1, NOW);
        assertEquals(0, catcher.askable(NOW + 5 * SECOND).size());
        assertEquals(1, catcher.askable(NOW + Catcher.PING_GAP_MICROS).size());
    }

    @Test
    void whoWasDialledIsAskedToDialBackUntilItSaysWhatCameOfIt() {
        catcher.linked(Paper.dialled(1), NOW);
        assertFalse(ping(1, false, NOW), "nowhere to dial");
        assertTrue(ping(1, true, NOW));
        assertEquals(1, catcher.due(NOW + 7 * SECOND).size(), "the verdict comes with the next pong");
        assertTrue(catcher.takesVerdict(Paper.peer(1), REACHED, NOW + 7 * SECOND));
        assertFalse(catcher.takesVerdict(Paper.peer(1), REACHED, NOW + 7 * SECOND), "asked once, told once");
        assertFalse(ping(1, true, NOW + 60 * SECOND));
        assertTrue(ping(1, true, NOW + 3700 * SECOND));
    }

    @Test
    void whoNeverSaysIsAskedEarlyThreeTimesOnly() {
        catcher.linked(Paper.dialled(1), NOW);
        long now = NOW;
        int pings = 0;
        for (int second = 0; second < 120; second++) {
            now += SECOND;
            if (!catcher.due(now).isEmpty()) {
                ping(1, true, now);
                pings++;
            }
        }
        assertTrue(pings == 5 || pings == 6, "pings in two minutes: " + pings);
    }

    @Test
    void aVerdictThatNobodyAskedForIsNone() {
        catcher.linked(Paper.inbound(1), NOW);
        ping(1, true, NOW);
        assertFalse(catcher.takesVerdict(Paper.peer(1), REACHED, NOW));
    }

    @Test
    void placesWhereNobodyIsAreForgottenAndThoseThatAreFullAreNot() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.heard(Paper.peer(1), List.of(Paper.of(5), Paper.of(6)), NOBODY, NOW);
        catcher.failed(Paper.address(5), CloseReason.TOO_MANY);
        assertEquals(2, catcher.told(NOBODY, NOW, random).size());
        catcher.failed(Paper.address(5), CloseReason.UNREACHABLE);
        catcher.failed(Paper.address(6), CloseReason.WRONG_PEER);
        assertEquals(0, catcher.told(NOBODY, NOW, random).size());
    }

    @Test
    void whatTheOperatorWantsForgottenIs() {
        meet(1);
        meet(2);
        catcher.unlinkedAll(NOW);
        catcher.linked(Paper.dialled(3), NOW);
        catcher.heard(Paper.peer(3), List.of(Paper.of(5), Paper.of(6)), NOBODY, NOW);
        catcher.forget(Optional.of(Paper.address(1)));
        catcher.forget(Optional.of(Paper.address(5)));
        assertEquals(List.of(Paper.of(2)), named(catcher.met(NOBODY, NOW, random)));
        assertEquals(1, catcher.heardCount());
        catcher.forget(Optional.empty());
        assertEquals(0, catcher.metCount() + catcher.heardCount());
    }

    @Test
    void whatWasStoredIsThereAgain() {
        meet(1);
        Catcher<Paper> again = new Catcher<>(60 * SECOND);
        again.restore(catcher.peers());
        assertEquals(List.of(Paper.of(1)), named(again.met(NOBODY, NOW, random)));
    }

    @Test
    void outsideThePublicNetHowADoorIsShutIsNotTold() {
        for (Realm realm : Realm.values()) {
            Paper inside = Paper.at(1, "10.0.0.1", realm);
            catcher.linked(new Neighbour(inside.address(), realm, false), NOW);
            catcher.triedBack(Paper.peer(1), 7081, Optional.of(CloseReason.WRONG_PEER), NOW);
            CloseReason told = realm == Realm.PUBLIC ? CloseReason.WRONG_PEER : CloseReason.UNREACHABLE;
            assertEquals(
                    Optional.of(new Verdict(Optional.of(told))),
                    catcher.answer(Paper.peer(1), NOW, random).verdict());
            catcher.unlinked(Paper.peer(1), NOW);
        }
    }

    @Test
    void aLinkThatLastsTenMinutesIsRemembered() {
        meet(1);
        assertFalse(catcher.peers().get(0).lasting());
        catcher.pinged(Paper.peer(1), List.of(Paper.of(1)), NOW + Met.LASTING_MICROS - 1);
        assertFalse(catcher.peers().get(0).lasting());
        catcher.pinged(Paper.peer(1), List.of(Paper.of(1)), NOW + Met.LASTING_MICROS);
        assertTrue(catcher.peers().get(0).lasting());
    }

    @Test
    void oneWitnessDoesNotMakeAnAddressKnown() {
        catcher.linked(Paper.dialled(1), NOW);
        catcher.linked(Paper.dialled(2), NOW);
        catcher.linked(Paper.inbound(3), NOW);
        catcher.linked(
                new Neighbour(new PeerAddress("tls", "11.0.1.9", 1, Optional.of(Paper.peer(4))), Realm.PUBLIC, true),
                NOW);
        catcher.seenAs(Paper.peer(1), "20.1.1.1");
        catcher.seenAs(Paper.peer(3), "20.1.1.1");
        catcher.seenAs(Paper.peer(4), "20.1.1.1");
        assertFalse(catcher.isSeenAs("20.1.1.1"), "who dialled us, and two of one network");
        catcher.seenAs(Paper.peer(2), "20.1.1.1");
        assertTrue(catcher.isSeenAs("20.1.1.1"));
        catcher.unlinked(Paper.peer(2), NOW);
        assertFalse(catcher.isSeenAs("20.1.1.1"));
    }

    private static List<Paper> named(List<Met.Peer<Paper>> peers) {
        return peers.stream().map(Met.Peer::named).toList();
    }

    private void meet(int number) {
        catcher.linked(Paper.dialled(number), NOW);
        catcher.pinged(Paper.peer(number), List.of(Paper.of(number)), NOW);
    }

    private void ping(int number, long nowMicros) {
        ping(number, false, nowMicros);
    }

    private boolean ping(int number, boolean canBeDialled, long nowMicros) {
        return catcher.ping(Paper.peer(number), canBeDialled, nowMicros, random).orElseThrow();
    }

    private List<Paper> names(int number) {
        PeerId asker = Paper.peer(number);
        return catcher.answer(asker, NOW, random).names();
    }
}
