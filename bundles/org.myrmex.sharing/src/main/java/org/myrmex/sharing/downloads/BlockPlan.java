package org.myrmex.sharing.downloads;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.exchange.Plan;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.wire.FilesMessage;

/**
 * A whole file: which blocks are here and which come next. The last block comes first: with the leaves around it, it proves
 * the length of the file, which nothing else does. One thread at a time.
 */
final class BlockPlan extends Plan {
    /** Runs whose leaves are held or asked for: 512 KiB of leaves. */
    private static final int MAX_OPEN_RUNS = 64;

    private final BitSet verified;
    private long verifiedBytes;

    BlockPlan(ContentId id, BlockLayout layout) {
        this(id, layout, new BitSet(), new TreeMap<>());
    }

    /** @param leaves of runs that are not complete, proven */
    BlockPlan(ContentId id, BlockLayout layout, BitSet verified, Map<Integer, byte[]> leaves) {
        super(id, layout, leaves);
        this.verified = verified;
        verifiedBytes = verified.stream().mapToLong(layout::lengthOf).sum();
    }

    long verifiedBytes() {
        return verifiedBytes;
    }

    boolean isComplete() {
        return verifiedBytes == layout().sizeBytes();
    }

    @Override
    public boolean isHere(int block) {
        return verified.get(block);
    }

    @Override
    public boolean isSizeProven() {
        return layout().blocks() == 0 || verified.get(layout().blocks() - 1);
    }

    @Override
    public Optional<FilesMessage> next(SortedSet<Integer> runsToCome, SortedSet<Integer> blocksToCome) {
        int last = layout().blocks() - 1;
        boolean isLastFirst = isOpen(last) && !blocksToCome.contains(last);
        Optional<FilesMessage> first = isLastFirst ? ask(last, runsToCome, MAX_OPEN_RUNS) : Optional.empty();
        for (int block = nextOpen(0, blocksToCome); first.isEmpty() && block <= last; ) {
            first = ask(block, runsToCome, MAX_OPEN_RUNS);
            int nextRun = layout().runOf(block) + 1;
            block = nextOpen(Math.max(block + 1, layout().firstOf(nextRun)), blocksToCome);
        }
        return first;
    }

    @Override
    protected boolean keeps(int run) {
        return !isRunComplete(run);
    }

    /** A block is right and stored. */
    void verified(int block) {
        verified.set(block);
        verifiedBytes += layout().lengthOf(block);
        if (isRunComplete(layout().runOf(block))) {
            forgetLeaves(layout().runOf(block));
        }
    }

    /** The verified blocks of a run, for the state file. */
    BitSet verifiedOf(int run) {
        int from = layout().firstOf(run);
        return verified.get(from, from + layout().leavesIn(run));
    }

    private boolean isRunComplete(int run) {
        int from = layout().firstOf(run);
        return verified.nextClearBit(from) >= from + layout().leavesIn(run);
    }

    private boolean isOpen(int block) {
        return !verified.get(block) && !isAsked(block);
    }

    private int nextOpen(int from, SortedSet<Integer> without) {
        int block = from;
        while (!isOpen(block) || without.contains(block)) {
            block = isOpen(block) ? block + 1 : Math.max(verified.nextClearBit(block), nextUnasked(block));
        }
        return block;
    }
}
