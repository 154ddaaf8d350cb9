package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.routing.AddressRecord;

class AnswerBodyTest {
    private static final byte[] PAYLOAD = "three hits".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final AddressKeys asker = AddressKeys.generate(random);
    private final AddressKeys answerer = AddressKeys.generate(random);
    private final byte[] queryHash = hash("a query");

    @Test
    void theAskerOpensWhatWasSealedForHim() {
        SealedAnswer sealed = seal(PAYLOAD);
        OpenedAnswer opened = open(sealed.body()).orElseThrow();
        assertArrayEquals(PAYLOAD, opened.payload());
        assertArrayEquals(answerer.record().ed(), opened.answerer().ed());
        assertArrayEquals(answerer.record().xw(), opened.answerer().xw());
        assertArrayEquals(sealed.answerHash(), opened.answerHash());
    }

    @ParameterizedTest
    @CsvSource({"0,4096", "1579,4096", "1580,16896", "14379,16896"})
    void anAnswerHasTheSmallerClassThatItFits(int payloadLength, int bodyLength) {
        byte[] payload = new byte[payloadLength];
        Arrays.fill(payload, (byte) 0x5A);
        SealedAnswer sealed = seal(payload);
        assertEquals(bodyLength, sealed.body().length);
        assertArrayEquals(payload, open(sealed.body()).orElseThrow().payload());
    }

    @Test
    void theConstantsAreTheRoomThatIsThere() {
        assertEquals(1579, AnswerBody.MAX_SMALL_PAYLOAD);
        assertEquals(14_379, AnswerBody.MAX_PAYLOAD);
        byte[] tooLong = new byte[AnswerBody.MAX_PAYLOAD + 1];
        assertThrows(IllegalArgumentException.class, () -> seal(tooLong));
    }

    @Test
    void anyByteTamperedWithMakesItWorthless() {
        byte[] body = seal(PAYLOAD).body();
        for (int i = 0; i < body.length; i++) {
            body[i] ^= 0x10;
            assertFalse(open(body).isPresent(), "byte " + i);
            body[i] ^= 0x10;
        }
        assertTrue(open(body).isPresent());
    }

    /** Whoever signs can tamper with what lies under his own signature: the seal has to notice by itself. */
    @Test
    void theSealNoticesTamperingThatIsSignedAnew() {
        byte[] body = seal(PAYLOAD).body();
        for (int at : new int[] {65, 1184, 1185, 2000, 4031}) {
            byte[] tampered = body.clone();
            tampered[at] ^= 1;
            assertFalse(open(signed(tampered)).isPresent(), "byte " + at);
        }
        assertTrue(open(signed(body)).isPresent());
    }

    @Test
    void anotherLengthIsNoAnswer() {
        byte[] body = seal(PAYLOAD).body();
        assertFalse(open(Arrays.copyOf(body, 4095)).isPresent());
        assertFalse(open(Arrays.copyOf(body, AnswerBody.LARGE)).isPresent());
        assertFalse(open(new byte[0]).isPresent());
    }

    @Test
    void anotherAskerOpensNothing() {
        AddressKeys other = AddressKeys.generate(random);
        byte[] body = seal(PAYLOAD).body();
        assertFalse(AnswerBody.open(other, answerer.address(), queryHash, body).isPresent());
    }

    @Test
    void anotherQueryOpensNothing() {
        byte[] body = seal(PAYLOAD).body();
        assertFalse(AnswerBody.open(asker, answerer.address(), hash("another"), body)
                .isPresent());
    }

    @Test
    void anotherSenderIsNotBelieved() {
        byte[] body = seal(PAYLOAD).body();
        AddressKeys other = AddressKeys.generate(random);
        assertFalse(AnswerBody.open(asker, other.address(), queryHash, body).isPresent());
    }

    /** A thief puts his own record and signature on another's sealed answer. */
    @Test
    void aSwappedRecordOpensNothing() {
        AddressKeys thief = AddressKeys.generate(random);
        byte[] body = seal(PAYLOAD).body();
        System.arraycopy(thief.compact().ed(), 0, body, 1, 32);
        System.arraycopy(thief.compact().xwHash(), 0, body, 33, 32);
        byte[] stolen = signed(body, thief);
        assertFalse(AnswerBody.open(asker, thief.address(), queryHash, stolen).isPresent());
    }

    /** He keeps the X-Wing half, so that he would be taken for the owner of a key that he cannot use. */
    @Test
    void aSwappedSigningKeyOpensNothing() {
        AddressKeys thief = AddressKeys.generate(random);
        byte[] body = seal(PAYLOAD).body();
        System.arraycopy(thief.compact().ed(), 0, body, 1, 32);
        AddressRecord mixed =
                new AddressRecord(thief.record().ed(), answerer.record().xw());
        byte[] ah = answerHash(body, AddressKeys.addressOf(mixed).bytes());
        System.arraycopy(thief.sign(ah), 0, body, body.length - 64, 64);
        assertFalse(AnswerBody.open(asker, AddressKeys.addressOf(mixed), queryHash, body)
                .isPresent());
    }

    @Test
    void erasedKeysOpenNothing() {
        byte[] body = seal(PAYLOAD).body();
        asker.erase();
        assertFalse(open(body).isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1184})
    void anAskerWithABrokenKeyGetsNoAnswer(int from) {
        byte[] xw = asker.record().xw().clone();
        Arrays.fill(xw, from, from == 0 ? 1152 : 1216, from == 0 ? (byte) 0xFF : 0);
        AddressRecord broken = new AddressRecord(asker.record().ed(), xw);
        assertEquals(Optional.empty(), AnswerBody.seal(answerer, broken, queryHash, PAYLOAD, random));
    }

    @Test
    void twoAnswersWithTheSameContentShareNoSealedByteRun() {
        byte[] one = seal(PAYLOAD).body();
        byte[] two = seal(PAYLOAD).body();
        int equal = 0;
        for (int i = 65; i < one.length; i++) {
            equal += one[i] == two[i] ? 1 : 0;
        }
        // by chance one byte of 256 is equal: 16 of 4031 on average
        assertTrue(equal < 100, equal + " bytes are equal");
    }

    @Test
    void theAnswerHashIsTheOneThatTheProtocolNames() throws Exception {
        SealedAnswer sealed = seal(PAYLOAD);
        assertArrayEquals(answerHash(sealed.body(), answerer.address().bytes()), sealed.answerHash());
        byte[] signature = Arrays.copyOfRange(sealed.body(), sealed.body().length - 64, sealed.body().length);
        assertTrue(AddressKeys.verify(answerer.record().ed(), sealed.answerHash(), signature));
    }

    private SealedAnswer seal(byte[] payload) {
        return AnswerBody.seal(answerer, asker.record(), queryHash, payload, random)
                .orElseThrow();
    }

    private Optional<OpenedAnswer> open(byte[] body) {
        return AnswerBody.open(asker, answerer.address(), queryHash, body);
    }

    private byte[] signed(byte[] body) {
        return signed(body, answerer);
    }

    private byte[] signed(byte[] body, AddressKeys signer) {
        byte[] ah = answerHash(body, signer.address().bytes());
        byte[] copy = body.clone();
        System.arraycopy(signer.sign(ah), 0, copy, copy.length - 64, 64);
        return copy;
    }

    private byte[] answerHash(byte[] body, byte[] from) {
        return Hashes.sha256(
                "myrmex/1 answer".getBytes(StandardCharsets.US_ASCII),
                from,
                asker.address().bytes(),
                queryHash,
                Hashes.sha256(body, 1, body.length - 65));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
