package org.myrmex.sharing.downloads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.merkle.TreeBuilder;
import org.myrmex.sharing.wire.FilesMessage;

class PartialFileTest {
    private static final int BLOCKS = 100;

    @TempDir
    Path folder;

    private final byte[] content = new byte[BLOCKS * ContentId.BLOCK_BYTES - 5_000];
    private final BlockLayout layout = new BlockLayout(content.length);
    private ContentId id;
    private BlockPlan plan;
    private PartialFile file;

    @BeforeEach
    void aFileOfARun() throws IOException {
        new Random(1).nextBytes(content);
        byte[] leaves = new byte[BLOCKS * Tree.HASH_BYTES];
        TreeBuilder tree = new TreeBuilder();
        for (int i = 0; i < BLOCKS; i++) {
            byte[] leaf = Tree.sha256().digest(Arrays.copyOfRange(content, at(i), at(i) + layout.lengthOf(i)));
            System.arraycopy(leaf, 0, leaves, i * Tree.HASH_BYTES, Tree.HASH_BYTES);
            tree.block(content, at(i), layout.lengthOf(i));
        }
        id = tree.finish().id();
        plan = new BlockPlan(id, layout);
        file = open();
        file.hashes(new FilesMessage.Hashes(0, leaves, new byte[0]));
    }

    @Test
    void whatACheckpointClaimsIsInTheFileWhereverTheBlocksLie() throws IOException {
        List<Integer> blocks = List.of(99, 0, 1, 2, 50, 49, 51, 3);
        for (int block : blocks) {
            write(block);
        }
        file.checkpoint(plan).orElseThrow().run();

        BlockPlan left = resumed();
        assertEquals(plan.verifiedOf(0), left.verifiedOf(0));
        assertEquals(blocks.size(), left.verifiedOf(0).cardinality());
    }

    @Test
    void whatCameAfterACheckpointIsNotClaimed() throws IOException {
        write(99);
        file.checkpoint(plan).orElseThrow().run();
        write(0);

        assertEquals(1, resumed().verifiedOf(0).cardinality());
    }

    @Test
    void allOfItGetsTheName() throws IOException {
        write(99);
        for (int block = 0; block < 99; block++) {
            write(block);
        }
        file.finish(content.length);

        assertArrayEquals(content, Files.readAllBytes(folder.resolve("file")));
        assertFalse(Files.exists(PartialFile.sibling(folder.resolve("file"), PartialFile.PART)));
    }

    @Test
    void whatIsForgottenIsNotWritten() throws IOException {
        write(0);
        file.forget();
        file.finish(content.length);

        assertEquals(0, Files.size(folder.resolve("file")), "it is cut off, never filled up");
    }

    private void write(int block) throws IOException {
        file.write(block, ByteBuffer.wrap(content, at(block), layout.lengthOf(block)), layout);
        plan.verified(block);
    }

    /** As after a crash: nothing is closed before. */
    private BlockPlan resumed() throws IOException {
        try (PartialFile again = open()) {
            return again.resume().orElseThrow();
        }
    }

    private PartialFile open() throws IOException {
        return new PartialFile(folder.resolve("file"), id);
    }

    private static int at(int block) {
        return block * ContentId.BLOCK_BYTES;
    }
}
