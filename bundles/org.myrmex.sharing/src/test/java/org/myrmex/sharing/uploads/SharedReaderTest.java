package org.myrmex.sharing.uploads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.shares.Excluded;
import org.myrmex.sharing.shares.ShareIndex;
import org.myrmex.sharing.shares.SharedFile;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.words.Question;
import org.myrmex.testkit.plugin.FolderHome;
import org.myrmex.testkit.plugin.ManualTasks;

class SharedReaderTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;
    private static final int BLOCKS = 300;
    private static final int RUN_BYTES = 256 * Tree.HASH_BYTES;

    @TempDir
    Path temp;

    private final ManualTasks tasks = new ManualTasks();
    private ShareIndex index;
    private Path path;
    private SharedFile file;
    private Path kept;

    @BeforeEach
    void aSharedFileOfTwoRuns() throws IOException {
        path = Files.createDirectories(temp.resolve("share")).resolve("file.bin");
        Files.write(path, bytes(1));
        start();
        index.add("share", temp.resolve("share"));
        tasks.settle();
        file = find();
        kept = temp.resolve("data").resolve("leaves").resolve(file.id().toString());
    }

    @Test
    void leavesThatHashingKeptAreServedAndTheFileIsNotRead() throws IOException {
        byte[] first = hashes(0).orElseThrow();
        byte[] second = hashes(1).orElseThrow();
        otherBytes();
        assertArrayEquals(first, hashes(0).orElseThrow());
        assertArrayEquals(second, hashes(1).orElseThrow());
        index.close();
        start();
        assertEquals(file.id(), find().id(), "it was not hashed again");
        assertArrayEquals(second, hashes(1).orElseThrow(), "after a restart as well");
    }

    @Test
    void otherBytesBehindTheSameLookAreNoticedAtTheFirstBlock() throws IOException {
        try (SharedReader reader = reader()) {
            otherBytes();
            assertTrue(reader.hashes(1).isPresent());
            assertThrows(IOException.class, () -> reader.block(BLOCKS - 1, 1));
        }
    }

    @Test
    void rightBytesPassThatLook() throws IOException {
        try (SharedReader reader = reader()) {
            for (int run = 0; run < 2; run++) {
                assertTrue(reader.hashes(run).isPresent());
                assertTrue(reader.block(run * 256 + 3, 1).length > BLOCK);
                assertTrue(reader.block(BLOCKS - 1, 1).length < BLOCK, "the last is short");
            }
        }
    }

    @Test
    void blocksAreTheFilesOwnInWhateverOrderTheyAreRead() throws IOException {
        byte[] all = Files.readAllBytes(path);
        try (SharedReader reader = reader()) {
            for (int block = 0; block < BLOCKS; block++) {
                assertBlock(all, block, reader.block(block, BLOCKS - block));
            }
            for (int block : new int[] {7, 6, 250, 299, 0, 298, 299}) {
                assertBlock(all, block, reader.block(block, 2 - block / (BLOCKS - 1)));
            }
        }
    }

    private static void assertBlock(byte[] all, int block, byte[] message) {
        byte[] expected = Arrays.copyOfRange(all, block * BLOCK, Math.min(all.length, (block + 1) * BLOCK));
        assertArrayEquals(expected, Arrays.copyOfRange(message, FilesMessage.BLOCK_AT, message.length));
    }

    @Test
    void aFileThatWasCutOffGivesNoBlockOfThePiece() throws IOException {
        try (SharedReader reader = reader();
                FileChannel cut = FileChannel.open(path, StandardOpenOption.WRITE)) {
            cut.truncate(10 * BLOCK + 1);
            assertThrows(IOException.class, () -> reader.block(0, 16));
            assertThrows(IOException.class, () -> reader.block(0, 16), "nor half of it");
            assertBlock(Files.readAllBytes(path), 9, reader.block(9, 1));
        }
    }

    @Test
    void wrongLeavesAreReplacedByWhatTheFileProves() throws IOException {
        byte[] right = Files.readAllBytes(kept);
        byte[] expected = hashes(1).orElseThrow();
        byte[] wrong = right.clone();
        wrong[RUN_BYTES + 7] ^= 1;
        Files.write(kept, wrong);
        assertArrayEquals(expected, hashes(1).orElseThrow());
        assertArrayEquals(right, Files.readAllBytes(kept));
    }

    @Test
    void whatWasCutOffComesBack() throws IOException {
        byte[] right = Files.readAllBytes(kept);
        Files.write(kept, Arrays.copyOf(right, 40));
        try (SharedReader reader = reader()) {
            assertTrue(reader.hashes(0).isPresent());
            assertArrayEquals(Arrays.copyOf(right, RUN_BYTES), Files.readAllBytes(kept));
            assertTrue(reader.hashes(1).isPresent());
            assertArrayEquals(right, Files.readAllBytes(kept));
            otherBytes();
            assertTrue(reader.hashes(0).isPresent(), "and is used at once");
        }
    }

    @Test
    void leavesOfAFileThatWasHashedBeforeTheyWereKeptAreKeptWhenSomebodyAsks() throws IOException {
        Files.delete(kept);
        assertTrue(hashes(1).isPresent());
        otherBytes();
        assertTrue(hashes(1).isPresent());
        assertTrue(hashes(0).isEmpty(), "nobody asked for it while it was there");
    }

    @Test
    void wrongLeavesOfAWrongFileProveNothing() throws IOException {
        byte[] wrong = new byte[BLOCKS * Tree.HASH_BYTES];
        Arrays.fill(wrong, (byte) 1);
        Files.write(kept, wrong);
        otherBytes();
        assertTrue(hashes(0).isEmpty());
        assertArrayEquals(wrong, Files.readAllBytes(kept), "what is not proven is not kept");
    }

    @Test
    void whatCannotBeOpenedIsNoObstacle() throws IOException {
        byte[] expected = hashes(0).orElseThrow();
        Files.delete(kept);
        Files.createDirectory(kept);
        assertArrayEquals(expected, hashes(0).orElseThrow());
        assertFalse(Files.exists(kept), "it is given up");
        assertArrayEquals(expected, hashes(0).orElseThrow());
        assertTrue(Files.isRegularFile(kept));
    }

    private Optional<byte[]> hashes(int run) throws IOException {
        try (SharedReader reader = reader()) {
            return reader.hashes(run);
        }
    }

    private SharedReader reader() throws IOException {
        return new SharedReader(file, index.leaves());
    }

    private void otherBytes() throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        byte[] other = bytes(2);
        assertNotEquals(bytes(1)[0], other[0]);
        Files.write(path, other);
        Files.setLastModifiedTime(path, time);
    }

    private SharedFile find() {
        return index.find(Question.parse("file").orElseThrow()).get(0);
    }

    private void start() throws IOException {
        ShareIndex.Settings settings =
                new ShareIndex.Settings(List.of(), Excluded.of(List.of(), List.of()), 0, false, Duration.ofMinutes(1));
        index = new ShareIndex(settings, new FolderHome(temp.resolve("data")), tasks, tasks, (files, bytes) -> {});
        index.start();
        tasks.settle();
    }

    /** The last block is short. */
    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[BLOCKS * BLOCK - 99];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
