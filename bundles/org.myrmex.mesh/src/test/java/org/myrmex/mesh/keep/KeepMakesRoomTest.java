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
import java.util.stream.IntStream;
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
        "5,1,true",
        "5,2,true",
        "5,3,true",
        "5,4,false",
        "5,5,false",
        "2,0,true",
        "2,1,false",
        "1,0,true",
        "1,1,false",
        "0,0,false"
    })
    void whoLacksTwoOrMoreAsksForRoom(int wanted, int links, boolean asks) {
        House lacking = new House(new Neighbourhood(wanted, WANTED, 2), House.KEY);
        IntStream.range(0, links).forEach(lacking::inbound);
        assertEquals(asks, lacking.keep.wantsRoom(lacking.now));
        assertEquals(asks, lacking.keep.wantsRoom(lacking.now), "a dial in vain costs nothing");
    }

    /** Links that are made for the asking, one after the other, when each is lost at once. */
    private static int roomsFor(House house) {
        int rooms = 0;
        while (rooms < 1000 && house.keep.wantsRoom(house.now)) {
            house.down(house.up(peer(10 + rooms)), CloseReason.MADE_ROOM);
            rooms++;
        }
        return rooms;
    }

    @Test
    void whoAlwaysLacksGetsRoomOnceInFiveMinutes() {
        House unreachable = House.shipped();
        IntStream.range(0, 3).forEach(unreachable::inbound);
        assertEquals(Keep.ROOMS_WANTED, roomsFor(unreachable));
        for (int i = 0; i < 12; i++) {
            unreachable.pass(5 * MINUTE);
            assertEquals(1, roomsFor(unreachable));
        }
    }

    @Test
    void whoIsNearlyAloneAsksEachTime() {
        House alone = House.shipped();
        alone.inbound(1);
        assertEquals(1000, roomsFor(alone));
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
        List<Long> inbound = house.fullOfInbound(15 * SECOND);
        assertTrue(house.takes(50, true));
        assertEquals(List.of(inbound.get(3)), house.closed, "who is 30 seconds old, not who is 15");
    }

    @Test
    void whereNobodyHasSettledTheOldestGoes() {
        List<Long> inbound = house.fullOfInbound(SECOND);
        assertTrue(house.takes(50, true));
        assertEquals(List.of(inbound.get(0)), house.closed);
    }

    @Test
    void whoWasChosenOrNamedByTheOperatorStays() {
        House chosen = new House();
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
        house.fullOfInbound(MINUTE);
        int made = 0;
        for (int i = 0; i < 100; i++) {
            made += house.comes(peer(200 + i), true) ? 1 : 0;
            assertEquals(WANTED, house.keep.neighbours().size());
        }
        assertEquals(Eviction.ROOMS_AT_ONCE, made);
        int later = 0;
        for (int i = 0; i < 10 * 60; i++) {
            house.pass(SECOND);
            later += house.comes(peer(300 + i), true) ? 1 : 0;
        }
        assertEquals(10 * 12, later);
    }

    @Test
    void aCrowdOfNewcomersDisplacesTwoThatHaveLastedAndThenItself() {
        List<Long> lasting = house.fullOfInbound(MINUTE);
        for (int i = 0; i < Eviction.ROOMS_AT_ONCE; i++) {
            assertTrue(house.comes(peer(200 + i), true));
        }
        assertEquals(Eviction.ROOMS_AT_ONCE, house.closed.size());
        assertEquals(Eviction.UNSETTLED, (int)
                house.closed.stream().filter(lasting::contains).count());
    }

    @Test
    void aPublicNetworkGetsOneRoomInTenMinutes() {
        house.fullOfInbound(MINUTE);
        int made = 0;
        for (int i = 0; i < 60; i++) {
            PeerAddress one = peer("30.0.0." + (1 + i), 4000, 500 + i);
            made += house.comes(one, true) ? 1 : 0;
            house.pass(10 * SECOND);
        }
        assertEquals(1, made);
        assertTrue(house.comes(peer("30.0.0.99", 4000, 999), true));
    }

    @Test
    void whereManyPeersLiveAtOneAddressEachGetsARoom() {
        house.fullOfInbound(MINUTE);
        for (int port = 1; port <= Eviction.ROOMS_AT_ONCE; port++) {
            assertTrue(house.comes(peer("127.0.0.1", port, 500 + port), true));
        }
    }

    // ---- own places

    @Test
    void whomThisPeerDialsTakesThePlaceOfWhoeverCameByHimself() {
        House shipped = House.shipped();
        List<Long> guests = shipped.fullOfInbound(MINUTE);
        guests.forEach(link -> shipped.carried.put(link, 1000L));
        shipped.carried.put(guests.get(1), 1L);
        shipped.keep.anchor(peer(60), network(peer(60)));
        shipped.found(1, 9);
        assertEquals(peer(60), shipped.tick().get(0), "a restart does not leave it to those who come first");
        assertEquals(2, shipped.dialled.size());
        assertTrue(shipped.keep.takesDialled(peer(60)));
        shipped.up(peer(60));
        assertEquals(List.of(guests.get(1)), shipped.closed);
        shipped.leave(0);
        shipped.up(shipped.dialled.get(1));
        shipped.leave(1);
        assertEquals(2, shipped.closed.size());
        assertEquals(WANTED, shipped.keep.neighbours().size());
        assertEquals(List.of(), shipped.tickFor(MINUTE), "three guests are enough");
    }

    @Test
    void aNewcomerWhoGivesWayToAnOwnNeighbourIsLetInOnceMore() {
        House shipped = House.shipped();
        shipped.fullOfInbound(MINUTE);
        assertTrue(shipped.comes(peer(50), true));
        shipped.found(1, 9);
        shipped.up(shipped.tick().get(0));
        shipped.leave(1);
        assertEquals(2, shipped.closed.size());
        assertFalse(shipped.keep.neighbours().contains(House.id(50)), "the youngest of equals");
        assertTrue(shipped.comes(peer(50), true), "he knows nobody else");
    }

    @Test
    void theOperatorsNeighboursLeaveAsManyOpenPlacesAsThereAreWithoutThem() {
        House hub = House.shipped();
        for (int number = 1; number <= WANTED; number++) {
            hub.keep.connect(peer(number), network(peer(number)));
        }
        assertEquals(WANTED, hub.allUp().size());
        for (int number = 10; number < 13; number++) {
            assertTrue(hub.comes(peer(number), false));
        }
        assertFalse(hub.comes(peer(13), false));
        assertTrue(hub.comes(peer(14), true));
        assertEquals(WANTED + 3, hub.keep.neighbours().size());
    }

    @Test
    void whomTheOperatorNamedStaysThoughHeCameByHimself() {
        List<Long> guests = house.fullOfInbound(MINUTE);
        house.keep.connect(peer(100), network(peer(100)));
        assertEquals(Slot.OPERATOR, house.keep.slot(guests.get(0)));
        guests.subList(1, WANTED).forEach(link -> house.carried.put(link, 1000L));
        house.comes(peer(200), true);
        for (int i = 0; i < 50; i++) {
            house.pass(MINUTE);
            house.comes(peer(201 + i), true);
        }
        assertTrue(house.closed.size() > 40, "rooms: " + house.closed.size());
        assertFalse(house.closed.contains(guests.get(0)));
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

    private final House full = House.ofGuests();

    /** All places are taken by what one neighbour named and by those who came. */
    private static List<Long> nothingFar(House house) {
        List<Long> inbound = house.fullOfInbound(0);
        inbound.forEach(link -> house.carried.put(link, 1000L));
        house.carried.put(inbound.get(3), 1L);
        return inbound;
    }

    @Test
    void theLeastUsefulOfTheOldIsGivenForAFarOne() {
        List<Long> inbound = nothingFar(full);
        full.found(peer(1));
        assertEquals(List.of(), full.tickFor(Keep.ANCHOR_AFTER_MICROS - SECOND));
        full.pass(SECOND);
        assertEquals(List.of(peer(1)), full.tick());
        assertEquals(List.of(), full.closed, "not before the other is there");
        assertTrue(full.keep.takesDialled(peer(1)));
        long far = full.up(peer(1));
        assertEquals(Slot.FAR, full.keep.slot(far));
        assertEquals(List.of(inbound.get(3)), full.closed);
    }

    @Test
    void oneIsExchangedEveryTenMinutesAtMostAndTwoInAll() {
        nothingFar(full);
        full.found(1, 20);
        full.pass(HOUR);
        int exchanged = 0;
        for (int i = 0; i < 3600; i++) {
            for (PeerAddress address : full.tick()) {
                assertEquals(0, i % 600, "once in ten minutes");
                full.up(address);
                full.down(full.closed.get(full.closed.size() - 1), CloseReason.MADE_ROOM);
                exchanged++;
            }
            full.pass(SECOND);
        }
        assertEquals(2, exchanged);
        assertEquals(WANTED, full.keep.neighbours().size());
    }

    @Test
    void whatAPresentNeighbourNamedIsNotFar() {
        nothingFar(full);
        full.heard(peer(1), 100);
        full.heard(peer(2), 101);
        assertEquals(List.of(), full.tickFor(HOUR));
    }

    @Test
    void theDegreeIsNeverMoreThanOneTooHigh() {
        nothingFar(full);
        full.found(1, 20);
        full.pass(HOUR);
        for (int i = 0; i < 3600; i++) {
            full.tick().forEach(full::up);
            assertTrue(full.keep.neighbours().size() <= WANTED + 1);
            full.closed.forEach(link -> full.down(link, CloseReason.MADE_ROOM));
            full.closed.clear();
            if (full.takes(1000 + i, true)) {
                full.inbound(1000 + i);
            }
            full.pass(SECOND);
        }
    }
}
