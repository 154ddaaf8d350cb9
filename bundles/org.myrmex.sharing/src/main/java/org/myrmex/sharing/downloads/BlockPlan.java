package org.myrmex.sharing.downloads;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.wire.FilesMessage;

/**
 * Which blocks are here, which are asked for, which come next, and whether one is right. The last block comes first: with
 * the leaves around it, it proves the length of the file, which nothing else does. One thread at a time.
 */
final class BlockPlan {
    /** Runs whose leaves are held or asked for: 512 KiB of leaves. */
    private static final int MAX_OPEN_RUNS = 64;

    private final ContentId id;
    private final BlockLayout layout;
    private final MessageDigest digest = Tree.sha256();
    private final BitSet verified;
    private final BitSet askedBlocks = new BitSet();
    private final BitSet askedRuns = new BitSet();
    private final Map<Integer, byte[]> leaves = new TreeMap<>();
    private long verifiedBytes;

    BlockPlan(ContentId id, BlockLayout layout) {
        this(id, layout, new BitSet(), new TreeMap<>());
    }

    /** @param leaves of runs that are not complete, proven */
    BlockPlan(ContentId id, BlockLayout layout, BitSet verified, Map<Integer, byte[]> leaves) {
        this.id = id;
        this.layout = layout;
        this.verified = verified;
        this.leaves.putAll(leaves);
        verifiedBytes = verified.stream().mapToLong(layout::lengthOf).sum();
        if (layout.blocks() == 1) {
            this.leaves.put(0, id.bytes());
        }
    }

    BlockLayout layout() {
        return layout;
    }

    long verifiedBytes() {
        return verifiedBytes;
    }

    boolean isVerified(int block) {
        return verified.get(block);
    }

    boolean isComplete() {
        return verifiedBytes == layout.sizeBytes();
    }

    /** Whether the length is more than somebody's word. */
    boolean isSizeProven() {
        return layout.blocks() == 0 || verified.get(layout.blocks() - 1);
    }

    /**
     * What to ask next of a source that answers in order.
     *
     * @param runsToCome runs whose leaves that source was asked for already, so that blocks may follow
     * @param blocksToCome blocks that it was asked for already: never twice, though they were released when it fell silent
     */
    Optional<FilesMessage> next(SortedSet<Integer> runsToCome, SortedSet<Integer> blocksToCome) {
        int last = layout.blocks() - 1;
        boolean isLastFirst = isOpen(last) && !blocksToCome.contains(last);
        Optional<FilesMessage> first = isLastFirst ? ask(last, runsToCome) : Optional.empty();
        for (int block = nextOpen(0, blocksToCome); first.isEmpty() && block <= last; ) {
            first = ask(block, runsToCome);
            block = nextOpen(Math.max(block + 1, layout.firstOf(layout.runOf(block) + 1)), blocksToCome);
        }
        return first;
    }

    void asked(FilesMessage ask) {
        if (ask instanceof FilesMessage.AskBlock block) {
            askedBlocks.set(block.index());
        } else if (ask instanceof FilesMessage.AskHashes run) {
            askedRuns.set(run.run());
        }
    }

    /** These will not come, or not soon: others may be asked for them. */
    void release(Iterable<Integer> blocks, Iterable<Integer> runs) {
        blocks.forEach(askedBlocks::clear);
        runs.forEach(askedRuns::clear);
    }

    /** Takes leaves that a source sent. Returns false when they are wrong. */
    boolean offerLeaves(FilesMessage.Hashes hashes) {
        if (!Tree.proves(id, layout, hashes.run(), hashes.leaves(), hashes.uncles())) {
            return false;
        }
        askedRuns.clear(hashes.run());
        if (!isRunComplete(hashes.run())) {
            leaves.put(hashes.run(), hashes.leaves());
        }
        return true;
    }

    /** Whether these are the bytes of a block whose leaf is known. */
    boolean isRight(int block, ByteBuffer bytes) {
        byte[] known = leaves.get(layout.runOf(block));
        if (known == null || bytes.remaining() != layout.lengthOf(block)) {
            return false;
        }
        digest.update(bytes.duplicate());
        int at = (block - layout.firstOf(layout.runOf(block))) * Tree.HASH_BYTES;
        return Arrays.equals(digest.digest(), 0, Tree.HASH_BYTES, known, at, at + Tree.HASH_BYTES);
    }

    /** A block is right and stored. */
    void verified(int block) {
        verified.set(block);
        askedBlocks.clear(block);
        verifiedBytes += layout.lengthOf(block);
        if (isRunComplete(layout.runOf(block))) {
            leaves.remove(layout.runOf(block));
        }
    }

    /** The verified blocks of a run, for the state file. */
    BitSet verifiedOf(int run) {
        int from = layout.firstOf(run);
        return verified.get(from, from + layout.leavesIn(run));
    }

    private boolean isRunComplete(int run) {
        int from = layout.firstOf(run);
        return verified.nextClearBit(from) >= from + layout.leavesIn(run);
    }

    private Optional<FilesMessage> ask(int block, SortedSet<Integer> runsToCome) {
        int run = layout.runOf(block);
        if (leaves.containsKey(run) || runsToCome.contains(run)) {
            return Optional.of(new FilesMessage.AskBlock(block));
        }
        if (askedRuns.get(run) || leaves.size() + askedRuns.cardinality() >= MAX_OPEN_RUNS) {
            return Optional.empty();
        }
        return Optional.of(new FilesMessage.AskHashes(run));
    }

    private boolean isOpen(int block) {
        return !verified.get(block) && !askedBlocks.get(block);
    }

    private int nextOpen(int from, SortedSet<Integer> without) {
        int block = from;
        while (!isOpen(block) || without.contains(block)) {
            block = isOpen(block) ? block + 1 : Math.max(verified.nextClearBit(block), askedBlocks.nextClearBit(block));
        }
        return block;
    }
}
