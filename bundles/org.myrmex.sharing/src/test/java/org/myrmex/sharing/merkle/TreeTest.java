package org.myrmex.sharing.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;

class TreeTest {
    private static final int BLOCK = ContentId.BLOCK_BYTES;

    /** Files of zeros; roots of test64K and test1MB in libtorrent's test/test_torrents/v2.torrent and v2_only.torrent. */
    @Test
    void rootsEqualThoseOfPublishedTorrents() {
        assertEquals(
                "60aae9c7b428f87e0713e88229e18f0adf12cd7b22a0dd8a92bb2485eb7af242",
                treeOf(new byte[65_536]).id().toString());
        assertEquals(
                "515ea9181744b817744ded9d2e8e9dc6a8450c0b0c52e24b5077f302ffbd9008",
                treeOf(new byte[1_048_576]).id().toString());
    }

    /** A file of 6,535,405 bytes in pieces of 512 KiB; libtorrent's test/test_torrents/v2_hybrid.torrent, first file. */
    @Test
    void pieceLayerOfPublishedTorrentLeadsToItsRoot() {
        String layer = "5d68e123f6156c176e8dbc4c828107fccc9198a42581e55c1a26bba3f70988a7"
                + "533d0f0acd5caed76e8444de6b2622b8f08d12a52091c51c09a3a225a0465ec9"
                + "fafc35895e916c79464edc4bc1145495d9315519dd82870be88c8e578bb4a065"
                + "fc729d6c0a182aabb55eb6f5468a8b3e65f59f1382c8c0d94d5af25a6603f889"
                + "800ce825df2c72b18674b7960247596543055f0aadb97e01ee138ac7da079fc5"
                + "9fb6ffe64fca4d14cf02b4bd68c0d30380cfb778d17468be8b058cef4dbd6fd1"
                + "76922b564b0d64acd43263a49541c7ab93ee01837d1e58fc1c353a81a36bcf07"
                + "52d92137492dea652dd6b925a2b940c84d0bd32a182e6ec071560777fd313a1b"
                + "950f8e4e40aa76a758e08f96145385eff3014e10a2957a97e94e9921f7581560"
                + "c317cad611a194d953326204f286e02eb5979b937d638c2ab0722daec7d8884d"
                + "92c81f931a29aeaaa00f956982180880156440868a97f0fa6beaa9234f7c22fd"
                + "380f9c5f575b68c2815c7d60782d6f13f6c60f6e6e9ac33662daa158b754e3cd"
                + "8be94280dbeb12e4af5f19bb0f5b0fc9415333d0ab4f850e35d1d24b1d19c703";
        byte[] root = Tree.node(HexFormat.of().parseHex(layer), 5, new BlockLayout(6_535_405).height());
        assertEquals(
                "8e31d30f9e25c6336768e978261219c8a9ee8ba81f1bf8a07d8b84664428ccc6",
                HexFormat.of().formatHex(root));
    }

    @Test
    void rootOfNothingIsTheHashOfNothing() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                treeOf(new byte[0]).id().toString());
        assertEquals(Tree.empty(), treeOf(new byte[0]).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK, 256 * BLOCK, 256 * BLOCK + 1, 1000 * BLOCK - 7})
    void rootEqualsThatOfTheTreeDrawnInFull(int size) {
        byte[] file = randomBytes(size);
        assertArrayEquals(drawnInFull(file), treeOf(file).id().bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BLOCK, 3 * BLOCK, 256 * BLOCK, 256 * BLOCK + 1, 513 * BLOCK, 1000 * BLOCK - 7})
    void everyRunIsProvenByItself(int size) {
        byte[] file = randomBytes(size);
        FileTree tree = treeOf(file);
        BlockLayout layout = new BlockLayout(size);
        for (int run = 0; run < layout.runs(); run++) {
            byte[] leaves = leavesOf(file, layout, run);
            byte[] uncles = Tree.uncles(layout, run, tree.runRoots());
            assertTrue(Tree.proves(tree.id(), layout, run, leaves, uncles));
            assertFalse(Tree.proves(tree.id(), layout, run, flipped(leaves, 0), uncles));
            assertFalse(Tree.proves(tree.id(), layout, run, flipped(leaves, leaves.length - 1), uncles));
            if (uncles.length > 0) {
                assertFalse(Tree.proves(tree.id(), layout, run, leaves, flipped(uncles, uncles.length - 1)));
                assertFalse(Tree.proves(tree.id(), layout, run ^ 1, leaves, uncles));
            }
            assertFalse(Tree.proves(tree.id(), layout, run, leaves, Arrays.copyOf(uncles, uncles.length + 32)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 257, 300, 513, 700})
    void anotherNumberOfBlocksIsNotProvenByTheLastRun(int blocks) {
        byte[] file = randomBytes(blocks * BLOCK);
        FileTree tree = treeOf(file);
        for (int claimed : new int[] {blocks - 1, blocks + 1, blocks - 2, blocks / 2 + 1, blocks * 2}) {
            BlockLayout lie = new BlockLayout((long) claimed * BLOCK);
            int run = lie.runs() - 1;
            byte[] leaves = Arrays.copyOf(
                    run < new BlockLayout(file.length).runs()
                            ? leavesOf(file, new BlockLayout(file.length), run)
                            : new byte[0],
                    lie.leavesIn(run) * 32);
            byte[] roots = Arrays.copyOf(tree.runRoots(), lie.runs() * 32);
            byte[] uncles = Tree.uncles(lie, run, lie.runs() > 1 ? roots : new byte[0]);
            assertFalse(Tree.proves(tree.id(), lie, run, leaves, uncles), claimed + " instead of " + blocks);
            byte[] honest = Tree.uncles(new BlockLayout(file.length), 0, tree.runRoots());
            assertFalse(Tree.proves(tree.id(), lie, run, leaves, Arrays.copyOf(honest, uncles.length)));
        }
    }

    @Test
    void hiddenRunsBehindTheEndAreNoticed() {
        byte[] file = randomBytes(700 * BLOCK);
        FileTree tree = treeOf(file);
        BlockLayout lie = new BlockLayout(600L * BLOCK);
        BlockLayout shorter = new BlockLayout(512L * BLOCK + 1);
        byte[] leaves = leavesOf(file, new BlockLayout(file.length), 1);
        byte[] uncles = Tree.uncles(new BlockLayout(file.length), 1, tree.runRoots());
        assertTrue(Tree.proves(tree.id(), lie, 1, leaves, uncles), "an inner run says nothing about the end");
        byte[] first = Arrays.copyOf(leavesOf(file, new BlockLayout(file.length), 2), 32);
        byte[] last = Tree.uncles(new BlockLayout(file.length), 2, tree.runRoots());
        assertFalse(Tree.proves(tree.id(), shorter, 2, first, last));
    }

    private static FileTree treeOf(byte[] file) {
        TreeBuilder builder = new TreeBuilder();
        for (int at = 0; at < file.length; at += BLOCK) {
            builder.block(file, at, Math.min(BLOCK, file.length - at));
        }
        return builder.finish();
    }

    private static byte[] leavesOf(byte[] file, BlockLayout layout, int run) {
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        IntStream.range(0, layout.leavesIn(run))
                .map(i -> layout.firstOf(run) + i)
                .forEach(block -> leaves.writeBytes(hash(Arrays.copyOfRange(
                        file, (int) layout.offsetOf(block), (int) layout.offsetOf(block) + layout.lengthOf(block)))));
        return leaves.toByteArray();
    }

    /** As BEP 52 says it, without any shortcut. */
    private static byte[] drawnInFull(byte[] file) {
        List<byte[]> level = new ArrayList<>();
        for (int at = 0; at < file.length; at += BLOCK) {
            level.add(hash(Arrays.copyOfRange(file, at, Math.min(file.length, at + BLOCK))));
        }
        while (Integer.bitCount(level.size()) != 1) {
            level.add(new byte[32]);
        }
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                byte[] both = Arrays.copyOf(level.get(i), 64);
                System.arraycopy(level.get(i + 1), 0, both, 32, 32);
                above.add(hash(both));
            }
            level = above;
        }
        return level.get(0);
    }

    private static byte[] hash(byte[] bytes) {
        return Tree.sha256().digest(bytes);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
