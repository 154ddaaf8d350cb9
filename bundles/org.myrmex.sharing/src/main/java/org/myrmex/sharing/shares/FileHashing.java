package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.merkle.TreeBuilder;

/** Hashes one file in steps, so that a limit and a stop take hold between them. One thread at a time. */
public final class FileHashing implements Closeable {
    /** About 10 ms of work: no stop waits longer. */
    static final int STEP_BYTES = 4 << 20;

    private static final int READ_BYTES = 16 * ContentId.BLOCK_BYTES;

    private final FileChannel file;
    private final LeafWriter leaves;
    private final TreeBuilder builder;
    private final byte[] buffer = new byte[READ_BYTES];
    private int filled;

    /** @param leaves takes the leaves; closed with this */
    FileHashing(Path path, LeafWriter leaves) throws IOException {
        this.leaves = leaves;
        builder = new TreeBuilder(leaves);
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** What the next step reads at most. */
    int stepBytes() throws IOException {
        return (int) Math.min(STEP_BYTES, file.size() - file.position());
    }

    /** Reads on. @return whether there is more */
    boolean step() throws IOException {
        for (int bytes = 0; bytes < STEP_BYTES; ) {
            int read = file.read(ByteBuffer.wrap(buffer, filled, READ_BYTES - filled));
            if (read < 0) {
                take(filled);
                return false;
            }
            filled += read;
            bytes += read;
            if (filled == READ_BYTES) {
                take(filled);
                filled = 0;
            }
        }
        return true;
    }

    /** After the last step, when the file is still the same; before it is closed. */
    FileTree finish() {
        FileTree tree = builder.finish();
        leaves.keep(tree.id());
        return tree;
    }

    /** All of it at once; no leaves are kept. */
    public static FileTree of(Path path) throws IOException {
        try (FileHashing hashing = new FileHashing(path, LeafWriter.none())) {
            boolean more = true;
            while (more) {
                more = hashing.step();
            }
            return hashing.finish();
        }
    }

    @Override
    public void close() throws IOException {
        leaves.close();
        file.close();
    }

    private void take(int length) {
        for (int at = 0; at < length; at += ContentId.BLOCK_BYTES) {
            builder.block(buffer, at, Math.min(ContentId.BLOCK_BYTES, length - at));
        }
    }
}
