package org.myrmex.sharing.downloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.disk.JsonRows;
import org.myrmex.sharing.disk.RecordLog;
import org.myrmex.sharing.merkle.TreeBuilder;
import org.myrmex.testkit.fuzz.Seeds;
import org.myrmex.testkit.plugin.FolderHome;

/** What a crash or a hand left of the downloads: it is used or left out, and never keeps the peer from starting. */
class StateFilesFuzzTest {
    private static final byte[] MAGIC = "myrmex partial 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = content();
    private static final ContentId ID = id(CONTENT);

    @TempDir
    Path folder;

    @FuzzTest(maxDuration = "10s")
    void rememberedDownloads(FuzzedDataProvider data) throws IOException {
        FolderHome home = new FolderHome(folder);
        Map<String, String> row = new LinkedHashMap<>();
        row.put("link", data.consumeBoolean() ? ID.toString() : data.consumeString(80));
        row.put("target", data.consumeString(20));
        row.put("window", data.consumeBoolean() ? "" + data.consumeInt() : data.consumeString(5));
        row.put(data.consumeBoolean() ? "limit" : "other", data.consumeRemainingAsString());
        home.write("downloads.json", JsonRows.write(List.of(row)));
        assertTrue(new Remembered(home).read().size() <= 1);
    }

    @FuzzTest(maxDuration = "10s")
    void anyStateFile(byte[] bytes) throws IOException {
        Files.write(state(), bytes);
        resume();
    }

    /** With a right header and checksum the fuzzer reaches what a record says. */
    @FuzzTest(maxDuration = "10s")
    void soundRecordsOfNonsense(FuzzedDataProvider data) throws IOException {
        byte[] header = ByteBuffer.allocate(MAGIC.length + ContentId.LENGTH + Long.BYTES)
                .put(MAGIC)
                .put(ID.bytes())
                .putLong(data.consumeLong())
                .array();
        Files.deleteIfExists(state());
        try (RecordLog log = RecordLog.open(state(), header, record -> true)) {
            while (data.remainingBytes() > 0) {
                byte[] record = data.consumeBytes(data.consumeInt(1, 400));
                if (record.length > 0) {
                    log.append(ByteBuffer.wrap(record));
                }
            }
        }
        resume();
    }

    @Test
    void theSeedsAreWhatAStoppedDownloadLeaves() throws IOException {
        for (String seed : List.of("two-blocks", "grown", "blocks-before-hashes")) {
            Files.write(state(), Seeds.read(getClass(), "anyStateFile", seed));
            assertEquals(ContentId.BLOCK_BYTES, resume(), seed);
        }
    }

    private Path state() {
        return PartialFile.sibling(folder.resolve("file"), PartialFile.STATE);
    }

    /** The first block is there, the others are not, whatever is said: the bytes that are verified. */
    private long resume() throws IOException {
        Path part = PartialFile.sibling(folder.resolve("file"), PartialFile.PART);
        if (!Files.exists(part)) {
            Files.write(part, Arrays.copyOf(CONTENT, ContentId.BLOCK_BYTES));
        }
        try (PartialFile partial = new PartialFile(folder.resolve("file"), ID)) {
            Optional<BlockPlan> plan = partial.resume();
            plan.ifPresent(p -> assertFalse(p.layout().blocks() > 0 && p.isSizeProven()));
            long verified = plan.map(BlockPlan::verifiedBytes).orElse(0L);
            assertTrue(verified == 0 || verified == ContentId.BLOCK_BYTES);
            return verified;
        }
    }

    /** Three blocks, the last of them short. */
    private static byte[] content() {
        byte[] content = new byte[2 * ContentId.BLOCK_BYTES + 5_000];
        Arrays.fill(content, (byte) 'm');
        return content;
    }

    private static ContentId id(byte[] content) {
        TreeBuilder tree = new TreeBuilder();
        for (int at = 0; at < content.length; at += ContentId.BLOCK_BYTES) {
            tree.block(content, at, Math.min(ContentId.BLOCK_BYTES, content.length - at));
        }
        return tree.finish().id();
    }
}
