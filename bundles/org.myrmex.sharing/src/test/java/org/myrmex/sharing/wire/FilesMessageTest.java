package org.myrmex.sharing.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;

class FilesMessageTest {
    /** The least that a channel takes. */
    private static final int SMALLEST_MAX_MESSAGE = 16_384 + 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01010000000000000000",
                "01010000000000024001",
                "010200000007",
                "010400000203",
                "0104000002030000000000000007",
                "0105000000010a0b0c",
                "0106"
            })
    void whatIsReadIsWrittenTheSame(String hex) throws MalformedException {
        byte[] message = HexFormat.of().parseHex(hex);
        assertArrayEquals(message, FilesMessage.decode(message).encode());
    }

    @Test
    void aQuestionForMoreThan64BlocksIsMalformed() throws MalformedException {
        byte[] most = new FilesMessage.AskBlocks(Collections.nCopies(64, 5)).encode();
        assertEquals(
                64,
                ((FilesMessage.AskBlocks) FilesMessage.decode(most)).indexes().size());
        byte[] more = new FilesMessage.AskBlocks(Collections.nCopies(65, 5)).encode();
        assertThrows(MalformedException.class, () -> FilesMessage.decode(more));
    }

    @Test
    void hashesAreReadAsWritten() throws MalformedException {
        byte[] leaves = new byte[256 * 32];
        Arrays.fill(leaves, (byte) 3);
        byte[] uncles = new byte[18 * 32];
        byte[] message = new FilesMessage.Hashes(9, leaves, uncles).encode();
        FilesMessage.Hashes read = (FilesMessage.Hashes) FilesMessage.decode(message);
        assertEquals(9, read.run());
        assertArrayEquals(leaves, read.leaves());
        assertArrayEquals(uncles, read.uncles());
    }

    @Test
    void theLongestMessagesFitTheSmallestChannel() {
        byte[] hashes = new FilesMessage.Hashes(0, new byte[256 * 32], new byte[18 * 32]).encode();
        byte[] block = new FilesMessage.Block(1, ByteBuffer.allocate(ContentId.BLOCK_BYTES)).encode();
        assertTrue(hashes.length <= SMALLEST_MAX_MESSAGE);
        assertTrue(block.length <= SMALLEST_MAX_MESSAGE);
        assertEquals(18, new BlockLayout(BlockLayout.MAX_SIZE_BYTES).uncles());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0201",
                "0100",
                "0107",
                "010600",
                "0101000000000000000000",
                "010100000000000000",
                "0101ffffffffffffffff",
                "01010000010000000001",
                "0102ffffffff",
                "010200000000aa",
                "010400",
                "0104",
                "01040000020300",
                "010400000203ffffffff",
                "010500000000",
                "010300000000",
                "0103000000000000",
                "0103000000000001",
                "0103000000000101"
            })
    void everythingElseIsMalformed(String hex) {
        byte[] message = HexFormat.of().parseHex(hex);
        assertThrows(MalformedException.class, () -> FilesMessage.decode(message));
    }

    @Test
    void aBlockOfMoreThan16KiBIsMalformed() {
        byte[] message = FilesMessage.Block.frame(0, ContentId.BLOCK_BYTES + 1);
        assertThrows(MalformedException.class, () -> FilesMessage.decode(message));
    }

    @Test
    void aRequestIsAVersionAndAnId() throws MalformedException {
        ContentId id = ContentId.parse("ab".repeat(32));
        byte[] request = new FilesRequest(id).encode();
        assertEquals(id, FilesRequest.decode(request).id());
        assertThrows(MalformedException.class, () -> FilesRequest.decode(Arrays.copyOf(request, 32)));
        assertThrows(MalformedException.class, () -> FilesRequest.decode(Arrays.copyOf(request, 34)));
        request[0] = 2;
        assertThrows(MalformedException.class, () -> FilesRequest.decode(request));
    }
}
