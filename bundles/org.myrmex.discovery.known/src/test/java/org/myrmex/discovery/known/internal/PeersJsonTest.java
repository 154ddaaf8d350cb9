package org.myrmex.discovery.known.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.PeerAddress;

class PeersJsonTest {
    private static final String ID = "a".repeat(52);
    private static final KnownPeer FIRST =
            new KnownPeer(PeerAddress.parse("tls://127.0.0.1:7081#" + ID), 1_800L, 0, new Worth(3, 1L << 30, 1_700L));
    private static final KnownPeer SECOND = new KnownPeer(PeerAddress.parse("tls://[::1]:1#" + ID), 0, 19, Worth.NONE);

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertEquals(List.of(FIRST, SECOND), PeersJson.read(PeersJson.write(List.of(FIRST, SECOND))));
        assertEquals(List.of(), PeersJson.read(PeersJson.write(List.of())));
    }

    @Test
    void theFirstVersionIsReadWithoutAnyWorth() throws IOException {
        String text = "{\"version\":1,\"peers\":[{\"address\":\"" + FIRST.address()
                + "\",\"lastSuccessMicros\":1800,\"failures\":2}]}";
        assertEquals(
                List.of(new KnownPeer(FIRST.address(), 1800, 2, Worth.NONE)),
                PeersJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aWorthOutOfRangeIsDamage() {
        for (String worth : List.of(
                "-1,\"carriedBytes\":0,\"countedMicros\":0",
                "0,\"carriedBytes\":-1,\"countedMicros\":0",
                "0,\"carriedBytes\":1073741825,\"countedMicros\":0",
                "1209600000001,\"carriedBytes\":0,\"countedMicros\":0",
                "0,\"carriedBytes\":0,\"countedMicros\":-1")) {
            String text = "{\"version\":2,\"peers\":[{\"address\":\"" + FIRST.address()
                    + "\",\"lastSeenMicros\":1,\"failures\":0,\"upMicros\":" + worth + "}]}";
            assertThrows(IOException.class, () -> PeersJson.read(text.getBytes(StandardCharsets.UTF_8)), worth);
        }
    }

    @Test
    void everyCutOffFileIsDamaged() throws IOException {
        String whole = new String(PeersJson.write(List.of(FIRST)), StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length(); length++) {
            byte[] cut = whole.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThrows(IOException.class, () -> PeersJson.read(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"version\":0,\"peers\":[]}",
                "{\"version\":3,\"peers\":[]}",
                "{\"version\":2,\"peers\":[{\"address\":\"tls://127.0.0.1:1\",\"lastSeenMicros\":1,\"failures\":0}]}",
                "{\"version\":1,\"peers\":[]} x",
                "{\"version\":1,\"peers\":[],\"more\":1}",
                "{\"version\":1,\"peers\":[1]}",
                "{\"version\":1,\"peers\":[{\"address\":\"tls://127.0.0.1:1\",\"lastSuccessMicros\":1,\"failures\":0}]}",
                "{\"version\":1,\"peers\":[{\"address\":\"nonsense\",\"lastSuccessMicros\":1,\"failures\":0}]}",
                "{\"version\":99999999999999999999}"
            })
    void whatWeDidNotWriteIsDamaged(String text) {
        assertThrows(IOException.class, () -> PeersJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void negativeOrHugeNumbersAreDamage() {
        for (String numbers : List.of("-1,\"failures\":0", "1,\"failures\":-1", "1,\"failures\":4294967296")) {
            String text = "{\"version\":1,\"peers\":[{\"address\":\"" + FIRST.address() + "\",\"lastSuccessMicros\":"
                    + numbers + "}]}";
            assertThrows(IOException.class, () -> PeersJson.read(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void morePeersOrBytesThanWeEverWriteAreDamage() throws IOException {
        List<KnownPeer> peers = new ArrayList<>();
        for (int i = 0; i < KnownPeers.MAX_PEERS; i++) {
            peers.add(FIRST);
        }
        assertEquals(
                KnownPeers.MAX_PEERS, PeersJson.read(PeersJson.write(peers)).size());
        peers.add(FIRST);
        byte[] tooMany = PeersJson.write(peers);
        assertThrows(IOException.class, () -> PeersJson.read(tooMany));
        assertThrows(IOException.class, () -> PeersJson.read(new byte[PeersJson.MAX_BYTES + 1]));
    }

    @Test
    void theTroubleNamesItsLine() {
        byte[] text = "{\"version\":1,\n\"peers\":\n{}}".getBytes(StandardCharsets.UTF_8);
        IOException trouble = assertThrows(IOException.class, () -> PeersJson.read(text));
        assertTrue(trouble.getMessage().contains("line 3"), trouble.getMessage());
    }
}
