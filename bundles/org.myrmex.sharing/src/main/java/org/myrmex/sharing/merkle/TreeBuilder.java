package org.myrmex.sharing.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import org.myrmex.api.sharing.ContentId;

/** Hashes a file from its first block to its last. Not for several threads. */
public final class TreeBuilder {
    private final MessageDigest digest = Tree.sha256();
    private final byte[] leaves = new byte[BlockLayout.RUN_LEAVES * Tree.HASH_BYTES];
    private final Consumer<byte[]> perRun;
    private byte[] runRoots = new byte[0];
    private int runs;
    private int used;

    public TreeBuilder() {
        this(leaves -> {});
    }

    /** @param perRun takes the leaves of each run in turn, the last by {@link #finish}; of a file of one run it gets none */
    public TreeBuilder(Consumer<byte[]> perRun) {
        this.perRun = perRun;
    }

    /** Takes the next block: 16 KiB, or less when it is the last. */
    public void block(byte[] bytes, int offset, int length) {
        if (used == leaves.length) {
            endRun();
        }
        digest.update(bytes, offset, length);
        System.arraycopy(digest.digest(), 0, leaves, used, Tree.HASH_BYTES);
        used += Tree.HASH_BYTES;
    }

    public FileTree finish() {
        if (used == 0) {
            return new FileTree(Tree.empty(), new byte[0]);
        }
        if (runs == 0) {
            int blocks = used / Tree.HASH_BYTES;
            byte[] root = Tree.node(Arrays.copyOf(leaves, used), 0, heightOf(blocks));
            return new FileTree(ContentId.of(root), new byte[0]);
        }
        endRun();
        byte[] roots = Arrays.copyOf(runRoots, runs * Tree.HASH_BYTES);
        int height = BlockLayout.RUN_HEIGHT + heightOf(runs);
        return new FileTree(ContentId.of(Tree.node(roots, BlockLayout.RUN_HEIGHT, height)), roots);
    }

    private void endRun() {
        int at = runs * Tree.HASH_BYTES;
        if (at == runRoots.length) {
            runRoots = Arrays.copyOf(runRoots, 2 * at + Tree.HASH_BYTES);
        }
        byte[] run = Arrays.copyOf(leaves, used);
        byte[] root = Tree.node(run, 0, BlockLayout.RUN_HEIGHT);
        System.arraycopy(root, 0, runRoots, at, Tree.HASH_BYTES);
        perRun.accept(run);
        runs++;
        used = 0;
    }

    private static int heightOf(int count) {
        return count <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    }
}
