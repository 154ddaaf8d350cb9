package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;

/** The leaves of one file that are kept: unproven. Opened when they are asked for. One thread at a time. */
public final class KeptLeaves implements Closeable {
    private final LeafStore store;
    private final ContentId id;
    private final BlockLayout layout;
    private FileChannel file;

    KeptLeaves(LeafStore store, ContentId id, long sizeBytes) {
        this.store = store;
        this.id = id;
        layout = new BlockLayout(sizeBytes);
    }

    /** What is kept of a run, be it right or wrong. */
    public Optional<byte[]> run(int run) {
        if (!store.keeps(layout.sizeBytes())) {
            return Optional.empty();
        }
        try {
            if (file == null) {
                file = store.open(id, layout.sizeBytes());
            }
            ByteBuffer leaves = ByteBuffer.allocate(layout.leavesIn(run) * Tree.HASH_BYTES);
            while (leaves.hasRemaining()) {
                if (file.read(leaves, placeOf(run) + leaves.position()) < 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(leaves.array());
        } catch (IOException e) {
            // There are none, or the disk lost them: either way somebody has to hash.
            return Optional.empty();
        }
    }

    /** Keeps what was proven of a run, in place of what was not. */
    public void put(int run, byte[] leaves) {
        if (store.keeps(layout.sizeBytes())) {
            close();
            store.put(id, layout.sizeBytes(), placeOf(run), leaves);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // It was only read.
        } finally {
            file = null;
        }
    }

    private long placeOf(int run) {
        return (long) layout.firstOf(run) * Tree.HASH_BYTES;
    }
}
