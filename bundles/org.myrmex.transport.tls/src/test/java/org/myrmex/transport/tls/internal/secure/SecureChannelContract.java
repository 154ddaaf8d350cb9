package org.myrmex.transport.tls.internal.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Handshake;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Opened;
import org.myrmex.transport.tls.internal.secure.SecureChannels.Judge;

/** What every kind of secure channel does; each runs it against itself, and against another that speaks the same. */
public abstract class SecureChannelContract {
    private static final Judge ANYBODY = peer -> Optional.empty();
    private static final long SEED = 20_260_101;

    private final Random random = new Random(SEED);
    private SecureChannels one;
    private SecureChannels other;

    /** Whoever dials. */
    protected abstract SecureChannels dialling(KeyPair linkKey);

    /** Whoever answers. */
    protected abstract SecureChannels answering(KeyPair linkKey);

    @BeforeEach
    final void makeBoth() throws GeneralSecurityException {
        one = dialling(newKey());
        other = answering(newKey());
    }

    protected static KeyPair newKey() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    final void bothKnowWhomTheyMet() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        assertEquals(other.own(), ends.dialler.peer());
        assertEquals(one.own(), ends.answerer.peer());
        assertFalse(ends.dialler.owes());
        assertFalse(ends.answerer.owes());
    }

    @Test
    final void nobodyIsKnownBeforeTheHandshakeIsDone() throws Exception {
        TwoEnds ends = new TwoEnds(one, ANYBODY, other, ANYBODY);
        ends.stepOfDialler();
        ends.stepOfAnswerer();
        assertThrows(IllegalStateException.class, ends.answerer::peer);
        assertThrows(IllegalStateException.class, ends.dialler::peer);
    }

    @Test
    final void flightsHaveTheRoomThatTheyAskFor() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        assertTrue(ends.saidByAnswerer.size() < ends.answerer.maxFlightBytes());
        assertTrue(ends.saidByDialler.size() < ends.dialler.maxFlightBytes());
    }

    @Test
    final void whoDialsAndIsNotPleasedLeavesUnknown() throws Exception {
        List<PeerId> asked = new ArrayList<>();
        Judge answerers = peer -> {
            asked.add(peer);
            return Optional.empty();
        };
        TwoEnds ends = new TwoEnds(one, peer -> Optional.of(CloseReason.WRONG_PEER), other, answerers);
        ends.stepOfDialler();
        ends.stepOfAnswerer();
        ChannelRefusedException left = assertThrows(ChannelRefusedException.class, ends::stepOfDialler);
        assertEquals(CloseReason.WRONG_PEER, left.reason());
        ChannelRefusedException told = assertThrows(ChannelRefusedException.class, ends::stepOfAnswerer);
        assertEquals(CloseReason.GONE, told.reason(), "no misdeed of whoever leaves");
        assertEquals(List.of(), asked);
    }

    @Test
    final void whoIsNotWelcomeHearsAnAlertInPlaceOfAnAnswer() throws Exception {
        TwoEnds ends = new TwoEnds(one, ANYBODY, other, peer -> Optional.of(CloseReason.UNWANTED));
        ends.stepOfDialler();
        ends.stepOfAnswerer();
        // in TLS 1.3 whoever dials is done before the other end has seen its certificate
        assertEquals(Handshake.DONE, ends.stepOfDialler());
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, ends::stepOfAnswerer);
        assertEquals(CloseReason.UNWANTED, refused.reason());
        ByteBuffer plain = ByteBuffer.allocate(ends.dialler.maxRecordBytes());
        ChannelRefusedException told =
                assertThrows(ChannelRefusedException.class, () -> ends.dialler.open(ends.leftForDialler(), plain));
        assertEquals(CloseReason.HANDSHAKE_FAILED, told.reason());
        assertEquals(0, plain.position());
    }

    @Test
    final void theJudgeIsAskedOnceAndNamesTheKey() throws Exception {
        List<PeerId> asked = new ArrayList<>();
        Judge curious = peer -> {
            asked.add(peer);
            return Optional.empty();
        };
        new TwoEnds(one, curious, other, curious).shakeHands();
        assertEquals(List.of(other.own(), one.own()), asked);
    }

    @Test
    final void bytesByteAfterByteMakeAHandshake() throws Exception {
        SecureChannel dialler = one.dialling(ANYBODY);
        SecureChannel answerer = other.accepting(ANYBODY);
        ByteBuffer hello = flight(dialler, ByteBuffer.allocate(0));
        ByteBuffer answer = drip(answerer, hello);
        ByteBuffer end = drip(dialler, answer);
        drip(answerer, end);
        assertEquals(other.own(), dialler.peer());
        assertEquals(one.own(), answerer.peer());
    }

    private static ByteBuffer flight(SecureChannel of, ByteBuffer received) throws ChannelRefusedException {
        ByteBuffer flight = ByteBuffer.allocate(of.maxFlightBytes());
        of.shakeHands(received, flight);
        return flight.flip();
    }

    private static ByteBuffer drip(SecureChannel to, ByteBuffer bytes) throws ChannelRefusedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int end = bytes.limit();
        for (int i = 1; i <= end; i++) {
            ByteBuffer flight = flight(to, bytes.limit(i));
            byte[] words = new byte[flight.remaining()];
            flight.get(words);
            said.writeBytes(words);
        }
        assertFalse(bytes.hasRemaining());
        return ByteBuffer.wrap(said.toByteArray());
    }

    @Test
    final void whatComesBehindTheHandshakeInOnePieceIsLeft() throws Exception {
        TwoEnds ends = new TwoEnds(one, ANYBODY, other, ANYBODY);
        ends.stepOfDialler();
        ends.stepOfAnswerer();
        assertEquals(Handshake.DONE, ends.stepOfDialler());
        byte[] sealed = TwoEnds.seal(ends.dialler, bytes(100));
        ByteBuffer left = ends.leftForAnswerer().compact().put(sealed).flip();
        assertEquals(Handshake.DONE, ends.stepOfAnswerer());
        assertEquals(sealed.length, left.remaining());
        ByteBuffer plain = ByteBuffer.allocate(ends.answerer.maxRecordBytes());
        assertEquals(Opened.NEEDS_BYTES, ends.answerer.open(left, plain));
        assertEquals(100, plain.position());
    }

    @Test
    final void partsArriveAsOneStreamBothWays() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] header = bytes(16);
        byte[] body = bytes(40_000);
        byte[] whole = Arrays.copyOf(header, 40_016);
        System.arraycopy(body, 0, whole, 16, body.length);
        byte[] nothing = {};
        byte[] there = TwoEnds.seal(ends.dialler, nothing, header, nothing, body, nothing);
        assertArrayEquals(whole, TwoEnds.open(ends.answerer, there));
        assertArrayEquals(whole, TwoEnds.open(ends.dialler, TwoEnds.seal(ends.answerer, header, body)));
    }

    @Test
    final void partsAreUsedUpAndNothingMakesNoRecord() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        ByteBuffer part = ByteBuffer.wrap(bytes(70)).position(10).limit(60);
        ByteBuffer sealed = ByteBuffer.allocate(ends.dialler.sealedBytes(50));
        ends.dialler.seal(List.of(part), sealed);
        assertEquals(60, part.position());
        assertEquals(0, TwoEnds.seal(ends.dialler).length);
    }

    @Test
    final void sealedBytesSaysEnough() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        for (int length : new int[] {1, 16_383, 16_384, 16_385, 32_768, 65_536}) {
            byte[] sealed = TwoEnds.seal(ends.dialler, bytes(length));
            assertTrue(sealed.length <= ends.dialler.sealedBytes(length));
            assertEquals(length, TwoEnds.open(ends.answerer, sealed).length);
        }
    }

    @Test
    final void anySplitGivesTheSame() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] words = bytes(90);
        int length = TwoEnds.seal(ends.dialler, words).length;
        TwoEnds again = TwoEnds.met(one, other);
        for (int split = 0; split <= length; split++) {
            byte[] sealed = TwoEnds.seal(again.dialler, words);
            ByteBuffer plain = ByteBuffer.allocate(again.answerer.maxRecordBytes());
            ByteBuffer in = ByteBuffer.wrap(sealed).limit(split);
            again.answerer.open(in, plain);
            again.answerer.open(in.limit(length), plain);
            assertArrayEquals(words, Arrays.copyOf(plain.array(), plain.position()));
            assertFalse(in.hasRemaining());
        }
    }

    @Test
    final void buffersOfAnyKindWillDo() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] words = bytes(20_000);
        ByteBuffer direct = ByteBuffer.allocateDirect(words.length).put(words).flip();
        ByteBuffer readOnly = ByteBuffer.wrap(words).asReadOnlyBuffer();
        ByteBuffer sealed = ByteBuffer.allocateDirect(ends.dialler.sealedBytes(2 * words.length));
        ends.dialler.seal(List.of(direct, readOnly), sealed);
        ByteBuffer plain = ByteBuffer.allocateDirect(3 * words.length);
        assertEquals(Opened.NEEDS_BYTES, ends.answerer.open(sealed.flip(), plain));
        assertEquals(2 * words.length, plain.flip().remaining());
        assertEquals(ByteBuffer.wrap(words), plain.duplicate().limit(words.length));
        assertEquals(ByteBuffer.wrap(words), plain.position(words.length));
    }

    @Test
    final void slicesWithAnOffsetWillDo() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] words = bytes(1000);
        ByteBuffer sealed = ByteBuffer.allocate(4000).position(100).slice();
        ends.dialler.seal(List.of(ByteBuffer.wrap(words)), sealed);
        ByteBuffer plain = ByteBuffer.allocate(40_000).position(33).slice();
        ends.answerer.open(sealed.flip(), plain);
        assertEquals(ByteBuffer.wrap(words), plain.flip());
    }

    @Test
    final void aRecordWaitsForRoom() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] words = bytes(5000);
        ByteBuffer in = ByteBuffer.wrap(TwoEnds.seal(ends.dialler, words));
        int before = in.remaining();
        ByteBuffer small = ByteBuffer.allocate(4999);
        assertEquals(Opened.NEEDS_ROOM, ends.answerer.open(in, small));
        assertEquals(before, in.remaining());
        assertEquals(0, small.position());
        ByteBuffer enough = ByteBuffer.allocate(ends.answerer.maxRecordBytes());
        assertEquals(Opened.NEEDS_BYTES, ends.answerer.open(in, enough));
        assertEquals(ByteBuffer.wrap(words), enough.flip());
    }

    @Test
    final void everyBitCounts() throws Exception {
        byte[] words = bytes(40);
        TwoEnds measure = TwoEnds.met(one, other);
        int length = TwoEnds.seal(measure.dialler, words).length;
        for (int i = 0; i < length; i++) {
            TwoEnds ends = TwoEnds.met(one, other);
            byte[] sealed = TwoEnds.seal(ends.dialler, words);
            sealed[i] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            ByteBuffer plain = ByteBuffer.allocate(ends.answerer.maxRecordBytes());
            boolean longer = i == 3 || i == 4;
            ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(sealed, longer ? 40_000 : sealed.length));
            ChannelRefusedException refused = assertThrows(
                    ChannelRefusedException.class, () -> ends.answerer.open(in, plain), "a change at " + i);
            assertEquals(CloseReason.HANDSHAKE_FAILED, refused.reason());
            assertEquals(0, plain.position());
        }
    }

    @Test
    final void recordsOutOfOrderAreRefusedOnceSomethingWasHeard() throws Exception {
        assertEquals(CloseReason.GONE, refusal(1, 0));
    }

    @Test
    final void recordsThatComeTwiceAreRefused() throws Exception {
        assertEquals(CloseReason.GONE, refusal(0, 0));
    }

    // the first word, then two of the next two
    private CloseReason refusal(int first, int second) throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        TwoEnds.open(ends.answerer, TwoEnds.seal(ends.dialler, bytes(10)));
        byte[][] sealed = {TwoEnds.seal(ends.dialler, bytes(10)), TwoEnds.seal(ends.dialler, bytes(10))};
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, () -> {
            TwoEnds.open(ends.answerer, sealed[first]);
            TwoEnds.open(ends.answerer, sealed[second]);
        });
        return refused.reason();
    }

    @Test
    final void whatIsCutShortWaits() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] sealed = TwoEnds.seal(ends.dialler, bytes(100));
        ByteBuffer cut = ByteBuffer.wrap(sealed).limit(sealed.length - 1);
        ByteBuffer plain = ByteBuffer.allocate(ends.answerer.maxRecordBytes());
        assertEquals(Opened.NEEDS_BYTES, ends.answerer.open(cut, plain));
        assertEquals(0, plain.position());
    }

    @Test
    final void theLastWordEndsTheStream() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        ByteBuffer sealed = ByteBuffer.allocate(1000);
        ends.dialler.seal(List.of(ByteBuffer.wrap(bytes(10))), sealed);
        ends.dialler.end(sealed);
        ByteBuffer plain = ByteBuffer.allocate(ends.answerer.maxRecordBytes());
        assertEquals(Opened.ENDED, ends.answerer.open(sealed.flip(), plain));
        assertEquals(10, plain.position());
        assertEquals(other.own(), ends.dialler.peer());
    }

    @Test
    final void aHandshakeThatEndsEarlyTellsTheOther() throws Exception {
        SecureChannel dialler = one.dialling(ANYBODY);
        SecureChannel answerer = other.accepting(ANYBODY);
        ByteBuffer answer = flight(answerer, flight(dialler, ByteBuffer.allocate(0)));
        ByteBuffer goodbye = ByteBuffer.allocate(1000);
        dialler.shakeHands(ByteBuffer.allocate(0), goodbye);
        dialler.end(goodbye);
        assertTrue(answer.hasRemaining());
        assertThrows(ChannelRefusedException.class, () -> flight(answerer, goodbye.flip()));
    }

    @Test
    final void garbageIsRefusedBeforeItsEnd() {
        SecureChannel answerer = other.accepting(ANYBODY);
        ByteBuffer garbage = ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, () -> flight(answerer, garbage));
        assertEquals(CloseReason.HANDSHAKE_FAILED, refused.reason());
        answerer.end(ByteBuffer.allocate(1000));
    }

    @Test
    final void aLongTransferArrivesWhole() throws Exception {
        TwoEnds ends = TwoEnds.met(one, other);
        byte[] words = bytes(65_536);
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(words, TwoEnds.open(ends.answerer, TwoEnds.seal(ends.dialler, words)));
        }
    }
}
