package org.myrmex.sharing.searches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.ShareSearch;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.testkit.plugin.ManualTasks;

class SearcherTest {
    @TempDir
    Path temp;

    private final ManualTasks tasks = new ManualTasks();
    private final FakeNetwork network = new FakeNetwork(tasks);
    private final List<Hit> hits = new ArrayList<>();

    @Test
    void hitsOfAllPeersComeOnceWithSizeTypeAndName() throws IOException {
        peer("b").share("The Ants.mp4", 20_000, 1);
        peer("c").share("the ants.mp4", 20_000, 1);
        peer("d").share("bees.mp4", 20_000, 2);
        SharingPeer asker = peer("a");
        ShareSearch search = asker.searcher().search("ANTS the", hits::add);
        tasks.advance(Duration.ofSeconds(1));
        assertEquals(2, search.hits());
        assertEquals(2, search.peersHeard());
        assertEquals(2, hits.size());
        assertEquals("video/mp4", hits.get(0).type());
        assertEquals(20_000, hits.get(0).sizeBytes());
        assertEquals(hits.get(0).id(), hits.get(1).id());
        search.close();
        search.close();
        assertEquals(List.of("STARTED 0 0", "ENDED 2 2"), asker.events(), "numbers, no words");
    }

    @Test
    void aHundredHitsAPeerAreEnough() throws IOException {
        SharingPeer giver = peer("b");
        for (int i = 0; i < 130; i++) {
            giver.share("ants " + i + " " + "long name ".repeat(9), 10, i);
        }
        tasks.settle();
        peer("a").searcher().search("ants", hits::add);
        tasks.advance(Duration.ofSeconds(1));
        assertEquals(100, hits.size());
    }

    @Test
    void nothingIsToldAfterTheEnd() throws IOException {
        peer("b").share("ants", 10, 1);
        tasks.settle();
        ShareSearch search = peer("a").searcher().search("ants", hits::add);
        search.close();
        tasks.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), hits);
    }

    @Test
    void theAddressOfASearchStaysTenMinutesForDownloadsAndNoLonger() {
        SharingPeer asker = peer("a");
        ShareSearch search = asker.searcher().search("ants", hits::add);
        tasks.advance(Duration.ofMinutes(20));
        asker.interests().sweep();
        assertEquals(1, asker.peer().addresses(), "an open search keeps its address");
        search.close();
        tasks.advance(Duration.ofMinutes(9));
        asker.interests().sweep();
        assertEquals(1, asker.peer().addresses());
        tasks.advance(Duration.ofMinutes(1));
        asker.interests().sweep();
        assertEquals(0, asker.peer().addresses());
    }

    @Test
    void everySearchHasAnAddressOfItsOwnAndTheOldestMakeRoom() {
        SharingPeer asker = peer("a");
        for (int i = 0; i < 100; i++) {
            asker.searcher().search("ants", hits::add).close();
        }
        assertEquals(64, asker.peer().addresses());
    }

    @Test
    void tooManyOpenSearchesAreRefusedInOneLine() {
        SharingPeer asker = peer("a");
        for (int i = 0; i < 64; i++) {
            asker.searcher().search("ants", hits::add);
        }
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> asker.searcher().search("ants", hits::add));
        assertEquals(1, e.getMessage().lines().count());
        asker.searcher().close();
        assertEquals(0, asker.searcher().search("ants", hits::add).hits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "?!", "a b"})
    void aSearchNeedsAWordOfTwoLetters(String words) {
        SharingPeer asker = peer("a");
        assertThrows(IllegalArgumentException.class, () -> asker.searcher().search(words, hits::add));
        assertEquals(0, asker.peer().addresses());
    }

    @Test
    void tooLongAQuestionIsRefused() {
        SharingPeer asker = peer("a");
        assertThrows(IllegalArgumentException.class, () -> asker.searcher().search("x".repeat(256), hits::add));
        assertTrue(hits.isEmpty());
    }

    private SharingPeer peer(String name) {
        return new SharingPeer(temp.resolve(name), network, tasks);
    }
}
