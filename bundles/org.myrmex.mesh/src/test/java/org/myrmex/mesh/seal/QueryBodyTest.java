package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryBodyTest {
    private static final int SERVICE_AT = 1 + 16 + 1248;

    private final AddressKeys asker = AddressKeys.fromSeed(new byte[32], new byte[0]);
    private final byte[] nonce = bytes("0123456789abcdef");
    private final QueryBody query = new QueryBody(nonce, asker.record(), "search", bytes("red ants"));

    @Test
    void aQueryIsReadAsItWasWritten() {
        byte[] body = query.encode();
        assertEquals(QueryBody.LENGTH, body.length);
        QueryBody read = QueryBody.decode(body, asker.address()).orElseThrow();
        assertArrayEquals(nonce, read.nonce());
        assertArrayEquals(asker.record().xw(), read.asker().xw());
        assertEquals("search", read.service());
        assertArrayEquals(bytes("red ants"), read.payload());
        assertEquals(query, read);
    }

    @Test
    void theLongestServiceAndPayloadFitTogether() {
        byte[] payload = new byte[QueryBody.MAX_PAYLOAD];
        Arrays.fill(payload, (byte) 7);
        QueryBody longest = new QueryBody(nonce, asker.record(), "s".repeat(32), payload);
        assertEquals(Optional.of(longest), QueryBody.decode(longest.encode(), asker.address()));
        byte[] tooLong = new byte[QueryBody.MAX_PAYLOAD + 1];
        assertThrows(IllegalArgumentException.class, () -> new QueryBody(nonce, asker.record(), "search", tooLong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\t", "sch\u00e4tze", "\u200b", "012345678901234567890123456789012"})
    void namesThatAreNoneAreRefused(String service) {
        assertThrows(IllegalArgumentException.class, () -> new QueryBody(nonce, asker.record(), service, new byte[0]));
    }

    @Test
    void anotherLengthIsMalformed() {
        assertMalformed(Arrays.copyOf(query.encode(), 2047));
        assertMalformed(Arrays.copyOf(query.encode(), 2049));
        assertMalformed(new byte[0]);
    }

    @Test
    void anotherVersionIsMalformed() {
        assertMalformed(changed(0, 2));
        assertMalformed(changed(0, 0));
    }

    @Test
    void aRecordThatIsNotTheSendersIsMalformed() {
        AddressKeys other = AddressKeys.fromSeed(new byte[32], new byte[1]);
        assertEquals(Optional.empty(), QueryBody.decode(query.encode(), other.address()));
        assertMalformed(changed(17, query.encode()[17] ^ 1));
        assertMalformed(changed(SERVICE_AT - 1, query.encode()[SERVICE_AT - 1] ^ 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33, 255})
    void aServiceOfAnImpossibleLengthIsMalformed(int length) {
        assertMalformed(changed(SERVICE_AT, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {' ', '\n', 0, 127, 0xE4})
    void aServiceWithUnprintableCharactersIsMalformed(int character) {
        assertMalformed(changed(SERVICE_AT + 1, character));
    }

    @Test
    void aPayloadLongerThanItsPlaceIsMalformed() {
        assertMalformed(changed(SERVICE_AT + 1 + 6, 0xFF));
        assertMalformed(changed(SERVICE_AT + 1 + 6, 3));
    }

    @Test
    void paddingOtherThanZeroIsMalformed() {
        assertMalformed(changed(2047, 1));
        assertMalformed(changed(SERVICE_AT + 1 + 6 + 2 + 8, 1));
    }

    @Test
    void theHashIsTheOneThatTheProtocolNames() throws Exception {
        byte[] body = query.encode();
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(bytes("myrmex/1 query"));
        hash.update(asker.address().bytes());
        hash.update(MessageDigest.getInstance("SHA-256").digest(body));
        assertArrayEquals(hash.digest(), QueryBody.hash(asker.address(), body));
    }

    @Test
    void wordsOfOthersAreNotInItsText() {
        assertFalse(query.toString().contains("ants"));
    }

    private void assertMalformed(byte[] body) {
        assertEquals(Optional.empty(), QueryBody.decode(body, asker.address()));
    }

    private byte[] changed(int at, int value) {
        byte[] body = query.encode();
        body[at] = (byte) value;
        return body;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
