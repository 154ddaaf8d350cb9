package org.myrmex.transport.tls.internal.tls13;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myrmex.transport.tls.internal.jsse.JsseChannels;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.myrmex.transport.tls.internal.secure.TwoEnds;

/** Keys that change while bytes flow (RFC 8446 section 4.6.3). */
final class KeyUpdateTest {
    private static final KeyLimits HASTY = new KeyLimits(2, 20_000, 4, 1000);
    private static final int TURNS = 200;

    private final Random random = new Random(5);

    private static KeyPair key() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private void transfer(SecureChannel from, SecureChannel to) throws Exception {
        for (int i = 0; i < TURNS; i++) {
            byte[] words = new byte[1 + random.nextInt(60_000)];
            random.nextBytes(words);
            byte[] sealed = TwoEnds.seal(from, words);
            assertTrue(sealed.length <= from.sealedBytes(words.length));
            assertArrayEquals(words, TwoEnds.open(to, sealed));
        }
    }

    @Test
    void manyKeysCarryOneStream() throws Exception {
        TwoEnds ends = TwoEnds.met(new Tls13Channels(key(), HASTY), new Tls13Channels(key(), HASTY));
        transfer(ends.dialler, ends.answerer);
        transfer(ends.answerer, ends.dialler);
    }

    @Test
    void bouncyCastleFollowsThem() throws Exception {
        SecureChannels ours = new Tls13Channels(key(), HASTY);
        TwoEnds ends = TwoEnds.met(ours, new JsseChannels(key()));
        transfer(ends.dialler, ends.answerer);
        transfer(ends.answerer, ends.dialler);
        TwoEnds other = TwoEnds.met(new JsseChannels(key()), ours);
        transfer(other.answerer, other.dialler);
        transfer(other.dialler, other.answerer);
    }

    @Test
    void aKeyLastsAsManyRecordsAsItMay() throws Exception {
        KeyLimits three = new KeyLimits(3, 1 << 20, 4, 1000);
        TwoEnds ends = TwoEnds.met(new Tls13Channels(key(), three), new Tls13Channels(key()));
        int plain = 10 + RecordFormat.OVERHEAD_BYTES;
        int update = 5 + RecordFormat.OVERHEAD_BYTES;
        int[] lengths = new int[8];
        Arrays.setAll(lengths, i -> sealedLength(ends.dialler));
        assertArrayEquals(
                new int[] {plain, plain, plain, update + plain, plain, plain, update + plain, plain}, lengths);
    }

    private static int sealedLength(SecureChannel by) {
        ByteBuffer sealed = ByteBuffer.allocate(by.sealedBytes(10));
        try {
            by.seal(List.of(ByteBuffer.wrap(new byte[10])), sealed);
        } catch (org.myrmex.transport.tls.internal.secure.ChannelRefusedException e) {
            throw new IllegalStateException(e);
        }
        return sealed.position();
    }

    @Test
    void manyQuestionsAreOneAnswerAndItIsAskedForNothing() throws Exception {
        CastleClient castle = new CastleClient(key());
        SecureChannel ours = castle.meet(new Tls13Channels(key()));
        ByteBuffer plain = ByteBuffer.allocate(ours.maxRecordBytes());
        assertFalse(ours.owes());
        ours.open(ByteBuffer.wrap(castle.asksForANewKey()), plain);
        ours.open(ByteBuffer.wrap(castle.asksForANewKey()), plain);
        assertTrue(ours.owes());
        ByteBuffer answer = ByteBuffer.allocate(ours.sealedBytes(0));
        ours.seal(List.of(), answer);
        assertEquals(5 + RecordFormat.OVERHEAD_BYTES, answer.position());
        assertFalse(ours.owes());
        // both directions go on with their new keys
        byte[] words = new byte[30_000];
        random.nextBytes(words);
        assertEquals(0, castle.reads(Arrays.copyOf(answer.array(), answer.position())).length);
        assertArrayEquals(words, castle.reads(TwoEnds.seal(ours, words)));
        assertArrayEquals(words, TwoEnds.open(ours, castle.says(words)));
    }
}
