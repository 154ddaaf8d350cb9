package org.myrmex.mesh.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.mesh.keep.House.HOUR;
import static org.myrmex.mesh.keep.House.MINUTE;
import static org.myrmex.mesh.keep.House.SECOND;
import static org.myrmex.mesh.keep.House.WANTED;
import static org.myrmex.mesh.keep.House.id;
import static org.myrmex.mesh.keep.House.network;
import static org.myrmex.mesh.keep.House.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

/** Whom a peer dials, and in which order. */
class KeepTest {
    private final House house = new House();

    // ---- whom the operator wants

    @Test
    void theOperatorsAreDialledWhateverTheDegree() {
        house.found(1, WANTED);
        house.allUp();
        for (int number = 10; number < 20; number++) {
            house.keep.connect(peer(number), network(peer(number)));
        }
        List<PeerAddress> dialled = house.tick();
        assertEquals(10, dialled.size());
        assertTrue(dialled.stream().allMatch(house.keep::takesDialled), "they have a place");
        assertFalse(house.keep.takesDialled(peer(1)), "others have none: the house is full");
    }

    @Test
    void theOperatorsAreThereBesidesTheTwoOfTheirNetworkAndComeFirst() {
        house.found(peer("20.0.0.1", 4000, 1));
        house.found(peer("20.0.0.2", 4000, 2));
        PeerAddress third = peer("20.0.0.3", 4000, 3);
        house.keep.connect(third, network(third));
        assertEquals(third, house.tick().get(0));
        assertEquals(3, house.dialled.size());
    }

    @Test
    void whatASourceFoundBecomesTheOperatorsWhenHeNamesIt() {
        house.found(1, WANTED);
        house.allUp();
        house.found(peer(9));
        assertEquals(List.of(), house.tick());
        house.keep.connect(peer(9), network(peer(9)));
        assertEquals(List.of(peer(9)), house.tick());
        assertEquals(Slot.OPERATOR, house.keep.slot(house.up(peer(9))));
    }

    // ---- order

    @Test
    void placesAreFilledAndNoMore() {
        house.found(1, 50);
        assertEquals(WANTED, house.tick().size());
        assertEquals(List.of(), house.tick());
        assertEquals(0, house.asked, "nobody is asked while dials are under way");
    }

    @Test
    void placesThatAreLeftOpenAreNotDialledForWhileSomebodyComes() {
        House open = House.shipped();
        open.found(1, 50);
        assertEquals(2, open.tick().size());
        open.dialled.forEach(open::up);
        assertEquals(List.of(), open.tickFor(Keep.OPEN_MICROS));
        assertTrue(open.comes(peer(80), false));
        assertTrue(open.comes(peer(81), false));
        assertEquals(List.of(), open.tickFor(HOUR), "four are enough to wait for the fifth");
        assertEquals(0, open.asked, "nobody is asked for him");
        assertTrue(open.comes(peer(82), false));
        assertFalse(open.comes(peer(83), false));
    }

    @Test
    void whereNobodyComesOneMoreIsDialledEachHalfMinuteUpToFour() {
        House open = House.shipped();
        open.found(1, 50);
        open.allUp();
        assertEquals(0, open.tickFor(Keep.OPEN_MICROS).size());
        assertEquals(1, open.allUp().size());
        assertEquals(0, open.tickFor(Keep.OPEN_MICROS).size());
        assertEquals(1, open.allUp().size());
        assertEquals(List.of(), open.tickFor(HOUR));
        assertEquals(4, open.keep.neighbours().size());
    }

    @Test
    void whoeverMayKnowPeersIsAskedAtOnceWhileThereAreTooFew() {
        House open = House.shipped();
        open.found(1, 2);
        open.allUp();
        open.tick();
        assertEquals(0, open.asked);
        open.keep.stir(open.now);
        open.tick();
        open.tick();
        assertEquals(2, open.asked, "until there is somebody to dial");
        open.found(3, 9);
        assertEquals(1, open.allUp().size());
        assertEquals(List.of(), open.tickFor(Keep.OPEN_MICROS), "then the other place is open again");
    }

    @Test
    void whoWasFoundByFourStillDialsTheTwoOfItsOwn() {
        House open = House.shipped();
        open.found(1, 50);
        IntStream.range(80, 84).forEach(open::inbound);
        assertEquals(2, open.tick().size());
    }

    @Test
    void addressesThatStaySilentKeepNoPlaceFromOthers() {
        house.found(1, WANTED);
        house.tick();
        house.found(10, 10 + WANTED - 2);
        assertEquals(List.of(), house.tickFor(Places.PROMISING_MICROS));
        assertEquals(0, house.asked);
        assertEquals(WANTED - 1, house.tick().size());
        assertEquals(1, house.asked, "and a source is asked for the place that is left");
        house.dialled.subList(WANTED - 1, 2 * WANTED - 1).forEach(house::up);
        assertFalse(house.keep.takesDialled(house.dialled.get(0)), "it is too late now");
    }

    @Test
    void manySilentAddressesKeepNobodyFromAskingNorFromWhatIsFoundNext() {
        House shipped = House.shipped();
        shipped.inbound(77);
        shipped.found(1, 20);
        for (int second = 0; second < 4; second++) {
            shipped.tick();
            shipped.pass(SECOND);
        }
        assertTrue(shipped.asked > 0, "after three seconds without a link");
        shipped.found(peer(50));
        List<PeerAddress> dialled = new ArrayList<>();
        for (int second = 0; second < 60 && !dialled.contains(peer(50)); second++) {
            dialled.addAll(shipped.tick());
            shipped.pass(SECOND);
        }
        assertTrue(dialled.contains(peer(50)), "among those that were never tried: " + dialled);
    }

    @Test
    void whoWasNeverTriedComesBeforeWhoWasInVain() {
        house.found(1, WANTED);
        house.tick().forEach(address -> house.failed(address, CloseReason.UNREACHABLE));
        house.pass(MINUTE);
        house.found(10, 9 + WANTED);
        List<PeerAddress> next = house.tick();
        assertEquals(WANTED, next.size());
        long untried = next.stream()
                .filter(address -> IntStream.range(10, 10 + WANTED).anyMatch(n -> address.equals(peer(n))))
                .count();
        assertTrue(untried >= WANTED - 2, "but for the two by chance: " + untried);
    }

    @Test
    void sourcesAreAskedWhilePlacesAreFree() {
        house.found(1, WANTED - 1);
        house.allUp();
        assertEquals(1, house.asked);
        house.found(peer(9));
        house.allUp();
        house.tick();
        assertEquals(1, house.asked);
    }

    @Test
    void neighboursOfTheLastRunComeBeforeOthers() {
        house.found(1, 50);
        house.keep.anchor(peer(60), network(peer(60)));
        house.keep.anchor(peer(61), network(peer(61)));
        List<PeerAddress> dialled = house.tick();
        assertEquals(List.of(peer(60), peer(61)), dialled.subList(0, 2));
        List<Slot> slots = house.slots(dialled.stream().map(house::up).toList());
        assertEquals(List.of(Slot.ANCHOR, Slot.ANCHOR), slots.subList(0, 2));
        assertFalse(slots.subList(2, WANTED).contains(Slot.ANCHOR));
    }

    /** Without places at random all five are by the order. */
    private static List<PeerAddress> firstFive(long key, List<Integer> arrival) {
        House house = new House(new Neighbourhood(1, 1, 2), key);
        arrival.forEach(number -> house.found(peer(number)));
        List<PeerAddress> first = new ArrayList<>();
        while (first.size() < 5) {
            PeerAddress next = house.tick().get(0);
            house.failed(next, CloseReason.SELF); // never again
            first.add(next);
        }
        return first;
    }

    @Test
    void theOrderIsTheSameAfterARestartHoweverTheyArriveAndAnotherWithAnotherKey() {
        List<Integer> arrival = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        List<PeerAddress> first = firstFive(7, arrival);
        Collections.reverse(arrival);
        assertEquals(first, firstFive(7, arrival));
        assertNotEquals(first, firstFive(8, arrival));
    }

    @Test
    void nobodySeesTheOrderInTheNumbersOfAddresses() {
        List<Integer> arrival = IntStream.range(0, 100).boxed().toList();
        int amongTheFirstTen = 0;
        for (long key = 0; key < 200; key++) {
            amongTheFirstTen += firstFive(key, arrival).contains(peer(3)) ? 1 : 0;
        }
        assertEquals(200 * 5 / 100, amongTheFirstTen, 9, "each is as likely as the next: 10, and three deviations");
    }

    @Test
    void twoPlacesAreFarAndTheOthersChosen() {
        house.found(1, 50);
        List<Slot> slots = house.slots(house.allUp());
        assertEquals(2, Collections.frequency(slots, Slot.FAR));
        assertEquals(3, Collections.frequency(slots, Slot.CHOSEN));
    }

    @Test
    void farIsWhatNoPresentNeighbourNamed() {
        house.inbound(1);
        house.inbound(2);
        for (int number = 10; number < 18; number++) {
            house.heard(peer(number), number % 2 + 1); // by present neighbours
        }
        house.heard(peer(30), 3); // by somebody who is none
        List<PeerAddress> dialled = house.tick();
        assertEquals(peer(30), dialled.get(0));
        List<Slot> slots = house.slots(dialled.stream().map(house::up).toList());
        assertEquals(List.of(Slot.FAR, Slot.CHOSEN, Slot.CHOSEN, Slot.CHOSEN, Slot.CHOSEN), slots);
    }

    @Test
    void farOnesAreByChance() {
        int first = 0;
        for (long key = 0; key < 300; key++) {
            House one = new House(new Neighbourhood(2, 2, 2), key);
            one.found(1, 10);
            PeerAddress far = one.tick().get(0);
            one.up(far);
            first += far.equals(peer(1)) ? 1 : 0;
        }
        assertEquals(30, first, 16, "one in ten, and three deviations");
    }

    // ---- others' word

    @Test
    void twoNeighboursOnOnesWord() {
        for (int number = 10; number < 20; number++) {
            house.heard(peer(number), 1);
        }
        assertEquals(2, house.allUp().size());
        assertEquals(List.of(), house.tick(), "he has brought his share");
        house.heard(peer(30), 2);
        assertEquals(List.of(peer(30)), house.tick(), "another has not");
    }

    @Test
    void whomOthersNameTooMayComeOnTheirWord() {
        for (int number = 10; number < 14; number++) {
            house.heard(peer(number), 1);
        }
        house.allUp();
        assertEquals(List.of(), house.tick());
        for (int number = 10; number < 14; number++) {
            house.heard(peer(number), 2);
        }
        assertEquals(2, house.tick().size());
    }

    @Test
    void aShortLinkMakesNoneOfOnesWordsWhatIsKnown() {
        house.heard(peer(10), 1);
        long link = house.allUp().get(0);
        house.pass(Keep.KNOWN_AFTER_MICROS - 1);
        house.down(link, CloseReason.GONE);
        assertEquals(List.of(), house.tickFor(30 * MINUTE), "still a word, and once an hour");

        house.pass(HOUR);
        link = house.allUp().get(0);
        house.pass(Keep.KNOWN_AFTER_MICROS);
        house.down(link, CloseReason.GONE);
        assertEquals(1, house.tickFor(MINUTE).size());
    }

    @Test
    void onesShareIsFreeAgainWhenHisNeighboursHaveGone() {
        for (int number = 10; number < 13; number++) {
            house.heard(peer(number), 1);
        }
        List<Long> up = house.allUp();
        house.pass(HOUR);
        house.down(up.get(0), CloseReason.GONE);
        assertEquals(1, house.tick().size());
    }

    @Test
    void twoOfAPublicNetworkAndAnyNumberElsewhere() {
        for (int last = 1; last <= 10; last++) {
            house.found(peer("20.0.0." + last, 4000, last));
        }
        assertEquals(2, house.tick().size());
        house.dialled.forEach(house::up);
        assertEquals(List.of(), house.tick());
        assertFalse(house.keep.takesInbound(house.now, network(peer("20.0.0.77", 1, 77)), true));

        House local = new House();
        for (int port = 1; port <= 10; port++) {
            local.found(peer("127.0.0.1", port, port));
        }
        assertEquals(WANTED, local.tick().size());
    }

    @Test
    void onlyPlacesOfTheTellersRealmAreBelieved() {
        PeerAddress inside = peer("192.168.0.7", 4000, 7);
        house.keep.heard(inside, network(inside), Realm.PUBLIC, "hostcatcher", id(1).toString());
        house.keep.heard(peer(8), network(peer(8)), Realm.PRIVATE, "hostcatcher", id(1).toString());
        assertEquals(0, house.keep.candidateCount());
        house.heard(inside, 1);
        house.heard(peer(8), 1);
        assertEquals(2, house.keep.candidateCount());
    }

    @Test
    void ownAddressesAreNeverDialled() {
        house.own.add(peer(1));
        house.found(peer(1));
        house.heard(peer(1), 2);
        assertEquals(List.of(), house.tick());
        assertEquals(0, house.keep.candidateCount());
    }

    @Test
    void aNeighbourUnderAnotherAddressIsNotDialledAgain() {
        house.inbound(1);
        house.heard(peer("21.0.0.1", 4000, 1), 2);
        house.found(peer("22.0.0.1", 4000, 1));
        assertEquals(List.of(), house.tick());
    }

    @Test
    void onOthersWordAnAddressIsDialledOnceAnHour() {
        house.heard(peer(1), 9);
        assertEquals(1, house.tick().size());
        house.failed(peer(1), CloseReason.UNREACHABLE);
        house.heard(peer(1), 10);
        house.heard(peer("20.0.1.1", 5000, 2), 10);
        assertEquals(List.of(), house.tickFor(HOUR - SECOND), "whoever says it again, and whatever the port");
        assertEquals(1, house.tickFor(10 * MINUTE).size());
    }

    @Test
    void whoAnsweredWhereOthersSaidIsNoVictimAndIsAskedAgainSooner() {
        house.inbound(77);
        house.heard(peer(1), 9);
        house.heard(peer(2), 9);
        assertEquals(2, house.tick().size());
        house.keep.answered(peer(1), id(1));
        house.failed(peer(1), CloseReason.TOO_MANY);
        house.keep.answered(peer(2), id(3));
        house.failed(peer(2), CloseReason.WRONG_PEER);
        assertEquals(List.of(peer(1)), house.tickFor(2 * MINUTE), "and somebody else is no proof");
    }

    @Test
    void whatASourceOfOursFindsIsNoMereWordAnyMore() {
        house.heard(peer(1), 9);
        house.tick();
        house.failed(peer(1), CloseReason.UNREACHABLE);
        house.found(peer(1));
        int dials = 0;
        for (int second = 0; second < 60; second++) {
            house.pass(SECOND);
            dials += house.tick().size();
            house.failed(peer(1), CloseReason.UNREACHABLE);
        }
        assertTrue(dials > 2, dials + " dials");
    }

    @Test
    void aMillionAddressesOfLiarsLeaveThirtyTwoDialsAndTheFoundOnes() {
        house.found(1, 100);
        for (int number = 0; number < 1_000_000; number++) {
            house.heard(
                    peer("30." + (number >> 16) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF), 4000, number),
                    number % 7);
        }
        assertTrue(house.keep.candidateCount() <= 100 + Candidates.MAX_HEARSAY);
        int hearsay = 0;
        for (int i = 0; i < 300; i++) {
            for (PeerAddress address : house.tick()) {
                hearsay += address.host().startsWith("30.") ? 1 : 0;
                house.failed(address, CloseReason.UNREACHABLE);
            }
        }
        assertTrue(hearsay <= Hearsay.AT_ONCE, hearsay + " dials of what liars said");
        assertEquals(hearsay, house.keep.hearsayCount());
        assertTrue(house.keep.dialling().stream()
                        .filter(dial -> dial.source().equals("known"))
                        .count()
                == 100);
    }

    // ---- pauses

    private long pauseAfter(CloseReason why) {
        house.inbound(77); // not alone
        house.found(peer(1));
        house.tick();
        house.failed(peer(1), why);
        long from = house.now;
        while (house.tick().isEmpty()) {
            house.pass(100_000);
        }
        return house.now - from;
    }

    @Test
    void aDeadAddressIsTriedAgainSoonAtFirst() {
        assertTrue(pauseAfter(CloseReason.UNREACHABLE) <= 2 * SECOND);
    }

    @Test
    void aFullHouseIsTriedAgainLater() {
        long pause = pauseAfter(CloseReason.TOO_MANY);
        assertTrue(pause >= 30 * SECOND && pause <= 91 * SECOND, "after " + pause);
    }

    @Test
    void whoWasSentAwayStaysAwayForMinutes() {
        house.inbound(77);
        house.found(peer(1));
        long link = house.allUp().get(0);
        house.pass(HOUR);
        house.down(link, CloseReason.MADE_ROOM);
        assertEquals(List.of(), house.tickFor(150 * SECOND));
        assertFalse(house.tickFor(301 * SECOND).isEmpty());
    }

    @Test
    void withoutNeighboursNobodyWaitsLongerThanAMinuteAndAHalf() {
        house.found(peer(1));
        for (int i = 0; i < Keep.FORGOTTEN_AFTER_FAILURES; i++) {
            assertEquals(1, house.tick().size());
            house.failed(peer(1), CloseReason.TOO_MANY);
            house.pass(91 * SECOND);
        }
        assertEquals(0, house.keep.candidateCount());
    }

    @Test
    void pausesGrow() {
        house.inbound(77);
        house.found(peer(1));
        List<Integer> inAnHour = new ArrayList<>();
        for (int hour = 0; hour < 2; hour++) {
            int dials = 0;
            for (long end = house.now + 5 * MINUTE; house.now < end; house.pass(SECOND)) {
                for (PeerAddress address : house.tick()) {
                    house.failed(address, CloseReason.UNREACHABLE);
                    dials++;
                }
            }
            inAnHour.add(dials);
        }
        assertTrue(inAnHour.get(0) > 3 * inAnHour.get(1), "dials: " + inAnHour);
    }

    @Test
    void afterTwentyFailuresItIsForgottenAndTheOperatorsNever() {
        house.found(peer(1));
        house.keep.connect(peer(2), network(peer(2)));
        for (int i = 0; i < Keep.FORGOTTEN_AFTER_FAILURES; i++) {
            house.tick();
            house.failed(peer(1), CloseReason.UNREACHABLE);
            house.failed(peer(2), CloseReason.UNREACHABLE);
            house.pass(HOUR);
        }
        assertEquals(List.of(peer(2)), house.tick());
        assertEquals(1, house.keep.candidateCount());
    }

    @Test
    void whereWeMetOurselvesIsForgottenAtOnce() {
        house.found(peer(1));
        house.tick();
        house.failed(peer(1), CloseReason.SELF);
        assertEquals(0, house.keep.candidateCount());
    }

    @Test
    void aDialThatNobodyAnswersForAMinuteHasFailed() {
        house.found(peer(1));
        house.tick();
        house.pass(Keep.FORGOTTEN_DIAL_MICROS + 1);
        house.tick();
        assertEquals(List.of(CloseReason.HANDSHAKE_TIMEOUT), house.failures);
    }

    @Test
    void theOtherOfTwoDialsIsNobodysFailure() {
        house.found(peer(1));
        house.tick();
        house.failed(peer(1), CloseReason.DOUBLE_DIAL);
        assertEquals(List.of(), house.failures);
    }

    @Test
    void nobodyWaitsWhenThereIsANetAgain() {
        house.inbound(77);
        house.found(peer(1));
        for (int i = 0; i < 15; i++) {
            house.tick();
            house.failed(peer(1), CloseReason.UNREACHABLE);
            house.pass(HOUR);
        }
        house.tick();
        house.failed(peer(1), CloseReason.UNREACHABLE);
        house.keep.hurry(house.now);
        assertEquals(1, house.tickFor(9 * SECOND).size());
    }

    @Test
    void aNetThatIsThereAgainMakesNoRoomInFullHouses() {
        house.inbound(77);
        house.found(peer(1));
        long link = house.allUp().get(0);
        house.pass(HOUR);
        house.down(link, CloseReason.MADE_ROOM);
        house.keep.hurry(house.now);
        assertEquals(List.of(), house.tickFor(150 * SECOND));
    }

    @Test
    void theFirstLinkAfterAMinuteAloneHurriesTheOthers() {
        house.found(1, 2);
        for (int i = 0; i < 12; i++) {
            house.tick().forEach(address -> house.failed(address, CloseReason.UNREACHABLE));
            house.pass(91 * SECOND);
        }
        house.tick().forEach(address -> house.failed(address, CloseReason.UNREACHABLE));
        house.inbound(77);
        assertEquals(2, house.tickFor(9 * SECOND).size());
    }

    @Test
    void whoWasAloneForAMomentHurriesNobody() {
        long link = house.inbound(77);
        house.found(1, 2);
        for (int i = 0; i < 12; i++) {
            house.tick().forEach(address -> house.failed(address, CloseReason.UNREACHABLE));
            house.pass(6 * MINUTE);
        }
        house.tick().forEach(address -> house.failed(address, CloseReason.UNREACHABLE));
        house.down(link, CloseReason.GONE);
        house.pass(SECOND);
        house.inbound(78);
        assertEquals(List.of(), house.tickFor(9 * SECOND));
    }

    @Test
    void theUnwantedAreLeftAlone() {
        house.unwanted.put(id(1), house.now + 20 * MINUTE);
        house.found(peer(1));
        assertEquals(List.of(), house.tickFor(19 * MINUTE));
        assertFalse(house.tickFor(6 * MINUTE).isEmpty());
    }

    // ---- anchors and forgetting

    @Test
    void anchorsAreTwoOfThoseThatWeDialledTenMinutesAgo() {
        house.keep.connect(peer(40), network(peer(40)));
        house.found(1, 3);
        house.allUp();
        house.inbound(50);
        house.pass(Keep.ANCHOR_AFTER_MICROS - 1);
        assertEquals(List.of(), house.keep.anchors(house.now));
        house.pass(1);
        List<PeerAddress> anchors = house.keep.anchors(house.now);
        assertEquals(Keep.ANCHORS, anchors.size());
        assertTrue(List.of(peer(1), peer(2), peer(3)).containsAll(anchors), "anchors are " + anchors);
    }

    @Test
    void whoWasDialledWithoutAnIdIsNoAnchor() {
        house.found(peer(1));
        house.tick();
        house.keep.linkUp(house.now, 1, peer(1), network(peer(1)), true, false);
        house.pass(HOUR);
        assertEquals(List.of(), house.keep.anchors(house.now));
    }

    @Test
    void whatIsForgottenIsNotDialled() {
        house.found(1, 3);
        house.heard(peer(4), 9);
        house.keep.forget(Optional.of(peer("20.0.1.1", 4000, 77))); // the place, whoever is there
        assertEquals(3, house.keep.candidateCount());
        assertFalse(house.tick().contains(peer(1)));
        assertTrue(house.dialled.contains(peer(2)) && house.keep.takesDialled(peer(2)));
        house.keep.forget(Optional.of(peer(2)));
        assertFalse(house.keep.takesDialled(peer(2)), "though it answers just now");
        house.keep.connect(peer(5), network(peer(5)));
        house.keep.forget(Optional.empty());
        assertEquals(0, house.keep.candidateCount());
        house.pass(HOUR);
        assertEquals(List.of(), house.tick());
    }
}
