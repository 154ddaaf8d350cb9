package org.myrmex.discovery.hostcatcher.caught;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class HeardTest {
    private static final long NOW = Paper.NOON;
    private static final PeerId TELLER = Paper.peer(1);
    private static final PeerId ANOTHER = Paper.peer(2);

    private final Heard<Paper> heard = new Heard<>();

    @Test
    void whatWasSaidIsRememberedWithWhoSaidIt() {
        heard.add(TELLER, number(10), NOW);
        assertEquals(List.of(new Heard.Told<>(number(10), TELLER)), told(NOW));
    }

    @Test
    void ofOneTellerTheNewestEightStay() {
        for (int i = 0; i < 100; i++) {
            heard.add(TELLER, number(i), NOW + i);
        }
        assertEquals(places(92, 93, 94, 95, 96, 97, 98, 99), places(told(NOW + 100)));
    }

    @Test
    void whatIsSaidAgainIsNew() {
        for (int i = 0; i < 8; i++) {
            heard.add(TELLER, number(i), NOW);
        }
        heard.add(TELLER, number(0), NOW);
        heard.add(TELLER, number(8), NOW);
        assertEquals(places(0, 2, 3, 4, 5, 6, 7, 8), places(told(NOW)));
    }

    @Test
    void aPlaceIsNamedOnceWhoeverSaysSo() {
        heard.add(TELLER, number(10), NOW);
        heard.add(ANOTHER, number(10), NOW);
        assertEquals(1, told(NOW).size());
        assertEquals(2, heard.size());
    }

    @Test
    void afterADayItIsForgotten() {
        heard.add(TELLER, number(10), NOW);
        assertEquals(1, told(NOW + Heard.KEPT_MICROS).size());
        assertEquals(0, told(NOW + Heard.KEPT_MICROS + 1).size());
        assertEquals(0, heard.size());
    }

    @Test
    void anHourAfterItsTellerLeftItIsForgotten() {
        heard.add(TELLER, number(10), NOW);
        heard.add(ANOTHER, number(11), NOW);
        heard.unlinked(TELLER, NOW);
        assertEquals(2, told(NOW + Heard.KEPT_WITHOUT_TELLER_MICROS).size());
        assertEquals(places(11), places(told(NOW + Heard.KEPT_WITHOUT_TELLER_MICROS + 1)));
        assertEquals(1, heard.largestTable());
    }

    @Test
    void aTellerThatIsBackIsBelievedOn() {
        heard.add(TELLER, number(10), NOW);
        heard.unlinked(TELLER, NOW);
        heard.linked(TELLER);
        assertEquals(1, told(NOW + Heard.KEPT_WITHOUT_TELLER_MICROS + 1).size());
    }

    @Test
    void aPublicNetworkHasTwoPlaces() {
        assertTrue(heard.add(TELLER, Paper.at(1, "8.8.8.1", Realm.PUBLIC), NOW));
        assertTrue(heard.add(TELLER, Paper.at(2, "8.8.8.2", Realm.PUBLIC), NOW));
        assertFalse(heard.add(ANOTHER, Paper.at(3, "8.8.8.3", Realm.PUBLIC), NOW));
        assertTrue(heard.add(ANOTHER, Paper.at(3, "8.8.9.3", Realm.PUBLIC), NOW));
        assertTrue(heard.add(ANOTHER, Paper.at(2, "8.8.8.2", Realm.PUBLIC), NOW), "no third place");
        assertEquals(3, told(NOW).size());
    }

    @Test
    void ofIpv6ANetworkIsFortyEightBits() {
        assertTrue(heard.add(TELLER, Paper.at(1, "2001:db8:7:1:0:0:0:1", Realm.PUBLIC), NOW));
        assertTrue(heard.add(TELLER, Paper.at(2, "2001:db8:7:2:0:0:0:1", Realm.PUBLIC), NOW));
        assertFalse(heard.add(ANOTHER, Paper.at(3, "2001:db8:7:3:0:0:0:1", Realm.PUBLIC), NOW));
        assertTrue(heard.add(ANOTHER, Paper.at(4, "2001:db8:8:3:0:0:0:1", Realm.PUBLIC), NOW));
    }

    @Test
    void whoFilledANetworkHimselfMayReplaceHisOwnWords() {
        heard.add(TELLER, Paper.at(1, "8.8.8.1", Realm.PUBLIC), NOW);
        heard.add(TELLER, Paper.at(2, "8.8.8.2", Realm.PUBLIC), NOW);
        assertTrue(heard.add(TELLER, Paper.at(3, "8.8.8.3", Realm.PUBLIC), NOW));
        List<String> hosts = told(NOW).stream()
                .map(told -> told.named().address().host())
                .sorted()
                .toList();
        assertEquals(List.of("8.8.8.2", "8.8.8.3"), hosts);
    }

    @Test
    void elsewhereANetworkIsAsFullAsItGets() {
        for (int i = 1; i <= 8; i++) {
            assertTrue(heard.add(TELLER, Paper.at(i, "127.0.0." + i, Realm.LOOPBACK), NOW));
        }
        assertEquals(8, told(NOW).size());
    }

    @Test
    void whoSaysMuchDoesNotComeBeforeWhoSaysLittle() {
        for (int i = 10; i < 18; i++) {
            heard.add(TELLER, number(i), NOW);
        }
        heard.add(ANOTHER, number(30), NOW);
        for (int seed = 0; seed < 100; seed++) {
            List<Heard.Told<Paper>> told = heard.told(NOW, new SplittableRandom(seed));
            assertTrue(
                    told.subList(0, 2).stream().anyMatch(word -> word.teller().equals(ANOTHER)));
        }
    }

    @Test
    void whoeverLeftMakesRoomForWhoIsHere() {
        for (int teller = 0; teller < 32; teller++) {
            for (int i = 0; i < 8; i++) {
                heard.add(Paper.peer(teller), number(100 + 8 * teller + i), NOW + i);
            }
        }
        heard.unlinked(Paper.peer(7), NOW);
        heard.unlinked(Paper.peer(3), NOW + 1);
        for (int i = 0; i < 8; i++) {
            heard.add(Paper.peer(99), number(1000 + i), NOW + 1);
        }
        assertEquals(Heard.MAX_RECORDS, heard.size());
        TreeSet<PeerId> tellers = new TreeSet<>();
        told(NOW + 1).forEach(word -> tellers.add(word.teller()));
        assertFalse(tellers.contains(Paper.peer(7)));
        assertEquals(32, tellers.size());
    }

    @Test
    void aMillionRecordsOfThousandsOfTellersStayUnderTheCaps() {
        SplittableRandom random = new SplittableRandom(1);
        List<Paper> papers = IntStream.range(0, 20_000).mapToObj(Paper::of).toList();
        for (int i = 0; i < 1_000_000; i++) {
            PeerId teller = papers.get(i / 100).id();
            heard.add(teller, papers.get(random.nextInt(papers.size())), NOW + i);
            if (i % 100 == 99 && random.nextBoolean()) {
                heard.unlinked(teller, NOW + i);
            }
            if (heard.size() > Heard.MAX_RECORDS || heard.largestTable() > Heard.MAX_RECORDS) {
                throw new AssertionError("after " + i + ": " + heard.size() + " and " + heard.largestTable());
            }
        }
        List<Integer> words = new ArrayList<>();
        told(NOW).stream()
                .collect(Collectors.groupingBy(Heard.Told::teller))
                .values()
                .forEach(of -> words.add(of.size()));
        assertTrue(words.stream().allMatch(of -> of <= Heard.MAX_OF_ONE_TELLER), words.toString());
        assertEquals(Heard.MAX_RECORDS, heard.size());
    }

    private static Paper number(int number) {
        return Paper.of(number);
    }

    private List<Heard.Told<Paper>> told(long nowMicros) {
        return heard.told(nowMicros, new SplittableRandom(7));
    }

    private static Set<String> places(List<Heard.Told<Paper>> told) {
        TreeSet<String> places = new TreeSet<>();
        told.forEach(word -> places.add(word.named().address().toString()));
        return places;
    }

    private static Set<String> places(int... numbers) {
        TreeSet<String> places = new TreeSet<>();
        for (int number : numbers) {
            places.add(Paper.address(number).toString());
        }
        return places;
    }
}
