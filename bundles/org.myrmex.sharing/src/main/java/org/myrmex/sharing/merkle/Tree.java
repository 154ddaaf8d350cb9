package org.myrmex.sharing.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.myrmex.api.sharing.ContentId;

/** Roots and proofs. Hashes stand one after the other in an array, 32 bytes each. */
public final class Tree {
    public static final int HASH_BYTES = 32;

    /** Levels of the highest tree: {@link BlockLayout#MAX_SIZE_BYTES} in blocks. */
    private static final int MAX_HEIGHT = 26;

    private static final byte[][] PADDING = padding();

    private Tree() {}

    /** The id of the file without a byte. BEP 52 gives it no root, so it is the hash of nothing. */
    public static ContentId empty() {
        return ContentId.of(sha256().digest());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The node over the hashes of one level.
     *
     * @param from level of the hashes, 0 for leaves: missing ones are padded with the empty tree of that level
     * @param to level of the node
     */
    public static byte[] node(byte[] hashes, int from, int to) {
        byte[] level = hashes;
        MessageDigest digest = sha256();
        for (int height = from; height < to; height++) {
            level = above(level, height, digest);
        }
        if (level.length != HASH_BYTES) {
            throw new IllegalArgumentException("too many hashes for a tree of height " + (to - from));
        }
        return level;
    }

    /** The siblings on the way from a run to the root, lowest first, taken from the level of the run roots. */
    public static byte[] uncles(BlockLayout layout, int run, byte[] runRoots) {
        byte[] uncles = new byte[layout.uncles() * HASH_BYTES];
        byte[] level = runRoots;
        MessageDigest digest = sha256();
        int index = run;
        for (int i = 0; i < layout.uncles(); i++) {
            int height = BlockLayout.RUN_HEIGHT + i;
            int sibling = (index ^ 1) * HASH_BYTES;
            byte[] source = sibling < level.length ? level : PADDING[height];
            System.arraycopy(source, sibling < level.length ? sibling : 0, uncles, i * HASH_BYTES, HASH_BYTES);
            level = above(level, height, digest);
            index >>>= 1;
        }
        return uncles;
    }

    /**
     * Whether these are the leaves of a run of the file. Also proves what the layout says: no leaf inside the file may be
     * padding and nothing but padding may stand behind its end, or else a source could lie about the number of blocks.
     */
    public static boolean proves(ContentId id, BlockLayout layout, int run, byte[] leaves, byte[] uncles) {
        if (run < 0
                || run >= layout.runs()
                || leaves.length != layout.leavesIn(run) * HASH_BYTES
                || uncles.length != layout.uncles() * HASH_BYTES) {
            return false;
        }
        for (int at = 0; at < leaves.length; at += HASH_BYTES) {
            if (Arrays.equals(leaves, at, at + HASH_BYTES, PADDING[0], 0, HASH_BYTES)) {
                return false;
            }
        }
        byte[] node = node(leaves, 0, layout.runHeight());
        MessageDigest digest = sha256();
        int index = run;
        for (int i = 0; i < layout.uncles(); i++) {
            int height = layout.runHeight() + i;
            int at = i * HASH_BYTES;
            boolean left = (index & 1) == 1;
            if (!left && ((long) (index + 1) << height) >= layout.blocks()) {
                if (!Arrays.equals(uncles, at, at + HASH_BYTES, PADDING[height], 0, HASH_BYTES)) {
                    return false;
                }
            }
            if (left) {
                digest.update(uncles, at, HASH_BYTES);
                digest.update(node);
            } else {
                digest.update(node);
                digest.update(uncles, at, HASH_BYTES);
            }
            node = digest.digest();
            index >>>= 1;
        }
        return MessageDigest.isEqual(node, id.bytes());
    }

    private static byte[] above(byte[] level, int height, MessageDigest digest) {
        int count = level.length / HASH_BYTES;
        byte[] above = new byte[(count + 1) / 2 * HASH_BYTES];
        for (int i = 0; i < count; i += 2) {
            digest.update(level, i * HASH_BYTES, HASH_BYTES);
            if (i + 1 < count) {
                digest.update(level, (i + 1) * HASH_BYTES, HASH_BYTES);
            } else {
                digest.update(PADDING[height]);
            }
            byte[] node = digest.digest();
            System.arraycopy(node, 0, above, i / 2 * HASH_BYTES, HASH_BYTES);
        }
        return above;
    }

    private static byte[][] padding() {
        byte[][] padding = new byte[MAX_HEIGHT + 1][];
        padding[0] = new byte[HASH_BYTES];
        MessageDigest digest = sha256();
        for (int height = 1; height <= MAX_HEIGHT; height++) {
            digest.update(padding[height - 1]);
            digest.update(padding[height - 1]);
            padding[height] = digest.digest();
        }
        return padding;
    }
}
