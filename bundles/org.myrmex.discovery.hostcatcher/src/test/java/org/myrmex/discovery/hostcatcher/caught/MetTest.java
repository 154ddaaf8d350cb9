package org.myrmex.discovery.hostcatcher.caught;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Realm;

class MetTest {
    private static final long NOW = Paper.NOON;
    private static final int WEEK_AGO = Paper.TODAY - 7;

    private final Met<Paper> met = new Met<>();

    @Test
    void whoHasRoomComesFirst() {
        for (int i = 0; i < 200; i++) {
            met.met(number(i), true, true);
        }
        met.lost(Paper.peer(17), NOW);
        met.lost(Paper.peer(18), NOW - Met.JUST_LOST_MICROS - 1);
        int eighteenth = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<Paper> some = some(8, seed);
            assertEquals(number(17), some.get(0));
            eighteenth += some.contains(number(18)) ? 1 : 0;
        }
        assertTrue(eighteenth < 30, "by chance: " + eighteenth);
    }

    @Test
    void whoComesAndGoesDoesNotOwnWhatIsNamed() {
        for (int i = 0; i < 40; i++) {
            met.met(number(i), true, true);
        }
        comeAndGo(NOW);
        int others = 0;
        int othersInLists = 0;
        for (int seed = 0; seed < 200; seed++) {
            others += othersOf(some(8, seed));
            othersInLists +=
                    othersOf(met.some(Realm.PUBLIC, 8, 0, Optional.empty(), WEEK_AGO, NOW, new SplittableRandom(seed)));
        }
        int left = 8 - Catcher.MAX_JUST_LOST;
        assertTrue(others > 200 * left * 0.9, "of 8 names those that have no turn, but for a few: " + others / 200.0);
        assertTrue(othersInLists > 200 * 6.2, "in lists five sixths: " + othersInLists / 200.0);
        int later = 0;
        for (int minute = 1; minute < 60; minute++) {
            long now = NOW + minute * 60_000_000L;
            comeAndGo(now);
            for (int seed = 0; seed < 10; seed++) {
                later += othersOf(some(8, seed, now));
            }
        }
        assertTrue(later > 590 * 6.2, "no second turn within the hour: " + later / 590.0);
        comeAndGo(NOW + Met.TURN_MICROS);
        assertTrue(isOf(100, some(8, 1, NOW + Met.TURN_MICROS).get(0)));
    }

    /** Eight ids of eight networks. */
    private void comeAndGo(long nowMicros) {
        for (int i = 100; i < 108; i++) {
            met.met(number(i), false, false);
            met.lost(Paper.peer(i), nowMicros);
        }
    }

    private static int othersOf(List<Paper> some) {
        assertEquals(8, some.size());
        return (int) some.stream().filter(named -> !isOf(100, named)).count();
    }

    private static boolean isOf(int first, Paper named) {
        return named.address().port() >= number(first).address().port();
    }

    @Test
    void aShortLinkDoesNotMakeANameForAWeek() {
        met.met(number(1), true, false);
        met.met(number(2), true, true);
        assertEquals(2, some(8, 1).size(), "while the link is up");
        met.lost(Paper.peer(1), NOW);
        met.lost(Paper.peer(2), NOW);
        assertEquals(2, some(8, 1, NOW + Met.NAMED_AFTER_SHORT_MICROS).size());
        assertEquals(List.of(number(2)), some(8, 1, NOW + Met.NAMED_AFTER_SHORT_MICROS + 1));
        assertEquals(2, met.all(WEEK_AGO, new SplittableRandom(1)).size(), "for us it is worth a try");
        Met<Paper> again = new Met<>();
        met.peers().forEach(again::restore);
        assertEquals(
                List.of(number(2)),
                again.some(
                        Realm.PUBLIC,
                        8,
                        Catcher.MAX_JUST_LOST,
                        Optional.empty(),
                        WEEK_AGO,
                        NOW,
                        new SplittableRandom(1)));
        met.met(number(1), false, false);
        assertEquals(2, some(8, 1, NOW + 2 * Met.NAMED_AFTER_SHORT_MICROS).size(), "it is here again");
    }

    @Test
    void whatIsKnownOfOnePlaceSaysNothingOfAnother() {
        met.met(Paper.at(1, "8.8.8.8", Realm.PUBLIC), true, true);
        Paper elsewhere = Paper.at(1, "9.9.9.9", Realm.PUBLIC);
        met.met(elsewhere, false, false);
        assertEquals(List.of(new Met.Peer<>(elsewhere, false, false)), met.peers());
    }

    @Test
    void whoOnlyPassesPushesOutNobodyWhoStayed() {
        for (int i = 0; i < Met.MAX_PEERS; i++) {
            met.met(number(i), false, i < 100);
        }
        for (int i = 1000; i < 3000; i++) {
            met.met(number(i), false, false);
            met.lost(Paper.peer(i), NOW);
        }
        assertEquals(100, met.peers().stream().filter(Met.Peer::lasting).count());
    }

    @Test
    void theOthersComeByChance() {
        for (int i = 0; i < 100; i++) {
            met.met(number(i), true, true);
        }
        assertNotEquals(some(8, 1), some(8, 2));
        assertEquals(some(8, 1), some(8, 1));
    }

    @Test
    void whoeverDidNotAnswerIsNotNamedUntilMetAgain() {
        met.met(number(1), true, true);
        met.failed(Place.of(Paper.address(1)));
        assertEquals(List.of(), some(8, 1));
        assertEquals(List.of(number(1)), named(met.all(WEEK_AGO, new SplittableRandom(1))), "for us it is worth a try");
        met.met(number(1), true, true);
        assertEquals(List.of(number(1)), some(8, 1));
    }

    @Test
    void ofOtherRealmsNobodyIsNamed() {
        met.met(Paper.at(1, "127.0.0.1", Realm.LOOPBACK), true, true);
        met.met(Paper.at(2, "10.0.0.1", Realm.PRIVATE), true, true);
        assertEquals(List.of(), some(8, 1));
    }

    @Test
    void whoHasNotBeenThereForAWeekIsForgotten() {
        met.met(number(1).onDay(Paper.TODAY - 8), true, true);
        met.met(number(2).onDay(Paper.TODAY - 7), true, true);
        assertEquals(List.of(number(2).onDay(Paper.TODAY - 7)), some(8, 1));
        met.all(WEEK_AGO, new SplittableRandom(1));
        assertEquals(1, met.size());
    }

    @Test
    void whoCameByThemselvesPushOutNoneThatWasChosen() {
        for (int i = 0; i < 100; i++) {
            met.met(number(i), true, true);
        }
        for (int i = 1000; i < 21_000; i++) {
            met.met(number(i), false, true);
        }
        assertEquals(Met.MAX_PEERS, met.size());
        assertEquals(100, met.peers().stream().filter(Met.Peer::dialledByUs).count());
    }

    @Test
    void whoWasChosenLongAgoMakesRoomForWhoIsChosenNow() {
        for (int i = 0; i < 300; i++) {
            met.met(number(i), true, true);
        }
        assertEquals(Met.MAX_PEERS, met.size());
        assertEquals(number(44), met.peers().get(0).named());
    }

    @Test
    void ofAPublicNetworkTwoAreKeptAndThoseThatWereChosenBefore() {
        met.met(at(1), false, true);
        met.met(at(2), true, true);
        met.met(at(3), true, true);
        assertEquals(List.of(at(2), at(3)), named());
        met.met(at(4), false, true);
        assertEquals(List.of(at(2), at(3)), named());
        met.met(at(5), true, true);
        assertEquals(List.of(at(3), at(5)), named());
    }

    @Test
    void onlyWhatIsNewIsWorthStoring() {
        met.met(number(1), false, true);
        long changes = met.changes();
        met.met(number(1), false, true);
        assertEquals(changes, met.changes());
        met.met(number(1), true, true);
        assertEquals(changes + 1, met.changes());
        met.met(number(1).onDay(Paper.TODAY + 1), false, true);
        assertEquals(changes + 2, met.changes());
        assertTrue(met.peers().get(0).dialledByUs(), "it was chosen once");
        met.remove(Paper.peer(1), Realm.PUBLIC);
        assertEquals(changes + 3, met.changes());
        met.remove(Paper.peer(1), Realm.PUBLIC);
        met.clear();
        assertEquals(changes + 3, met.changes());
    }

    @Test
    void itKnowsWhoWasMetWhere() {
        met.met(number(1), true, true);
        assertTrue(met.has(number(1)));
        assertFalse(met.has(Paper.at(1, "8.9.9.9", Realm.PUBLIC)));
        assertFalse(met.has(number(2)));
    }

    private List<Paper> some(int most, int seed) {
        return some(most, seed, NOW);
    }

    private List<Paper> some(int most, int seed, long nowMicros) {
        return met.some(
                Realm.PUBLIC,
                most,
                Catcher.MAX_JUST_LOST,
                Optional.empty(),
                WEEK_AGO,
                nowMicros,
                new SplittableRandom(seed));
    }

    private List<Paper> named() {
        return named(met.peers());
    }

    private static List<Paper> named(List<Met.Peer<Paper>> peers) {
        return peers.stream().map(Met.Peer::named).toList();
    }

    private static Paper number(int number) {
        return Paper.of(number);
    }

    private static Paper at(int number) {
        return Paper.at(number, "8.8.8." + number, Realm.PUBLIC);
    }
}
