package org.myrmex.sharing.uploads;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.shares.OpenedFile;
import org.myrmex.sharing.shares.SharedFile;
import org.myrmex.sharing.wire.FilesMessage;

/** Reads a shared file and makes answers of it, as long as it is what was hashed. One thread at a time. */
final class SharedReader implements Closeable {
    private final SharedFile file;
    private final BlockLayout layout;
    private final OpenedFile bytes;

    SharedReader(SharedFile file) throws IOException {
        this.file = file;
        layout = new BlockLayout(file.seen().sizeBytes());
        bytes = new OpenedFile(file);
    }

    FilesMessage hello() {
        return new FilesMessage.Hello(layout.sizeBytes());
    }

    /** Whether it still looks as it did when it was hashed. */
    boolean isSame(long nowMicros) throws IOException {
        return bytes.isSame(nowMicros);
    }

    boolean hasBlock(int index) {
        return index < layout.blocks();
    }

    boolean hasRun(int run) {
        return run < layout.runs();
    }

    /** The message with a block. */
    byte[] block(int index) throws IOException {
        int length = layout.lengthOf(index);
        byte[] message = FilesMessage.Block.frame(index, length);
        bytes.read(ByteBuffer.wrap(message, FilesMessage.BLOCK_AT, length), layout.offsetOf(index));
        return message;
    }

    /** The message with the leaves of a run; empty when the bytes are others than were hashed. */
    Optional<byte[]> hashes(int run) throws IOException {
        byte[] leaves = leaves(run);
        byte[] uncles = Tree.uncles(layout, run, file.tree().runRoots());
        return Tree.proves(file.id(), layout, run, leaves, uncles)
                ? Optional.of(new FilesMessage.Hashes(run, leaves, uncles).encode())
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private byte[] leaves(int run) throws IOException {
        byte[] leaves = new byte[layout.leavesIn(run) * Tree.HASH_BYTES];
        MessageDigest digest = Tree.sha256();
        ByteBuffer block = ByteBuffer.allocate(layout.lengthOf(layout.firstOf(run)));
        for (int i = 0; i < layout.leavesIn(run); i++) {
            int index = layout.firstOf(run) + i;
            bytes.read(block.clear().limit(layout.lengthOf(index)), layout.offsetOf(index));
            digest.update(block.flip());
            System.arraycopy(digest.digest(), 0, leaves, i * Tree.HASH_BYTES, Tree.HASH_BYTES);
        }
        return leaves;
    }
}
