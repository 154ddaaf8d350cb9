package org.myrmex.testkit.dav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.api.dav.PutResult;

/** What a tree that can be written does as well: all or nothing, and the preconditions decided in the same step. */
public abstract class WritableDavTreeContract extends DavTreeContract {
    private static final byte[] OLD = "what was there before".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "and what came in its place".getBytes(StandardCharsets.UTF_8);
    private static final Preconditions NOTHING_THERE = new Preconditions(Optional.empty(), Optional.of(List.of()));
    private static final Preconditions ANYTHING_THERE = new Preconditions(Optional.of(List.of()), Optional.empty());
    private static final Preconditions ANOTHER_THERE =
            new Preconditions(Optional.of(List.of("no-such-etag")), Optional.empty());

    /** Modification times of a file system may be this coarse: FAT has 2 s. */
    private static final long COARSE_MICROS = 2_000_000;

    @Test
    void whatIsPutIsThere() throws Exception {
        PutResult result = put("fresh.txt", Preconditions.NONE, OLD);
        assertTrue(result.created());
        assertHolds("fresh.txt", OLD);
        assertEquals(Optional.of(result.etag()), stat(path("fresh.txt")).etag());
        assertTrue(stat(path("fresh.txt")).writable());
    }

    @Test
    void whatIsPutAgainReplaces() throws Exception {
        PutResult first = put("fresh.txt", NOTHING_THERE, OLD);
        PutResult second = put("fresh.txt", ANYTHING_THERE, NEW);
        assertFalse(second.created());
        assertNotEquals(first.etag(), second.etag());
        assertHolds("fresh.txt", NEW);
        Preconditions newest = new Preconditions(Optional.of(List.of(second.etag())), Optional.empty());
        assertFalse(put("fresh.txt", newest, OLD).created());
        assertHolds("fresh.txt", OLD);
    }

    @Test
    void whatMustNotBeReplacedIsNot() throws Exception {
        put("fresh.txt", Preconditions.NONE, OLD);
        for (Preconditions no : List.of(NOTHING_THERE, ANOTHER_THERE)) {
            assertStatus(DavException.Status.PRECONDITION_FAILED, () -> put("fresh.txt", no, NEW));
            assertHolds("fresh.txt", OLD);
        }
        assertStatus(DavException.Status.PRECONDITION_FAILED, () -> put("other.txt", ANYTHING_THERE, NEW));
        assertFalse(there("other.txt"));
    }

    @Test
    void aBodyThatBreaksChangesNothing() throws Exception {
        put("fresh.txt", Preconditions.NONE, OLD);
        List<Entry> before = Walk.list(tree(), folder(), 1000);
        for (String name : List.of("fresh.txt", "other.txt")) {
            assertThrows(IOException.class, () -> tree().put(
                            new OwnersCall(), path(name), Preconditions.NONE, BytesBody.breakingAfter(5, NEW)));
        }
        assertHolds("fresh.txt", OLD);
        assertEquals(before, Walk.list(tree(), folder(), 1000), "nothing is left behind");
    }

    @Test
    void nothingIsPutWhereNoFolderIs() {
        assertStatus(DavException.Status.PARENT_MISSING, () -> put("no/fresh.txt", Preconditions.NONE, OLD));
        assertStatus(
                DavException.Status.PARENT_MISSING, () -> tree().makeCollection(new OwnersCall(), path("no/folder")));
    }

    @Test
    void aFolderIsMadeOnce() throws Exception {
        tree().makeCollection(new OwnersCall(), path("folder"));
        assertTrue(stat(path("folder")).collection());
        assertEquals(List.of(), Walk.list(tree(), path("folder"), 10));
        assertStatus(DavException.Status.EXISTS, () -> tree().makeCollection(new OwnersCall(), path("folder")));
        put("folder/file", Preconditions.NONE, OLD);
        assertStatus(DavException.Status.EXISTS, () -> tree().makeCollection(new OwnersCall(), path("folder/file")));
        assertHolds("folder/file", OLD);
    }

    @Test
    void whatIsDeletedIsGoneWithAllThatIsInIt() throws Exception {
        tree().makeCollection(new OwnersCall(), path("folder"));
        tree().makeCollection(new OwnersCall(), path("folder/inner"));
        put("folder/inner/file", Preconditions.NONE, OLD);
        put("fresh.txt", Preconditions.NONE, OLD);
        assertStatus(DavException.Status.PRECONDITION_FAILED, () -> delete("fresh.txt", ANOTHER_THERE));
        assertHolds("fresh.txt", OLD);
        delete("fresh.txt", Preconditions.NONE);
        delete("folder", Preconditions.NONE);
        assertFalse(there("fresh.txt"));
        assertFalse(there("folder/inner/file"));
        assertFalse(there("folder"));
        assertStatus(DavException.Status.NOT_FOUND, () -> delete("folder", Preconditions.NONE));
    }

    @Test
    void whatIsMovedIsThereAndNoLongerHere() throws Exception {
        put("from", Preconditions.NONE, NEW);
        assertFalse(move("from", "to", false));
        assertFalse(there("from"));
        assertHolds("to", NEW);
        assertStatus(DavException.Status.NOT_FOUND, () -> move("from", "to", true));
        assertStatus(DavException.Status.PARENT_MISSING, () -> move("to", "no/to", true));
        assertHolds("to", NEW);
    }

    @Test
    void aMoveReplacesOnlyWhatItMay() throws Exception {
        put("from", Preconditions.NONE, NEW);
        put("to", Preconditions.NONE, OLD);
        assertStatus(DavException.Status.PRECONDITION_FAILED, () -> move("from", "to", false));
        assertHolds("from", NEW);
        assertHolds("to", OLD);
        assertTrue(move("from", "to", true));
        assertFalse(there("from"));
        assertHolds("to", NEW);
    }

    @Test
    void aFolderMovesWhole() throws Exception {
        tree().makeCollection(new OwnersCall(), path("folder"));
        put("folder/file", Preconditions.NONE, NEW);
        assertFalse(move("folder", "moved", false));
        assertHolds("moved/file", NEW);
        assertFalse(there("folder"));
    }

    @Test
    void aFolderTakesThePlaceOfAnotherOne() throws Exception {
        tree().makeCollection(new OwnersCall(), path("folder"));
        put("folder/old", Preconditions.NONE, OLD);
        tree().makeCollection(new OwnersCall(), path("other"));
        put("other/new", Preconditions.NONE, NEW);
        assertTrue(move("other", "folder", true));
        assertHolds("folder/new", NEW);
        assertFalse(there("folder/old"));
        assertFalse(there("other"));
    }

    /** As the facade makes a copy of a folder: beside its place, then there in one step. */
    @Test
    void whatIsBuiltUnderANameOfTheFacadesMovesToItsPlace() throws Exception {
        String built = DavTree.OWN_PREFIX + "put-0123456789abcdef-0";
        tree().makeCollection(new OwnersCall(), path(built));
        put(built + "/file", Preconditions.NONE, NEW);
        assertFalse(move(built, "folder", false));
        assertHolds("folder/file", NEW);
        tree().makeCollection(new OwnersCall(), path(built));
        delete(built, Preconditions.NONE);
        assertFalse(there(built));
    }

    @Test
    void aPlaceIsThereBeforeTheThing() throws Exception {
        String before = tree().place(new OwnersCall(), path("fresh.txt"));
        put("fresh.txt", Preconditions.NONE, OLD);
        assertEquals(before, tree().place(new OwnersCall(), path("fresh.txt")));
    }

    @Test
    void theTimeOfAFileCanBeSet() throws Exception {
        put("fresh.txt", Preconditions.NONE, OLD);
        long then = 1_262_304_000_000_000L;
        tree().setModified(new OwnersCall(), path("fresh.txt"), then);
        long now = stat(path("fresh.txt")).modifiedMicros().orElseThrow();
        assertTrue(Math.abs(now - then) <= COARSE_MICROS, now + " is about " + then);
        assertHolds("fresh.txt", OLD);
    }

    private String folder() {
        return planted().writable().orElseThrow(() -> new AssertionError("the sample has a folder to write in"));
    }

    private String path(String relative) {
        return Walk.child(folder(), relative);
    }

    private PutResult put(String relative, Preconditions preconditions, byte[] bytes) throws DavException, IOException {
        return tree().put(new OwnersCall(), path(relative), preconditions, BytesBody.of(bytes));
    }

    private void delete(String relative, Preconditions preconditions) throws DavException, IOException {
        tree().delete(new OwnersCall(), path(relative), preconditions);
    }

    private boolean move(String from, String to, boolean overwrite) throws DavException, IOException {
        return tree().move(new OwnersCall(), path(from), path(to), overwrite, Preconditions.NONE);
    }

    private boolean there(String relative) throws DavException, IOException {
        return tree().stat(new OwnersCall(), path(relative)).isPresent();
    }

    private void assertHolds(String relative, byte[] bytes) throws DavException, IOException {
        assertArrayEquals(bytes, Walk.read(tree(), path(relative)), relative);
    }
}
