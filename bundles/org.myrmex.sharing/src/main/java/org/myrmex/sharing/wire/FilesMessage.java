package org.myrmex.sharing.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;

/**
 * A message on a channel of {@link FilesRequest#SERVICE}: version(1) ‖ kind(1) ‖ content. The server says HELLO first; then
 * it answers each question in order, so that blocks may be asked for right behind the hashes that prove them.
 */
public sealed interface FilesMessage {
    int VERSION = 1;
    /** Bytes in front of the block in a BLOCK_IS. */
    int BLOCK_AT = 6;

    byte[] encode();

    /** The server has the file. */
    record Hello(long sizeBytes) implements FilesMessage {
        private static final byte KIND = 1;

        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(10)
                    .put((byte) VERSION)
                    .put(KIND)
                    .putLong(sizeBytes)
                    .array();
        }
    }

    /** Asks for the leaves of a run. */
    record AskHashes(int run) implements FilesMessage {
        private static final byte KIND = 2;

        @Override
        public byte[] encode() {
            return number(KIND, run);
        }
    }

    /**
     * The leaves of a run and what leads from them to the root: run(4) ‖ number of leaves(2) ‖ leaves ‖ uncles.
     *
     * @param leaves 32 bytes each
     * @param uncles 32 bytes each, lowest first
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Hashes(int run, byte[] leaves, byte[] uncles) implements FilesMessage {
        private static final byte KIND = 3;
        private static final int HEAD = 8;
        private static final int MAX_UNCLES = 18;

        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(HEAD + leaves.length + uncles.length)
                    .put((byte) VERSION)
                    .put(KIND)
                    .putInt(run)
                    .putShort((short) (leaves.length / Tree.HASH_BYTES))
                    .put(leaves)
                    .put(uncles)
                    .array();
        }

        private static Hashes read(ByteBuffer in) throws MalformedException {
            check(in.remaining() >= HEAD - 2, "hashes");
            int run = index(in);
            int count = in.getShort();
            int rest = in.remaining() - count * Tree.HASH_BYTES;
            check(count >= 1 && count <= BlockLayout.RUN_LEAVES, "number of leaves");
            check(rest >= 0 && rest <= MAX_UNCLES * Tree.HASH_BYTES && rest % Tree.HASH_BYTES == 0, "uncles");
            byte[] leaves = new byte[count * Tree.HASH_BYTES];
            byte[] uncles = new byte[rest];
            in.get(leaves).get(uncles);
            return new Hashes(run, leaves, uncles);
        }
    }

    /** Asks for a block. */
    record AskBlock(int index) implements FilesMessage {
        @Override
        public byte[] encode() {
            return new AskBlocks(List.of(index)).encode();
        }
    }

    /**
     * Asks for blocks, all in one message: a question for each would be as many frames on every link as there are blocks.
     *
     * @param indexes 1 to {@link #MOST} of them, in the order in which they are wanted
     */
    record AskBlocks(List<Integer> indexes) implements FilesMessage {
        /** As many as anybody has in flight. */
        public static final int MOST = 64;

        private static final byte KIND = 4;

        public AskBlocks {
            indexes = List.copyOf(indexes);
        }

        @Override
        public byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(2 + indexes.size() * Integer.BYTES)
                    .put((byte) VERSION)
                    .put(KIND);
            indexes.forEach(out::putInt);
            return out.array();
        }

        private static AskBlocks read(ByteBuffer in) throws MalformedException {
            int count = in.remaining() / Integer.BYTES;
            check(in.remaining() == count * Integer.BYTES && count >= 1 && count <= MOST, "question");
            List<Integer> indexes = new ArrayList<>(count);
            while (in.hasRemaining()) {
                indexes.add(index(in));
            }
            return new AskBlocks(indexes);
        }
    }

    /**
     * A block.
     *
     * @param bytes 1 byte to 16 KiB; a view of the message
     */
    record Block(int index, ByteBuffer bytes) implements FilesMessage {
        private static final byte KIND = 5;

        /** The message with room for the block at {@link #BLOCK_AT}, so that a file is read right into it. */
        public static byte[] frame(int index, int length) {
            byte[] message = new byte[BLOCK_AT + length];
            ByteBuffer.wrap(message).put((byte) VERSION).put(KIND).putInt(index);
            return message;
        }

        @Override
        public byte[] encode() {
            byte[] message = frame(index, bytes.remaining());
            bytes.duplicate().get(message, BLOCK_AT, bytes.remaining());
            return message;
        }
    }

    /** The server does not have it, or not any more; nothing follows. */
    record NotHere() implements FilesMessage {
        private static final byte KIND = 6;

        @Override
        public byte[] encode() {
            return new byte[] {VERSION, KIND};
        }
    }

    static FilesMessage decode(byte[] message) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(message);
        check(in.remaining() >= 2, "message");
        check(in.get() == VERSION, "version");
        byte kind = in.get();
        FilesMessage read;
        switch (kind) {
            case Hello.KIND -> {
                check(in.remaining() == Long.BYTES, "hello");
                long sizeBytes = in.getLong();
                check(BlockLayout.accepts(sizeBytes), "size");
                read = new Hello(sizeBytes);
            }
            case AskHashes.KIND -> {
                check(in.remaining() == Integer.BYTES, "question");
                read = new AskHashes(index(in));
            }
            case Hashes.KIND -> read = Hashes.read(in);
            case AskBlocks.KIND -> read = AskBlocks.read(in);
            case Block.KIND -> {
                int length = in.remaining() - Integer.BYTES;
                check(length >= 1 && length <= ContentId.BLOCK_BYTES, "block");
                read = new Block(index(in), in.slice());
            }
            case NotHere.KIND -> {
                check(!in.hasRemaining(), "end");
                read = new NotHere();
            }
            default -> throw new MalformedException("kind");
        }
        return read;
    }

    private static int index(ByteBuffer in) throws MalformedException {
        int index = in.getInt();
        check(index >= 0, "index");
        return index;
    }

    private static byte[] number(byte kind, int value) {
        return ByteBuffer.allocate(6)
                .put((byte) VERSION)
                .put(kind)
                .putInt(value)
                .array();
    }

    private static void check(boolean right, String what) throws MalformedException {
        if (!right) {
            throw new MalformedException(what);
        }
    }
}
