package org.myrmex.sharing.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.wire.SearchAnswer.Found;

class SearchAnswerTest {
    private static final ContentId ID = ContentId.parse("17".repeat(32));
    private static final int MAX_PAYLOAD = 2_700;

    @Test
    void hitsAreSpreadOverAsManyPayloadsAsTheyNeedAndKeepTheirOrder() throws MalformedException {
        List<Found> hits = IntStream.range(0, 100)
                .mapToObj(i -> Found.of(ID, i, "audio/ogg", "song " + i + " " + "ü".repeat(i) + ".ogg"))
                .toList();
        List<byte[]> payloads = SearchAnswer.encode(hits, MAX_PAYLOAD);
        List<Found> read = new ArrayList<>();
        for (byte[] payload : payloads) {
            assertTrue(payload.length <= MAX_PAYLOAD);
            read.addAll(SearchAnswer.decode(payload));
        }
        assertEquals(hits, read);
        assertTrue(payloads.size() > 1);
    }

    @Test
    void nobodyAnswersWithoutAHit() {
        assertTrue(SearchAnswer.encode(List.of(), MAX_PAYLOAD).isEmpty());
    }

    @Test
    void ownNamesAreMadeFitForTheProtocol() throws MalformedException {
        String odd = "a\nb\u202Ec/d\\" + "é".repeat(200);
        byte[] payload = SearchAnswer.encode(List.of(Found.of(ID, 1, "text/plain", odd)), MAX_PAYLOAD)
                .get(0);
        String name = SearchAnswer.decode(payload).get(0).name();
        assertTrue(name.startsWith("a_b_c_d_é"), name);
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= SearchAnswer.MAX_NAME_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\\b", "a\nb", "a\u001b[31mb", "gpj.\u202Ecod", "\uFEFFx"})
    void namesThatAnHonestPeerWouldNotSendAreRefused(String name) {
        byte[] payload = SearchAnswer.encode(List.of(new Found(ID, 1, "text/plain", name)), MAX_PAYLOAD)
                .get(0);
        assertThrows(MalformedException.class, () -> SearchAnswer.decode(payload));
    }

    @Test
    void everyCutAndEveryTailIsRefused() {
        byte[] payload = SearchAnswer.encode(List.of(Found.of(ID, 1, "text/plain", "name")), MAX_PAYLOAD)
                .get(0);
        for (int length = 0; length <= payload.length + 1; length++) {
            if (length != payload.length) {
                byte[] other = Arrays.copyOf(payload, length);
                assertThrows(MalformedException.class, () -> SearchAnswer.decode(other));
            }
        }
    }

    @Test
    void queriesAreReadAsWritten() throws MalformedException {
        SearchQuery words = new SearchQuery.ByWords("größe ant*");
        SearchQuery content = new SearchQuery.ByContent(ID);
        assertEquals(words, SearchQuery.decode(words.encode()));
        assertEquals(content, SearchQuery.decode(content.encode()));
        assertThrows(
                MalformedException.class, () -> SearchQuery.decode(new SearchQuery.ByWords("x".repeat(256)).encode()));
        assertThrows(MalformedException.class, () -> SearchQuery.decode(new byte[] {1, 3, 65}));
        assertThrows(MalformedException.class, () -> SearchQuery.decode(new byte[] {1, 1, (byte) 0xFF}));
    }
}
