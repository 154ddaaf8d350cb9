package org.myrmex.testkit.dav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;

/** What every tree does for whoever reads it. For a tree that can be written see {@link WritableDavTreeContract}. */
public abstract class DavTreeContract {
    private static final int PLENTY = 1000;
    private static final int READERS = 8;
    private static final long PATIENCE_SECONDS = 30;

    private TreeSample sample;

    /** A fresh tree. */
    protected abstract TreeSample sample() throws Exception;

    @BeforeEach
    final void plant() throws Exception {
        sample = sample();
    }

    /** The tree of this test. */
    final TreeSample planted() {
        return sample;
    }

    @Test
    void theRootIsACollectionWithoutAName() throws Exception {
        Entry root = stat("/");
        assertTrue(root.collection());
        assertEquals("", root.name());
    }

    @Test
    void aFileIsWhereItWasPut() throws Exception {
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            Entry entry = stat(file.getKey());
            assertFalse(entry.collection(), file.getKey());
            assertEquals(Walk.name(file.getKey()), entry.name());
            assertEquals(OptionalLong.of(file.getValue().length), entry.sizeBytes(), file.getKey());
            assertArrayEquals(file.getValue(), Walk.read(tree(), file.getKey()), file.getKey());
        }
    }

    @Test
    void whatIsFoundSaysWhatStatSaysAndCanBeRead() throws Exception {
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            try (DavResource found =
                    tree().find(new OwnersCall(), file.getKey()).orElseThrow()) {
                assertEquals(stat(file.getKey()), found.entry());
                for (int times = 0; times < 2; times++) {
                    try (DavBody body = found.open(new OwnersCall(), 0, -1)) {
                        assertArrayEquals(file.getValue(), Walk.read(body, 8192), file.getKey());
                    }
                }
            }
            try (DavBody body = openedAndLeft(file.getKey())) {
                assertArrayEquals(file.getValue(), Walk.read(body, 8192), "it outlives what it was found by");
            }
        }
        try (DavResource root = tree().find(new OwnersCall(), "/").orElseThrow()) {
            assertEquals(stat("/"), root.entry());
        }
        assertEquals(Optional.empty(), tree().find(new OwnersCall(), "/there-is-nothing-of-this-name"));
    }

    private DavBody openedAndLeft(String path) throws DavException, IOException {
        DavResource found = tree().find(new OwnersCall(), path).orElseThrow();
        DavBody body = found.open(new OwnersCall(), 0, -1);
        found.close();
        found.close();
        return body;
    }

    @Test
    void whatAFileLiesInIsACollection() throws Exception {
        for (String path : sample.files().keySet()) {
            for (String above = Walk.parent(path); !above.equals("/"); above = Walk.parent(above)) {
                Entry entry = stat(above);
                assertTrue(entry.collection(), above);
                assertEquals(Walk.name(above), entry.name());
                assertEquals(Optional.empty(), entry.etag(), "a collection has no etag: " + above);
            }
        }
    }

    @Test
    void anEtagIsStrongBareAndStays() throws Exception {
        for (String path : sample.files().keySet()) {
            String etag = stat(path).etag().orElseThrow(() -> new AssertionError(path + " has an etag"));
            assertTrue(etag.matches("[\\x21\\x23-\\x7e]+"), "without quotes and blanks: " + etag);
            assertFalse(etag.startsWith("W/"), etag);
            Walk.read(tree(), path);
            assertEquals(Optional.of(etag), stat(path).etag(), "reading changes nothing");
        }
    }

    @Test
    void differentContentHasDifferentEtags() throws Exception {
        TreeSet<String> etags = new TreeSet<>();
        TreeSet<String> contents = new TreeSet<>();
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            if (contents.add(Arrays.toString(file.getValue()))) {
                assertTrue(etags.add(stat(file.getKey()).etag().orElseThrow()), file.getKey());
            }
        }
        assertTrue(contents.size() > 1, "the sample has files of different content");
    }

    @Test
    void theListingSaysWhatStatSays() throws Exception {
        for (Entry listed : Walk.list(tree(), sample.crowded(), PLENTY)) {
            assertEquals(listed, stat(Walk.child(sample.crowded(), listed.name())));
        }
    }

    @Test
    void theListingHoldsEveryFileOfTheFolder() throws Exception {
        TreeSet<String> names = new TreeSet<>(names(PLENTY));
        assertTrue(names.size() >= 5, "the folder is crowded: " + names);
        List<String> there = sample.files().keySet().stream()
                .filter(path -> Walk.parent(path).equals(sample.crowded()))
                .map(Walk::name)
                .toList();
        assertFalse(there.isEmpty(), "the sample has a file in its crowded folder");
        assertTrue(names.containsAll(there), names + " holds " + there);
    }

    @Test
    void aNameStandsOnceAndIsOneSegment() throws Exception {
        List<String> names = names(PLENTY);
        assertEquals(names.size(), new TreeSet<>(names).size(), "each name once: " + names);
        for (String name : names) {
            assertFalse(name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/"), name);
        }
    }

    @Test
    void aPlaceIsThatOfTheFolderAndAName() throws Exception {
        TreeSet<String> places = new TreeSet<>();
        for (String path : sample.files().keySet()) {
            String place = tree().place(new OwnersCall(), path);
            assertEquals(place, tree().place(new OwnersCall(), path), "and stays");
            assertTrue(places.add(place), "two files are two places: " + place);
            if (!Walk.parent(path).equals("/")) {
                String folder = tree().place(new OwnersCall(), Walk.parent(path));
                assertTrue(place.startsWith(folder + "/"), place + " lies in " + folder);
            }
        }
        tree().place(new OwnersCall(), "/there-is-nothing-of-this-name/nor-below");
    }

    @Test
    void pagesOfEverySizeGiveTheSameInTheSameOrder() throws Exception {
        List<String> whole = names(PLENTY);
        for (int limit : new int[] {1, 2, 3, whole.size() - 1, whole.size(), whole.size() + 1}) {
            assertEquals(whole, names(limit), "pages of " + limit);
        }
    }

    @Test
    void inOneGoComeTheSameMembersAsByPages() throws Exception {
        List<Entry> one = new ArrayList<>();
        try (DavMembers members = tree().members(new OwnersCall(), sample.crowded())) {
            Optional<Entry> next = members.next(new OwnersCall());
            while (next.isPresent()) {
                one.add(next.get());
                next = members.next(new OwnersCall());
            }
            assertEquals(Optional.empty(), members.next(new OwnersCall()), "the end stays the end");
        }
        List<Entry> pages = new ArrayList<>(Walk.list(tree(), sample.crowded(), PLENTY));
        one.sort(Comparator.comparing(Entry::name));
        pages.sort(Comparator.comparing(Entry::name));
        assertEquals(pages, one);
    }

    @Test
    void whatIsNoCollectionHasNoMembers() throws Exception {
        String file = sample.files().keySet().iterator().next();
        assertThrows(
                DavException.class, () -> tree().members(new OwnersCall(), file).close());
        String missing = "/there-is-nothing-of-this-name";
        assertStatus(DavException.Status.NOT_FOUND, () -> tree().members(new OwnersCall(), missing)
                .close());
    }

    @Test
    void aCursorThatTheTreeDidNotGiveIsRefusedOrHarmless() throws Exception {
        int members = names(PLENTY).size();
        for (String nonsense : List.of(
                "nonsense", "-1", "99999999999999999999", "0x", "\0", "../..", "é\ud800", "%00", "z".repeat(10_000))) {
            try {
                Page page = tree().children(new OwnersCall(), sample.crowded(), nonsense, 2);
                assertTrue(page.entries().size() <= Math.min(2, members));
            } catch (DavException refused) {
                assertTrue(refused.status().http() < 500, "it is the caller's fault: " + refused.status());
            }
        }
    }

    @Test
    void whereNothingIsNothingIsFound() throws Exception {
        String file = sample.files().keySet().iterator().next();
        for (String path : List.of(
                "/there-is-nothing-of-this-name", Walk.child(sample.crowded(), "nor-of-this"), file + "/below")) {
            assertEquals(Optional.empty(), tree().stat(new OwnersCall(), path), path);
            assertStatus(DavException.Status.NOT_FOUND, () -> tree().children(new OwnersCall(), path, "", 10));
            assertStatus(DavException.Status.NOT_FOUND, () -> tree().open(new OwnersCall(), path, 0, -1)
                    .close());
        }
    }

    @Test
    void aFileHasNoMembersAndAFolderNoBytes() {
        String file = sample.files().keySet().iterator().next();
        assertThrows(DavException.class, () -> tree().children(new OwnersCall(), file, "", 10));
        assertThrows(DavException.class, () -> tree().open(new OwnersCall(), sample.crowded(), 0, -1)
                .close());
    }

    @Test
    void aRangeIsASliceOfTheWhole() throws Exception {
        boolean large = false;
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            byte[] whole = file.getValue();
            large |= whole.length > 1000;
            for (int offset : new TreeSet<>(List.of(0, Math.min(1, whole.length), whole.length / 2, whole.length))) {
                for (int length : new int[] {-1, 0, 1, 700, whole.length - offset}) {
                    int end = length < 0 ? whole.length : Math.min(whole.length, offset + length);
                    assertRange(file.getKey(), offset, length, Arrays.copyOfRange(whole, offset, end));
                }
            }
        }
        assertTrue(large, "the sample has a file of more than 1,000 bytes");
    }

    @Test
    void readsMayBeSmall() throws Exception {
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            assertArrayEquals(file.getValue(), Walk.read(tree(), file.getKey(), 0, -1, 1), file.getKey());
            assertArrayEquals(file.getValue(), Walk.read(tree(), file.getKey(), 0, -1, 37), file.getKey());
        }
    }

    @Test
    void buffersOutsideOfTheHeapAreFilledToo() throws Exception {
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            try (DavBody body = tree().open(new OwnersCall(), file.getKey(), 0, -1)) {
                assertArrayEquals(file.getValue(), Walk.read(body, ByteBuffer.allocateDirect(700)), file.getKey());
            }
        }
    }

    @Test
    void theEndStaysTheEndAndMayBeClosedTwice() throws Exception {
        for (String path : sample.files().keySet()) {
            DavBody body = tree().open(new OwnersCall(), path, 0, -1);
            Walk.read(body, 8192);
            assertEquals(-1, body.read(ByteBuffer.allocate(1)));
            assertEquals(-1, body.read(ByteBuffer.allocate(1)));
            body.close();
            body.close();
        }
    }

    @Test
    void aBodyMayBeLeftInTheMiddle() throws Exception {
        for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
            try (DavBody body = tree().open(new OwnersCall(), file.getKey(), 0, -1)) {
                body.read(ByteBuffer.allocate(1));
            }
            assertArrayEquals(file.getValue(), Walk.read(tree(), file.getKey()));
        }
    }

    @Test
    void manyReadAtOnce() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> reads = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reads.add(readers.submit(() -> {
                    aFileIsWhereItWasPut();
                    return null;
                }));
            }
            for (Future<?> read : reads) {
                read.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void aTreeThatTakesNoWritingRefusesAllOfIt() throws Exception {
        assumeTrue(sample.writable().isEmpty(), "this tree can be written");
        Map.Entry<String, byte[]> file = sample.files().entrySet().iterator().next();
        for (String path : List.of(file.getKey(), Walk.child(sample.crowded(), "fresh"), "/fresh")) {
            assertReadOnly(
                    () -> tree().put(new OwnersCall(), path, Preconditions.NONE, BytesBody.of(new byte[] {1, 2, 3})));
            assertReadOnly(() -> tree().makeCollection(new OwnersCall(), path));
            assertReadOnly(() -> tree().delete(new OwnersCall(), path, Preconditions.NONE));
            assertReadOnly(() -> tree().setModified(new OwnersCall(), path, 1_000_000));
            assertReadOnly(() -> tree().move(new OwnersCall(), path, "/elsewhere", true, Preconditions.NONE));
        }
        assertFalse(stat(file.getKey()).writable());
        for (Entry entry : Walk.list(tree(), sample.crowded(), PLENTY)) {
            assertFalse(entry.writable(), entry.name() + " promises no writing");
        }
        assertArrayEquals(file.getValue(), Walk.read(tree(), file.getKey()));
    }

    final DavTree tree() {
        return sample.tree();
    }

    final Entry stat(String path) throws DavException, IOException {
        return tree().stat(new OwnersCall(), path).orElseThrow(() -> new AssertionError(path + " is there"));
    }

    static void assertStatus(DavException.Status status, Executable executable) {
        assertEquals(status, assertThrows(DavException.class, executable).status());
    }

    private static void assertReadOnly(Executable executable) {
        assertStatus(DavException.Status.READ_ONLY, executable);
    }

    private List<String> names(int limit) throws DavException, IOException {
        return Walk.list(tree(), sample.crowded(), limit).stream()
                .map(Entry::name)
                .toList();
    }

    private void assertRange(String path, int offset, int length, byte[] expected) throws DavException, IOException {
        String range = path + " from " + offset + ", " + length + " bytes";
        try (DavBody body = tree().open(new OwnersCall(), path, offset, length)) {
            body.length().ifPresent(announced -> assertEquals(expected.length, announced, range));
            assertArrayEquals(expected, Walk.read(body, 8192), range);
        }
    }
}
