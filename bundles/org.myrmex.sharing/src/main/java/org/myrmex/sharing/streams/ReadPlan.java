package org.myrmex.sharing.streams;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.exchange.Plan;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.wire.FilesMessage;

/**
 * What a reader wants, and no more. When nothing but a source said how long the file is, the last block comes first, as it
 * proves that. One thread at a time.
 */
final class ReadPlan extends Plan {
    /** Runs whose leaves are held: 128 KiB of leaves. */
    static final int MAX_RUNS = 16;

    private final BlockCache cache;
    private final ReadAhead wanted;
    private final Set<Integer> held = new LinkedHashSet<>();
    private boolean sizeProven;

    /** @param isSizeKnown whether the link said the length: a source that says another one is not heard at all */
    ReadPlan(ContentId id, BlockLayout layout, BlockCache cache, ReadAhead wanted, boolean isSizeKnown) {
        super(id, layout, Map.of());
        this.cache = cache;
        this.wanted = wanted;
        sizeProven = isSizeKnown;
    }

    @Override
    public boolean isHere(int block) {
        return cache.has(block);
    }

    @Override
    public boolean isSizeProven() {
        return sizeProven;
    }

    @Override
    public Optional<FilesMessage> next(SortedSet<Integer> runsToCome, SortedSet<Integer> blocksToCome) {
        int last = layout().blocks() - 1;
        Optional<FilesMessage> first =
                !sizeProven && isOpen(last, blocksToCome) ? ask(last, runsToCome) : Optional.empty();
        for (int block = wanted.from(); first.isEmpty() && block < wanted.to(); block++) {
            if (isOpen(block, blocksToCome)) {
                first = ask(block, runsToCome);
            }
        }
        return first;
    }

    /** A block is right. */
    void came(int block) {
        sizeProven |= block == layout().blocks() - 1;
    }

    @Override
    protected boolean keeps(int run) {
        held.remove(run);
        held.add(run);
        Iterator<Integer> eldest = held.iterator();
        while (held.size() > MAX_RUNS) {
            int old = eldest.next();
            eldest.remove();
            forgetLeaves(old);
        }
        return true;
    }

    private Optional<FilesMessage> ask(int block, SortedSet<Integer> runsToCome) {
        // The windows of the sources bound what is asked for, and keeps() what is held.
        return ask(block, runsToCome, Integer.MAX_VALUE);
    }

    private boolean isOpen(int block, SortedSet<Integer> without) {
        return !isAsked(block) && !cache.has(block) && !without.contains(block);
    }
}
