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
            met.met(number(i), true);
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
    void theOthersComeByChance() {
        for (int i = 0; i < 100; i++) {
            met.met(number(i), true);
        }
        assertNotEquals(some(8, 1), some(8, 2));
        assertEquals(some(8, 1), some(8, 1));
    }

    @Test
    void whoeverDidNotAnswerIsNotNamedUntilMetAgain() {
        met.met(number(1), true);
        met.failed(Place.of(Paper.address(1)));
        assertEquals(List.of(), some(8, 1));
        assertEquals(List.of(number(1)), met.all(WEEK_AGO, new SplittableRandom(1)), "for us it is worth a try");
        met.met(number(1), true);
        assertEquals(List.of(number(1)), some(8, 1));
    }

    @Test
    void ofOtherRealmsNobodyIsNamed() {
        met.met(Paper.at(1, "127.0.0.1", Realm.LOOPBACK), true);
        met.met(Paper.at(2, "10.0.0.1", Realm.PRIVATE), true);
        assertEquals(List.of(), some(8, 1));
    }

    @Test
    void whoHasNotBeenThereForAWeekIsForgotten() {
        met.met(number(1).onDay(Paper.TODAY - 8), true);
        met.met(number(2).onDay(Paper.TODAY - 7), true);
        assertEquals(List.of(number(2).onDay(Paper.TODAY - 7)), some(8, 1));
        met.all(WEEK_AGO, new SplittableRandom(1));
        assertEquals(1, met.size());
    }

    @Test
    void whoCameByThemselvesPushOutNoneThatWasChosen() {
        for (int i = 0; i < 100; i++) {
            met.met(number(i), true);
        }
        for (int i = 1000; i < 21_000; i++) {
            met.met(number(i), false);
        }
        assertEquals(Met.MAX_PEERS, met.size());
        assertEquals(100, met.peers().stream().filter(Met.Peer::dialledByUs).count());
    }

    @Test
    void whoWasChosenLongAgoMakesRoomForWhoIsChosenNow() {
        for (int i = 0; i < 300; i++) {
            met.met(number(i), true);
        }
        assertEquals(Met.MAX_PEERS, met.size());
        assertEquals(number(44), met.peers().get(0).named());
    }

    @Test
    void ofAPublicNetworkTwoAreKeptAndThoseThatWereChosenBefore() {
        met.met(at(1), false);
        met.met(at(2), true);
        met.met(at(3), true);
        assertEquals(List.of(at(2), at(3)), named());
        met.met(at(4), false);
        assertEquals(List.of(at(2), at(3)), named());
        met.met(at(5), true);
        assertEquals(List.of(at(3), at(5)), named());
    }

    @Test
    void onlyWhatIsNewIsWorthStoring() {
        met.met(number(1), false);
        long changes = met.changes();
        met.met(number(1), false);
        assertEquals(changes, met.changes());
        met.met(number(1), true);
        assertEquals(changes + 1, met.changes());
        met.met(number(1).onDay(Paper.TODAY + 1), false);
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
        met.met(number(1), true);
        assertTrue(met.has(number(1)));
        assertFalse(met.has(Paper.at(1, "8.9.9.9", Realm.PUBLIC)));
        assertFalse(met.has(number(2)));
    }

    private List<Paper> some(int most, int seed) {
        return met.some(Realm.PUBLIC, most, Optional.empty(), WEEK_AGO, NOW, new SplittableRandom(seed));
    }

    private List<Paper> named() {
        return met.peers().stream().map(Met.Peer::named).toList();
    }

    private static Paper number(int number) {
        return Paper.of(number);
    }

    private static Paper at(int number) {
        return Paper.at(number, "8.8.8." + number, Realm.PUBLIC);
    }
}
