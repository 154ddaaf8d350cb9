package org.myrmex.discovery.hostcatcher.caught;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** Whatever neighbours do, in whatever order: what a pong says. */
class CatcherPropertiesTest {
    private static final int PEERS = 60;
    private static final int STEPS = 8_000;
    private static final long SECOND = 1_000_000;
    private static final Realm[] REALMS = Realm.values();

    private final Catcher<Paper> catcher = new Catcher<>(60 * SECOND);
    private final TreeMap<PeerId, Neighbour> links = new TreeMap<>();
    /** Places that this peer dialled or dialled back while a link with this id was up. */
    private final TreeSet<String> proven = new TreeSet<>();
    /** What each said of itself, ever. */
    private final TreeSet<String> saidByItself = new TreeSet<>();

    private final TreeMap<PeerId, Long> answers = new TreeMap<>();
    private int pongs;
    private int named;
    private long now = Paper.NOON;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPongNamesWhoWasMetAndCanBeDialledAndNobodyElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(100) == 0 ? random.nextLong(3600 * SECOND) : random.nextLong(SECOND);
            step(random);
        }
        assertTrue(pongs > 1000 && named > 1000, pongs + " pongs, " + named + " names");
    }

    private void step(SplittableRandom random) {
        int number = random.nextInt(PEERS);
        PeerId id = Paper.peer(number);
        Neighbour link = links.get(id);
        if (link == null) {
            Neighbour neighbour = neighbour(number, random.nextBoolean());
            links.put(id, neighbour);
            catcher.linked(neighbour, now);
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                catcher.unlinked(id, now);
                links.remove(id);
            }
            case 1 -> {
                if (catcher.triesBack(id, now)) {
                    assertFalse(link.dialledByUs(), "who was dialled is not dialled back");
                    boolean reached = random.nextBoolean();
                    if (reached) {
                        proven.add(address(number).toString());
                    }
                    catcher.triedBack(
                            id,
                            address(number).port(),
                            reached ? Optional.empty() : Optional.of(CloseReason.UNREACHABLE),
                            now);
                }
            }
            case 2 -> {
                List<Paper> words = new ArrayList<>();
                for (int i = 0; i < random.nextInt(9); i++) {
                    words.add(record(random.nextInt(2 * PEERS), random));
                }
                catcher.heard(id, words, new Own(Optional.empty(), List.of()), now);
            }
            case 3 -> catcher.failed(address(random.nextInt(PEERS)), CloseReason.UNREACHABLE);
            default -> asks(number, link, random);
        }
    }

    private void asks(int number, Neighbour link, SplittableRandom random) {
        PeerId id = Paper.peer(number);
        if (!catcher.takesPing(id, now)) {
            return;
        }
        assertTrue(now - answers.getOrDefault(id, 0L) >= 5 * SECOND, "two answers within 5 s");
        answers.put(id, now);
        if (link.dialledByUs()) {
            proven.add(link.address().toString());
        }
        List<Paper> records = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            Paper said = record(random.nextInt(4) == 0 ? random.nextInt(2 * PEERS) : number, random);
            records.add(said);
            if (said.id().equals(id)) {
                saidByItself.add(said.toString());
            }
        }
        catcher.pinged(id, records, now);
        Catcher.Answer<Paper> answer = catcher.answer(id, now, random);
        byte[] bytes = new Pong(
                        Optional.empty(),
                        answer.verdict(),
                        answer.names().stream().map(Paper::bytes).toList())
                .encode();
        assertTrue(bytes.length <= Neighbours.MAX_BYTES);
        assertTrue(answer.names().size() <= 8);
        TreeSet<String> once = new TreeSet<>();
        for (Paper name : answer.names()) {
            assertTrue(once.add(name.id().toString()), "named twice");
            assertFalse(name.id().equals(id), "the asker");
            assertEquals(link.realm(), name.realm(), "another realm");
            assertTrue(proven.contains(name.address().toString()), "a place that was not dialled: " + name);
            assertTrue(saidByItself.contains(name.toString()), "a record that others told: " + name);
            assertTrue(name.day() >= now / (24 * 3600 * SECOND) - 7, "too old");
        }
        pongs++;
        named += answer.names().size();
    }

    /** The hour and the second of anything are nowhere in what is said: a day that differs in its hours gives the same pong. */
    @Test
    void onlyDaysAreTold() {
        assertArrayEquals(pongOfADay(0, 1), pongOfADay(11 * 3600, 977));
    }

    private static byte[] pongOfADay(long startSeconds, long pauseMillis) {
        Catcher<Paper> catcher = new Catcher<>(60 * SECOND);
        long now = Paper.NOON + startSeconds * SECOND;
        for (int i = 0; i < 6; i++) {
            catcher.linked(Paper.dialled(i), now);
            catcher.pinged(Paper.peer(i), List.of(Paper.of(i)), now += pauseMillis * 1000);
        }
        List<Paper> names =
                catcher.answer(Paper.peer(3), now, new SplittableRandom(1)).names();
        return new Pong(
                        Optional.empty(),
                        Optional.empty(),
                        names.stream().map(Paper::bytes).toList())
                .encode();
    }

    /** Pongs and pings of three thousand strangers, of which most are nonsense: caps hold, and little is kept. */
    @Test
    void aFloodStaysUnderTheCaps() {
        SplittableRandom random = new SplittableRandom(3);
        List<Paper> papers = IntStream.range(0, 20_000).mapToObj(Paper::of).toList();
        List<Neighbour> tellers =
                IntStream.range(0, 3000).mapToObj(Paper::inbound).toList();
        for (int round = 0; round < 20_000; round++) {
            Neighbour link = tellers.get(random.nextInt(tellers.size()));
            PeerId teller = link.address().id().orElseThrow();
            catcher.linked(link, now);
            List<Paper> words = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                words.add(papers.get(random.nextInt(papers.size())));
            }
            catcher.pinged(teller, words, now);
            catcher.heard(teller, words, new Own(Optional.empty(), List.of()), now);
            catcher.takesPing(teller, now);
            if (random.nextInt(3) > 0) {
                catcher.unlinked(teller, now);
            }
            now += 1000;
        }
        assertTrue(catcher.heardCount() <= Heard.MAX_RECORDS);
        assertTrue(catcher.metCount() <= Met.MAX_PEERS);
        assertTrue(catcher.neighbours() <= Catcher.MAX_NEIGHBOURS);
    }

    private Paper record(int number, SplittableRandom random) {
        int today = (int) (now / (24 * 3600 * SECOND));
        Realm realm = random.nextInt(5) == 0 ? REALMS[random.nextInt(REALMS.length)] : realm(number);
        return new Paper(address(number), realm, today - random.nextInt(random.nextInt(4) == 0 ? 12 : 2));
    }

    private static Neighbour neighbour(int number, boolean dialled) {
        PeerAddress listens = address(number);
        PeerAddress from = new PeerAddress("tls", listens.host(), 50_000, listens.id());
        return new Neighbour(dialled ? listens : from, realm(number), dialled);
    }

    private static PeerAddress address(int number) {
        return Paper.address(number);
    }

    private static Realm realm(int number) {
        return REALMS[number % REALMS.length];
    }
}
