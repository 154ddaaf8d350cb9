package org.myrmex.mesh.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.mesh.keep.House.HOUR;
import static org.myrmex.mesh.keep.House.MINUTE;
import static org.myrmex.mesh.keep.House.SECOND;
import static org.myrmex.mesh.keep.House.WANTED;
import static org.myrmex.mesh.keep.House.network;
import static org.myrmex.mesh.keep.House.peer;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;

/** Whom a full house sends away, for whom, and how often. */
class KeepMakesRoomTest {
    private final House house = new House();

    @ParameterizedTest
    @CsvSource({
        "5,0,true",
        "5,3,true",
        "5,4,false",
        "5,5,false",
        "2,0,true",
        "2,1,false",
        "1,0,true",
        "1,1,false",
        "0,0,false"
    })
    void whoLacksTwoOrMoreSaysSo(int wanted, int links, boolean lacking) {
        assertEquals(lacking, new Neighbourhood(wanted, wanted, 2).isLacking(links));
    }

    @Test
    void whoeverComesIsTakenWhileThereIsRoom() {
        for (int i = 0; i < WANTED; i++) {
            assertTrue(house.takes(i, false));
            house.inbound(i);
        }
        assertFalse(house.takes(50, false), "he lacks nobody");
        assertEquals(List.of(), house.closed);
    }

    @Test
    void theLeastUsefulGoesForWhoeverLacksTwo() {
        List<Long> inbound = house.fullOfInbound(MINUTE);
        inbound.forEach(link -> house.carried.put(link, 1000L));
        house.carried.put(inbound.get(2), 10L);
        assertTrue(house.takes(50, true));
        assertEquals(List.of(inbound.get(2)), house.closed);
    }

    @Test
    void ofEqualsTheYoungestThatHasSettledGoes() {
        List<Long> inbound = house.fullOfInbound(10 * SECOND);
        assertTrue(house.takes(50, true));
        assertEquals(
                List.of(inbound.get(2)), house.closed, "40 and 30 seconds old are the third and the second youngest");
    }

    @Test
    void whereNobodyHasSettledTheOldestGoes() {
        List<Long> inbound = house.fullOfInbound(SECOND);
        assertTrue(house.takes(50, true));
        assertEquals(List.of(inbound.get(0)), house.closed);
    }

    @Test
    void whoWasChosenOrNamedByTheOperatorStays() {
        House chosen = new House(new Neighbourhood(WANTED, WANTED, 2).withOpen(0), House.KEY);
        chosen.keep.connect(peer(40), network(peer(40)));
        chosen.keep.anchor(peer(41), network(peer(41)));
        chosen.found(1, 10);
        assertEquals(WANTED, chosen.allUp().size());
        chosen.pass(HOUR);
        assertFalse(chosen.takes(50, true));
        assertEquals(List.of(), chosen.closed);
    }

    @Test
    void roomIsMadeEightTimesAtOnceAndThenTwelveTimesAMinute() {
        List<Long> inbound = house.fullOfInbound(MINUTE);
        int made = 0;
        for (int i = 0; i < 100; i++) {
            made += house.takes(200 + i, true) ? 1 : 0;
        }
        assertEquals(Keep.ROOMS_AT_ONCE, made);
        assertTrue(inbound.containsAll(house.closed));
        int later = 0;
        for (int i = 0; i < 10 * 60; i++) {
            house.pass(SECOND);
            later += house.takes(300 + i, true) ? 1 : 0;
        }
        assertEquals(10 * 12, later);
    }

    @Test
    void whoWasTakenInWhileTheOtherLeavesIsNotOneTooMany() {
        List<Long> inbound = house.fullOfInbound(MINUTE);
        assertTrue(house.takes(50, true));
        house.inbound(50);
        assertEquals(inbound.subList(4, 5), house.closed);
        assertFalse(house.takes(51, false));
        house.down(inbound.get(4), CloseReason.MADE_ROOM);
        assertEquals(WANTED, house.keep.neighbours().size());
        assertFalse(house.takes(51, false));
    }

    // ---- a far one for a near one

    /** All places are taken by what one neighbour named and by those who came. */
    private List<Long> nothingFar() {
        List<Long> inbound = house.fullOfInbound(0);
        inbound.forEach(link -> house.carried.put(link, 1000L));
        house.carried.put(inbound.get(3), 1L);
        return inbound;
    }

    @Test
    void theLeastUsefulOfTheOldIsGivenForAFarOne() {
        List<Long> inbound = nothingFar();
        house.found(peer(1));
        assertEquals(List.of(), house.tickFor(Keep.ANCHOR_AFTER_MICROS - SECOND));
        house.pass(SECOND);
        assertEquals(List.of(peer(1)), house.tick());
        assertEquals(List.of(), house.closed, "not before the other is there");
        assertTrue(house.keep.takesDialled(peer(1)));
        long far = house.up(peer(1));
        assertEquals(Slot.FAR, house.keep.slot(far));
        assertEquals(List.of(inbound.get(3)), house.closed);
    }

    @Test
    void oneIsExchangedEveryTenMinutesAtMostAndTwoInAll() {
        nothingFar();
        house.found(1, 20);
        house.pass(HOUR);
        int exchanged = 0;
        for (int i = 0; i < 3600; i++) {
            for (PeerAddress address : house.tick()) {
                assertEquals(0, i % 600, "once in ten minutes");
                house.up(address);
                house.down(house.closed.get(house.closed.size() - 1), CloseReason.MADE_ROOM);
                exchanged++;
            }
            house.pass(SECOND);
        }
        assertEquals(2, exchanged);
        assertEquals(WANTED, house.keep.neighbours().size());
    }

    @Test
    void whatAPresentNeighbourNamedIsNotFar() {
        nothingFar();
        house.heard(peer(1), 100);
        house.heard(peer(2), 101);
        assertEquals(List.of(), house.tickFor(HOUR));
    }

    @Test
    void theDegreeIsNeverMoreThanOneTooHigh() {
        nothingFar();
        house.found(1, 20);
        house.pass(HOUR);
        for (int i = 0; i < 3600; i++) {
            house.tick().forEach(house::up);
            assertTrue(house.keep.neighbours().size() <= WANTED + 1);
            house.closed.forEach(link -> house.down(link, CloseReason.MADE_ROOM));
            house.closed.clear();
            if (house.takes(1000 + i, true)) {
                house.inbound(1000 + i);
            }
            house.pass(SECOND);
        }
    }
}
