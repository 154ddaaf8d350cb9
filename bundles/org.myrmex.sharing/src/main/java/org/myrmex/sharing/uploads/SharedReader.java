package org.myrmex.sharing.uploads;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.shares.KeptLeaves;
import org.myrmex.sharing.shares.LeafStore;
import org.myrmex.sharing.shares.OpenedFile;
import org.myrmex.sharing.shares.SharedFile;
import org.myrmex.sharing.wire.FilesMessage;

/** Reads a shared file and makes answers of it, as long as it is what was hashed. One thread at a time. */
final class SharedReader implements Closeable {
    /** A call for each block, and a wake-up of the channel's thread behind each, cost more than its bytes. */
    private static final int PIECE_BLOCKS = 16;

    private final SharedFile file;
    private final BlockLayout layout;
    private final OpenedFile bytes;
    private final KeptLeaves kept;
    /** A piece of the file as it was read last, and its place. */
    private ByteBuffer piece = ByteBuffer.allocate(0);

    private long pieceAt;
    /** Leaves that were kept, until the next block of their run shows whether the file still has the bytes. */
    private byte[] unseenLeaves = new byte[0];

    private int unseenRun;

    SharedReader(SharedFile file, LeafStore leaves) throws IOException {
        this.file = file;
        layout = new BlockLayout(file.seen().sizeBytes());
        bytes = new OpenedFile(file);
        kept = leaves.of(file);
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

    /**
     * The message with a block.
     *
     * @param wanted blocks that will be asked for in a row, this one among them: they are read at once
     */
    byte[] block(int index, int wanted) throws IOException {
        int length = layout.lengthOf(index);
        long at = layout.offsetOf(index) - pieceAt;
        if (at < 0 || at + length > piece.limit()) {
            read(index, wanted);
            at = 0;
        }
        byte[] message = FilesMessage.Block.frame(index, length);
        piece.get((int) at, message, FilesMessage.BLOCK_AT, length);
        check(index, message);
        return message;
    }

    private void read(int first, int wanted) throws IOException {
        int count = Math.min(wanted, PIECE_BLOCKS);
        if (piece.capacity() < count * ContentId.BLOCK_BYTES) {
            // on the heap: an asker who comes again and again must not leave buffers that only a collection frees
            piece = ByteBuffer.allocate(count * ContentId.BLOCK_BYTES);
        }
        int last = first + count - 1;
        pieceAt = layout.offsetOf(first);
        piece.clear().limit((int) (layout.offsetOf(last) + layout.lengthOf(last) - pieceAt));
        int whole = piece.limit();
        piece.limit(0);
        // Nothing of it counts before all of it is there.
        bytes.read(piece.duplicate().limit(whole), pieceAt);
        piece.limit(whole);
    }

    /** The message with the leaves of a run; empty when the bytes are others than were hashed. */
    Optional<byte[]> hashes(int run) throws IOException {
        byte[] uncles = Tree.uncles(layout, run, file.tree().runRoots());
        Predicate<byte[]> right = all -> Tree.proves(file.id(), layout, run, all, uncles);
        Optional<byte[]> leaves = kept.run(run).filter(right);
        if (leaves.isPresent()) {
            unseenLeaves = leaves.get();
            unseenRun = run;
        } else {
            leaves = Optional.of(hashed(run)).filter(right);
            leaves.ifPresent(all -> kept.put(run, all));
        }
        return leaves.map(all -> new FilesMessage.Hashes(run, all, uncles).encode());
    }

    @Override
    public void close() throws IOException {
        kept.close();
        bytes.close();
    }

    /** Other bytes behind the same size and time would otherwise be offered for ever, and refused by everybody. */
    private void check(int index, byte[] message) throws IOException {
        if (unseenLeaves.length > 0 && layout.runOf(index) == unseenRun) {
            MessageDigest digest = Tree.sha256();
            digest.update(message, FilesMessage.BLOCK_AT, message.length - FilesMessage.BLOCK_AT);
            int at = (index - layout.firstOf(unseenRun)) * Tree.HASH_BYTES;
            if (!Arrays.equals(digest.digest(), 0, Tree.HASH_BYTES, unseenLeaves, at, at + Tree.HASH_BYTES)) {
                throw new IOException("it has other bytes than were hashed");
            }
            unseenLeaves = new byte[0];
        }
    }

    private byte[] hashed(int run) throws IOException {
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
