package org.myrmex.sharing.exchange;

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
 * What is asked for, which leaves are proven, and whether a block is right. Which blocks are wanted next is what its kinds
 * differ in. One thread at a time.
 */
public abstract class Plan {
    private final ContentId id;
    private final BlockLayout layout;
    private final MessageDigest digest = Tree.sha256();
    private final BitSet askedBlocks = new BitSet();
    private final BitSet askedRuns = new BitSet();
    private final Map<Integer, byte[]> leaves = new TreeMap<>();

    /** @param proven leaves of runs that were proven before */
    protected Plan(ContentId id, BlockLayout layout, Map<Integer, byte[]> proven) {
        this.id = id;
        this.layout = layout;
        leaves.putAll(proven);
        if (layout.blocks() == 1) {
            leaves.put(0, id.bytes());
        }
    }

    public final BlockLayout layout() {
        return layout;
    }

    /** Whether a block is here and was right. */
    public abstract boolean isHere(int block);

    /** Whether the length is more than somebody's word. */
    public abstract boolean isSizeProven();

    /**
     * What to ask next of a source that answers in order.
     *
     * @param runsToCome runs whose leaves that source was asked for already, so that blocks may follow
     * @param blocksToCome blocks that it was asked for already: never twice, though they were released when it fell silent
     */
    public abstract Optional<FilesMessage> next(SortedSet<Integer> runsToCome, SortedSet<Integer> blocksToCome);

    /** Whether the leaves of a run that were just proven are kept. */
    protected abstract boolean keeps(int run);

    public final void asked(FilesMessage ask) {
        if (ask instanceof FilesMessage.AskBlock block) {
            askedBlocks.set(block.index());
        } else if (ask instanceof FilesMessage.AskHashes run) {
            askedRuns.set(run.run());
        }
    }

    /** These will not come, or not soon: others may be asked for them. */
    public final void release(Iterable<Integer> blocks, Iterable<Integer> runs) {
        blocks.forEach(askedBlocks::clear);
        runs.forEach(askedRuns::clear);
    }

    /** Takes leaves that a source sent. Returns false when they are wrong. */
    public final boolean offerLeaves(FilesMessage.Hashes hashes) {
        if (!Tree.proves(id, layout, hashes.run(), hashes.leaves(), hashes.uncles())) {
            return false;
        }
        askedRuns.clear(hashes.run());
        if (keeps(hashes.run())) {
            leaves.put(hashes.run(), hashes.leaves());
        }
        return true;
    }

    public final boolean hasLeaves(int run) {
        return leaves.containsKey(run);
    }

    /** Whether these are the bytes of a block whose leaf is known. */
    public final boolean isRight(int block, ByteBuffer bytes) {
        byte[] known = leaves.get(layout.runOf(block));
        if (known == null || bytes.remaining() != layout.lengthOf(block)) {
            return false;
        }
        digest.update(bytes.duplicate());
        int at = (block - layout.firstOf(layout.runOf(block))) * Tree.HASH_BYTES;
        return Arrays.equals(digest.digest(), 0, Tree.HASH_BYTES, known, at, at + Tree.HASH_BYTES);
    }

    protected final boolean isAsked(int block) {
        return askedBlocks.get(block);
    }

    /** The next block from there that was not asked for. */
    protected final int nextUnasked(int from) {
        return askedBlocks.nextClearBit(from);
    }

    /** Runs whose leaves are held or asked for. */
    protected final int openRuns() {
        return leaves.size() + askedRuns.cardinality();
    }

    protected final void forgetLeaves(int run) {
        if (layout.blocks() > 1) {
            leaves.remove(run);
        }
    }

    /** The question that brings a block nearer: for itself, or first for its leaves; none while somebody else gets those. */
    protected final Optional<FilesMessage> ask(int block, SortedSet<Integer> runsToCome, int mostOpenRuns) {
        int run = layout.runOf(block);
        if (leaves.containsKey(run) || runsToCome.contains(run)) {
            return Optional.of(new FilesMessage.AskBlock(block));
        }
        if (askedRuns.get(run) || openRuns() >= mostOpenRuns) {
            return Optional.empty();
        }
        return Optional.of(new FilesMessage.AskHashes(run));
    }
}
