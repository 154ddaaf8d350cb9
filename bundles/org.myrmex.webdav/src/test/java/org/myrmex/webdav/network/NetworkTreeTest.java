package org.myrmex.webdav.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Hit;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.FolderNetwork;

class NetworkTreeTest {
    private static final long SECOND = 1_000_000L;

    @TempDir
    Path folder;

    private final FolderNetwork network = new FolderNetwork();
    private final ManualTasks tasks = ManualTasks.atOnce();
    private long nowMicros = 1_000 * SECOND;
    private NetworkTree tree;
    private int files;

    @BeforeEach
    void make() {
        tree = new NetworkTree(network, network, tasks, () -> nowMicros, 0);
    }

    private ContentId share(String name) throws IOException {
        return network.share(name, Files.writeString(folder.resolve("f" + files), "content " + files++));
    }

    private Page list(String path) throws DavException, IOException {
        return tree.children(new OwnersCall(), path, "", 2_000);
    }

    private List<String> names(String path) throws DavException, IOException {
        return list(path).entries().stream().map(Entry::name).toList();
    }

    private Optional<Entry> stat(String path) throws DavException {
        return tree.stat(new OwnersCall(), path);
    }

    private static void assertStatus(DavException.Status status, Executable executable) {
        assertEquals(status, assertThrows(DavException.class, executable).status());
    }

    @Test
    void theNetworkIsAskedOncePerWordsAndTime() throws Exception {
        share("whale.txt");
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of("whale.txt"), names("/search/whale"));
            assertEquals(List.of("whale.txt"), names("/search/  Whale "));
            nowMicros += 100 * SECOND;
        }
        assertEquals(1, network.searches.get());
        nowMicros += 100 * SECOND;
        tree.makeCollection(new OwnersCall(), "/search/whale");
        assertEquals(List.of("whale.txt"), names("/search/whale"));
        assertEquals(2, network.searches.get());
    }

    /** Windows of file managers and caches of mounted drives list again what they saw before. */
    @Test
    void aFolderThatWasForgottenAsksAgainOnlyWhenSomebodyMakesIt() throws Exception {
        share("whale.txt");
        names("/search/whale");
        nowMicros += SearchFolders.REMEMBERED_MICROS - SECOND;
        assertEquals(List.of("whale"), names("/search"));
        nowMicros += SECOND;
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(), names("/search"));
            assertTrue(stat("/search/whale").isEmpty());
            assertStatus(DavException.Status.NOT_FOUND, () -> list("/search/ WHALE"));
            assertTrue(stat("/search/whale/whale.txt").isEmpty());
            nowMicros += SearchFolders.SPENT_MICROS - SECOND;
        }
        assertEquals(1, network.searches.get());
        assertTrue(stat("/search/whales").isPresent(), "other words are as ever");
        tree.makeCollection(new OwnersCall(), "/search/whale");
        assertTrue(stat("/search/whale").isPresent());
        assertEquals(List.of("whale.txt"), names("/search/whale"));
        assertEquals(2, network.searches.get());
        nowMicros += SearchFolders.REMEMBERED_MICROS;
        assertTrue(stat("/search/whale").isEmpty());
        nowMicros += SearchFolders.SPENT_MICROS;
        assertEquals(List.of("whale.txt"), names("/search/whale"), "nobody looked for an hour");
        assertEquals(3, network.searches.get());
    }

    @Test
    void lookingAroundAsksNobody() throws Exception {
        share("whale.txt");
        assertEquals(List.of("content", "search"), names("/"));
        assertEquals(List.of(), names("/search"));
        assertTrue(stat("/search/whale").isPresent());
        assertTrue(stat("/search/whale/whale.txt").isEmpty());
        assertTrue(stat("/content/" + "a".repeat(64)).isPresent());
        assertEquals(List.of(), names("/content/" + "a".repeat(64)));
        assertEquals(0, network.searches.get());
        assertEquals(0, network.opened.get());
        names("/search/whale");
        assertEquals(List.of("whale"), names("/search"));
        assertEquals(
                7, stat("/search/whale/whale.txt").orElseThrow().sizeBytes().orElseThrow() - 2);
        assertEquals(0, network.opened.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                "._whale",
                "desktop.ini",
                "Thumbs.db",
                ".Trash-1000",
                ".hidden",
                "autorun.inf",
                "folder.jpg",
                "AlbumArtSmall.jpg",
                "AlbumArt_{7C9E6679-7425-40DE-944B-E07FC1F90AE7}_Large.jpg",
                ".Spotlight-V100",
                ".Trashes",
                ".fseventsd",
                "mach_kernel",
                "Backups.backupdb",
                ".directory",
                ".metadata_never_index_unless_rootfs",
                "favicon.ico",
                "DESKTOP.INI",
                ".git"
            })
    void whatSystemsProbeForNeverReachesTheNetwork(String noise) throws Exception {
        for (String path : List.of("/" + noise, "/search/" + noise, "/content/" + "a".repeat(64) + "/" + noise)) {
            assertTrue(stat(path).isEmpty(), path);
            assertStatus(DavException.Status.NOT_FOUND, () -> list(path));
            assertStatus(DavException.Status.NOT_FOUND, () -> tree.open(new OwnersCall(), path, 0, -1));
        }
        assertStatus(DavException.Status.READ_ONLY, () -> tree.makeCollection(new OwnersCall(), "/search/" + noise));
        assertTrue(stat("/search/whale/" + noise).isEmpty());
        assertEquals(0, network.searches.get() + network.opened.get());
    }

    /** Or each file of a neighbour would be fetched for its preview. */
    @ParameterizedTest
    @ValueSource(strings = {".metadata_never_index", ".ql_disablethumbnails"})
    void systemsAreToldToReadNothingByThemselves(String name) throws Exception {
        for (String path :
                List.of("/", "/search/", "/search/whale/", "/content/", "/content/" + "a".repeat(64) + "/")) {
            Entry entry = stat(path + name).orElseThrow();
            assertEquals(0, entry.sizeBytes().orElseThrow());
            assertFalse(entry.writable() || entry.collection());
            try (DavBody body = tree.open(new OwnersCall(), path + name, 0, 0)) {
                assertEquals(-1, body.read(java.nio.ByteBuffer.allocate(1)));
            }
        }
        assertStatus(DavException.Status.NOT_FOUND, () -> list("/search/" + name));
        assertTrue(stat("/search/whale/x/" + name).isEmpty());
        assertEquals(0, network.searches.get() + network.opened.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "  ", "..."})
    void wordsMustBeWords(String words) throws Exception {
        assertTrue(stat("/search/" + words).isEmpty());
        assertStatus(DavException.Status.NOT_FOUND, () -> list("/search/" + words));
        assertEquals(0, network.searches.get());
    }

    @Test
    void aListingStaysForAWhileAndGrowsAtItsEnd() throws Exception {
        share("whale 1");
        share("shark");
        assertEquals(List.of("whale 1"), names("/search/whale"));
        network.listeners.get(0).accept(network.hit(share("whale 2")));
        assertEquals(List.of("whale 1"), names("/search/whale"));
        assertTrue(stat("/search/whale/whale 2").isPresent(), "whoever knows its name finds it");
        nowMicros += 5 * SECOND;
        assertEquals(List.of("whale 1", "whale 2"), names("/search/whale"));
        assertFalse(list("/search/whale").complete());
        tasks.runTimers();
        assertTrue(list("/search/whale").complete());
        assertEquals(0, network.listening.get());
    }

    @Test
    void strangersNamesAreMadeSafeAndUnique() throws Exception {
        ContentId first = share("whale");
        ContentId second = share("WHALE whale");
        assertEquals(2, names("/search/whale").size());
        List<String> hostile = List.of(
                "../../etc/passwd",
                "whale",
                "Whale",
                "con.txt",
                "a\u202Egpj.exe",
                "<script>",
                " .hidden",
                "x".repeat(400) + ".mp3",
                "desktop.ini",
                "a\r\nb");
        for (String name : hostile) {
            network.listeners.get(0).accept(network.hit(share(name)));
        }
        nowMicros += 5 * SECOND;
        List<String> shown = names("/search/whale");
        assertEquals(
                hostile.size() + 2,
                shown.stream()
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                        .distinct()
                        .count());
        for (String name : shown) {
            assertTrue(org.myrmex.webdav.path.Names.isAddressable(name), name);
            assertFalse(name.startsWith(".") || name.matches(".*[<>\\\\/:|?*\"\u202E].*"), name);
            assertTrue(stat("/search/whale/" + name).isPresent(), name);
        }
        assertTrue(shown.contains("_con.txt") && shown.contains("_desktop.ini"), shown.toString());
        assertTrue(shown.stream().anyMatch(name -> name.matches("whale \\[[0-9a-f]{8}]")), shown.toString());
        assertEquals(
                first.toString(),
                stat("/search/whale/whale").orElseThrow().etag().orElseThrow());
        assertEquals(
                second.toString(),
                stat("/search/whale/WHALE whale").orElseThrow().etag().orElseThrow());
    }

    @Test
    void hitsAndSearchesAreBounded() throws Exception {
        names("/search/whale");
        for (int i = 0; i < SearchFolder.MAX_HITS + 10; i++) {
            network.listeners.get(0).accept(network.hit(share("whale " + i)));
        }
        assertEquals(0, network.listening.get(), "wants no more");
        nowMicros += 5 * SECOND;
        assertEquals(SearchFolder.MAX_HITS, names("/search/whale").size());
        for (int i = 1; i < SearchFolders.MAX_SEARCHES; i++) {
            list("/search/words " + i);
        }
        assertStatus(DavException.Status.BUSY, () -> list("/search/one more"));
        nowMicros += SearchFolders.REMEMBERED_MICROS;
        list("/search/one more");
        assertEquals(List.of("one more"), names("/search"));
    }

    @Test
    void makingAFolderBeginsASearch() throws Exception {
        tree.makeCollection(new OwnersCall(), "/search/blue whale");
        assertEquals(1, network.searches.get());
        assertStatus(DavException.Status.EXISTS, () -> tree.makeCollection(new OwnersCall(), "/search/blue whale"));
        for (String path : List.of("/x", "/search", "/content/x", "/search/a whale/x", "/content/" + "a".repeat(64))) {
            assertStatus(DavException.Status.READ_ONLY, () -> tree.makeCollection(new OwnersCall(), path));
        }
    }

    @Test
    void aContentIsAskedForOnceAndThenRemembered() throws Exception {
        ContentId id = share("whale");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    9,
                    stat("/content/" + id + "/a.mp3").orElseThrow().sizeBytes().orElseThrow());
            assertEquals(
                    "audio/mpeg",
                    stat("/content/" + id + "/a.mp3").orElseThrow().type());
        }
        assertEquals(1, network.opened.get());
        String nobodys = "b".repeat(64);
        assertTrue(stat("/content/" + nobodys + "/a").isEmpty());
        assertTrue(stat("/content/" + nobodys + "/a").isEmpty());
        assertEquals(2, network.opened.get());
        nowMicros += 5 * SECOND;
        assertTrue(stat("/content/" + nobodys + "/a").isEmpty());
        assertEquals(3, network.opened.get());
        assertEquals(0, network.open.get());
    }

    @Test
    void soManyReadAtOnceAndPlacesComeBack() throws Exception {
        ContentId id = share("whale");
        String path = "/content/" + id + "/a";
        List<DavBody> bodies = new ArrayList<>();
        for (int i = 0; i < Turnstile.MAX_REQUESTS; i++) {
            bodies.add(tree.open(new OwnersCall(), path, 0, -1));
        }
        assertStatus(DavException.Status.BUSY, () -> tree.open(new OwnersCall(), path, 0, -1));
        for (DavBody body : bodies) {
            body.close();
            body.close();
        }
        assertEquals(0, network.open.get());
        tree.open(new OwnersCall(), path, 0, -1).close();
    }

    @Test
    void theLengthThatALiarSaysKeepsNobodyFromReading() throws Exception {
        ContentId id = share("whale");
        names("/search/blue");
        Hit honest = network.hit(id);
        network.listeners.get(0).accept(new Hit(id, 5_000, honest.type(), "blue.txt", honest.answer()));
        String found = "/search/blue/blue.txt";
        assertEquals(5_000, stat(found).orElseThrow().sizeBytes().orElseThrow(), "nothing else is known yet");
        try (DavBody body = tree.open(new OwnersCall(), found, 0, -1)) {
            assertEquals(9, body.length().orElseThrow());
        }
        assertEquals(9, stat(found).orElseThrow().sizeBytes().orElseThrow(), "what was proven is believed");
        nowMicros += 5 * SECOND;
        assertEquals(9, list("/search/blue").entries().get(0).sizeBytes().orElseThrow());
    }

    @Test
    void aContentsLengthIsNotTakenFromHearsay() throws Exception {
        ContentId id = share("whale");
        names("/search/blue");
        Hit honest = network.hit(id);
        network.listeners.get(0).accept(new Hit(id, 5_000, honest.type(), "blue.txt", honest.answer()));
        assertEquals(9, stat("/content/" + id + "/a").orElseThrow().sizeBytes().orElseThrow());
    }
}
