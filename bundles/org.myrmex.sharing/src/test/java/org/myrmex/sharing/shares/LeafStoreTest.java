package org.myrmex.sharing.shares;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.testkit.plugin.ManualTasks;

class LeafStoreTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;
    private static final int RUN_BYTES = 256 * Tree.HASH_BYTES;
    /** Two runs, the second of one block. */
    private static final int SIZE = 256 * BLOCK + 5;

    private static final int LEAF_BYTES = RUN_BYTES + Tree.HASH_BYTES;
    private static final ContentId A = id(1);
    private static final ContentId B = id(2);
    private static final ContentId C = id(3);

    @TempDir
    Path temp;

    private final ManualTasks clock = new ManualTasks();

    @Test
    void hashingAFileKeepsItsLeaves() throws IOException {
        byte[] bytes = random(300 * BLOCK - 7);
        LeafStore store = roomy();
        FileTree tree = hash(store, bytes);
        byte[] expected = new byte[300 * Tree.HASH_BYTES];
        for (int i = 0; i < 300; i++) {
            byte[] block = Arrays.copyOfRange(bytes, i * BLOCK, Math.min(bytes.length, (i + 1) * BLOCK));
            System.arraycopy(Tree.sha256().digest(block), 0, expected, i * Tree.HASH_BYTES, Tree.HASH_BYTES);
        }
        assertArrayEquals(
                expected, Files.readAllBytes(folder().resolve(tree.id().toString())));
        try (KeptLeaves leaves = new KeptLeaves(store, tree.id(), bytes.length)) {
            assertArrayEquals(Arrays.copyOf(expected, RUN_BYTES), leaves.run(0).orElseThrow());
            assertArrayEquals(
                    Arrays.copyOfRange(expected, RUN_BYTES, expected.length),
                    leaves.run(1).orElseThrow());
        }
        assertEquals(List.of(tree.id().toString()), names());
    }

    @Test
    void aFileOfOneRunHasNone() throws IOException {
        LeafStore store = roomy();
        FileTree tree = hash(store, random(256 * BLOCK));
        try (KeptLeaves leaves = new KeptLeaves(store, tree.id(), 256 * BLOCK)) {
            leaves.put(0, new byte[RUN_BYTES]);
            assertEquals(Optional.empty(), leaves.run(0));
        }
        assertEquals(List.of(), names());
        FileTree longer = hash(store, random(256 * BLOCK + 1));
        assertEquals(List.of(longer.id().toString()), names());
    }

    @Test
    void whatIsNotHashedToItsEndLeavesNothing() throws IOException {
        LeafStore store = roomy();
        try (LeafWriter stopped = store.writer(SIZE)) {
            stopped.accept(leaves(1, 256));
            assertEquals(1, names().size(), "not in memory");
        }
        try (LeafWriter shrank = store.writer(SIZE)) {
            shrank.accept(leaves(1, 256));
            shrank.keep(A);
        }
        try (LeafWriter grew = store.writer(SIZE)) {
            grew.accept(leaves(1, 256));
            grew.accept(leaves(2, 256));
            assertEquals(List.of(), names());
            grew.accept(leaves(2, 256));
            grew.keep(A);
        }
        assertEquals(List.of(), names());
    }

    @Test
    void runsThatAreProvenLaterFindTheirPlace() throws IOException {
        LeafStore store = roomy();
        try (KeptLeaves leaves = new KeptLeaves(store, A, SIZE)) {
            assertEquals(Optional.empty(), leaves.run(1));
            leaves.put(1, leaves(5, 1));
            assertArrayEquals(leaves(5, 1), leaves.run(1).orElseThrow());
            assertArrayEquals(new byte[RUN_BYTES], leaves.run(0).orElseThrow(), "a hole proves nothing");
            leaves.put(0, leaves(6, 256));
        }
        try (KeptLeaves leaves = new KeptLeaves(roomy(), A, SIZE)) {
            assertArrayEquals(leaves(6, 256), leaves.run(0).orElseThrow());
            assertArrayEquals(leaves(5, 1), leaves.run(1).orElseThrow());
        }
    }

    @Test
    void thoseUnusedForLongestMakeRoom() throws IOException {
        LeafStore store = new LeafStore(folder(), clock, 2 * LEAF_BYTES + 1, 9);
        keep(store, A);
        keep(store, B);
        assertTrue(isKept(store, A), "and used by that");
        keep(store, C);
        assertEquals(List.of(A.toString(), C.toString()), names());
        try (KeptLeaves leaves = new KeptLeaves(store, B, SIZE)) {
            leaves.put(0, leaves(1, 256));
        }
        assertEquals(
                List.of(B.toString(), C.toString()), names(), "one that is filled bit by bit needs its room as well");
    }

    @Test
    void theNumberOfFilesIsBoundedToo() throws IOException {
        LeafStore store = new LeafStore(folder(), clock, 100 * LEAF_BYTES, 2);
        keep(store, A);
        keep(store, A);
        keep(store, B);
        keep(store, C);
        assertEquals(List.of(B.toString(), C.toString()), names());
    }

    @Test
    void whatHasNoRoomIsNotBegun() throws IOException {
        LeafStore store = new LeafStore(folder(), clock, LEAF_BYTES, 9);
        keep(store, A);
        try (LeafWriter writer = store.writer(SIZE + BLOCK);
                KeptLeaves leaves = new KeptLeaves(store, B, SIZE + BLOCK)) {
            writer.accept(leaves(1, 256));
            leaves.put(0, leaves(1, 256));
            assertEquals(List.of(A.toString()), names());
        }
    }

    @Test
    void aRestartKnowsWhatWasUsedLast() throws IOException {
        LeafStore first = roomy();
        keep(first, A);
        keep(first, B);
        keep(first, C);
        age(A, 9);
        age(B, 3);
        age(C, 5);
        assertTrue(isKept(roomy(), A), "which makes it the one used last");
        LeafStore second = new LeafStore(folder(), clock, 2 * LEAF_BYTES, 9);
        assertEquals(List.of(A.toString(), B.toString()), names());
        keep(second, C);
        assertEquals(List.of(A.toString(), C.toString()), names());
    }

    @Test
    void whatNobodyUsedForTwoMonthsGoesAtAStart() throws IOException {
        keep(roomy(), A);
        keep(roomy(), B);
        age(A, 61);
        age(B, 59);
        roomy();
        assertEquals(List.of(B.toString()), names());
    }

    @Test
    void timesAreTouchedOnceADayOnly() throws IOException {
        keep(roomy(), A);
        age(A, 0);
        clock.advance(Duration.ofHours(23));
        LeafStore store = roomy();
        assertTrue(isKept(store, A));
        assertEquals(Duration.ofHours(23), age(A));
        clock.advance(Duration.ofHours(2));
        assertTrue(isKept(store, A));
        assertEquals(Duration.ZERO, age(A));
    }

    @Test
    void aStartSweepsWhatWasNotFinishedAndNothingElse() throws IOException {
        LeafWriter killed = roomy().writer(SIZE);
        killed.accept(leaves(1, 256));
        keep(roomy(), A);
        Files.writeString(folder().resolve("note"), "of a person");
        assertEquals(List.of(A.toString(), "note"), names());
        keep(roomy(), B);
        killed.accept(leaves(1, 1));
        killed.keep(C);
        assertFalse(isKept(roomy(), C), "nor does it come back");
    }

    @Test
    void aFolderThatCannotBeWrittenCostsTimeOnly() throws IOException {
        Files.writeString(folder(), "no folder");
        LeafStore store = roomy();
        byte[] bytes = random(SIZE);
        assertEquals(
                FileHashing.of(Files.write(temp.resolve("same"), bytes)).id(),
                hash(store, bytes).id());
        try (KeptLeaves leaves = new KeptLeaves(store, A, SIZE)) {
            leaves.put(0, leaves(1, 256));
            assertEquals(Optional.empty(), leaves.run(0));
        }
        assertEquals("no folder", Files.readString(folder()));
    }

    private LeafStore roomy() {
        return new LeafStore(folder(), clock);
    }

    private Path folder() {
        return temp.resolve("leaves");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private FileTree hash(LeafStore store, byte[] bytes) throws IOException {
        Path file = Files.write(temp.resolve("file"), bytes);
        try (FileHashing hashing = new FileHashing(file, store.writer(bytes.length))) {
            boolean more = true;
            while (more) {
                more = hashing.step();
            }
            return hashing.finish();
        }
    }

    private void age(ContentId id, int days) throws IOException {
        long micros = clock.nowMicros() - TimeUnit.DAYS.toMicros(days);
        Files.setLastModifiedTime(folder().resolve(id.toString()), FileTime.from(micros, TimeUnit.MICROSECONDS));
    }

    private Duration age(ContentId id) throws IOException {
        long then = Files.getLastModifiedTime(folder().resolve(id.toString())).to(TimeUnit.MICROSECONDS);
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(clock.nowMicros() - then));
    }

    private static void keep(LeafStore store, ContentId id) {
        try (LeafWriter writer = store.writer(SIZE)) {
            writer.accept(leaves(1, 256));
            writer.accept(leaves(2, 1));
            writer.keep(id);
        }
    }

    private static boolean isKept(LeafStore store, ContentId id) {
        try (KeptLeaves leaves = new KeptLeaves(store, id, SIZE)) {
            return leaves.run(1).isPresent();
        }
    }

    private static byte[] leaves(int value, int count) {
        byte[] leaves = new byte[count * Tree.HASH_BYTES];
        Arrays.fill(leaves, (byte) value);
        return leaves;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static ContentId id(int value) {
        byte[] bytes = new byte[ContentId.LENGTH];
        Arrays.fill(bytes, (byte) value);
        return ContentId.of(bytes);
    }
}
