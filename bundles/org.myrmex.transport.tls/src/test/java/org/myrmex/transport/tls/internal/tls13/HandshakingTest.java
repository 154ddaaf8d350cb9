package org.myrmex.transport.tls.internal.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.jsse.JsseChannels;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Handshake;
import org.myrmex.transport.tls.internal.secure.SecureChannels;
import org.myrmex.transport.tls.internal.secure.TwoEnds;

/** What goes over the wire in a handshake, and what is not accepted there. */
final class HandshakingTest {
    private static final int RECORD_HEADER = 5;
    private static final int KEY_SHARE = 51;
    private static final byte[] IGNORED = {20, 3, 3, 0, 1, 1};

    private static KeyPair key() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] hello(SecureChannels of) throws ChannelRefusedException {
        return flight(of.dialling(peer -> Optional.empty()));
    }

    private static byte[] flight(SecureChannel of, byte[]... received) throws ChannelRefusedException {
        ByteBuffer flight = ByteBuffer.allocate(of.maxFlightBytes());
        ByteBuffer in = ByteBuffer.wrap(Forger.all(received));
        of.shakeHands(in, flight);
        assertFalse(in.hasRemaining());
        return Arrays.copyOf(flight.array(), flight.position());
    }

    private static SecureChannel answering() throws GeneralSecurityException {
        return new Tls13Channels(key()).accepting(peer -> Optional.empty());
    }

    /** Number and length of each extension of a hello. */
    private static List<String> extensions(byte[] hello, boolean ofServer) {
        ByteBuffer in = ByteBuffer.wrap(hello).position(RECORD_HEADER + 4 + 2 + 32);
        skip(in, in.get());
        skip(in, ofServer ? 2 : in.getShort());
        skip(in, ofServer ? 1 : in.get());
        in.limit(in.position() + 2 + in.getShort(in.position())).getShort();
        List<String> found = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.getShort();
            int length = in.getShort();
            found.add(type + ":" + length);
            skip(in, length);
        }
        return found;
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }

    @Test
    void theHelloIsThatOfBouncyCastleItself() throws Exception {
        byte[] ours = hello(new Tls13Channels(key()));
        byte[] castles = hello(new JsseChannels(key()));
        assertEquals(castles.length, ours.length);
        assertEquals(extensions(castles, false), extensions(ours, false));
        // records, version, suites and compression too: all but random, session id and shares
        assertEquals(ByteBuffer.wrap(castles, 0, 11), ByteBuffer.wrap(ours, 0, 11));
        int session = RECORD_HEADER + 4 + 2 + 32;
        assertEquals(ByteBuffer.wrap(castles, session + 33, 8), ByteBuffer.wrap(ours, session + 33, 8));
    }

    @Test
    void nobodyIsNamedInTheHello() throws Exception {
        List<String> found = extensions(hello(new Tls13Channels(key())), false);
        assertTrue(found.stream().noneMatch(extension -> extension.startsWith("0:")), found.toString());
        assertEquals(5, found.size(), found.toString());
    }

    @Test
    void theAnswerIsHybrid() throws Exception {
        TwoEnds ends = TwoEnds.met(new Tls13Channels(key()), new Tls13Channels(key()));
        byte[] said = ends.saidByAnswerer.toByteArray();
        List<String> found = extensions(said, true);
        // RFC 8446 4.2.8: a group, then a share of its length; 1120 is ML-KEM's 1088 and X25519's 32
        assertTrue(found.contains(KEY_SHARE + ":" + (2 + 2 + 1120)), found.toString());
        int at = indexOf(said, new byte[] {0, KEY_SHARE, 0x04, 0x64});
        assertEquals(0x11EC, ByteBuffer.wrap(said).getShort(at + 4));
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void whatSharesARecordWithAHelloIsRefused() throws Exception {
        byte[] hello = hello(new Tls13Channels(key()));
        byte[] more = Arrays.copyOf(hello, hello.length + 1);
        ByteBuffer.wrap(more).putShort(3, (short) (more.length - RECORD_HEADER));
        SecureChannel answerer = answering();
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, () -> flight(answerer, more));
        assertEquals("the handshake failed: unexpected_message(10)", refused.getMessage());
    }

    @Test
    void aHelloInSeveralRecordsIsRead() throws Exception {
        byte[] hello = hello(new Tls13Channels(key()));
        int records = Handshaking.MAX_RECORDS;
        byte[] answer = flight(answering(), cut(hello, records));
        assertTrue(answer.length > 1000);
        ChannelRefusedException refused =
                assertThrows(ChannelRefusedException.class, () -> flight(answering(), cut(hello, records + 1)));
        assertEquals(CloseReason.OVER_LIMIT, refused.reason());
    }

    private static byte[] cut(byte[] record, int count) {
        int body = record.length - RECORD_HEADER;
        byte[][] all = new byte[count][];
        for (int i = 0; i < count; i++) {
            int from = RECORD_HEADER + body * i / count;
            int to = RECORD_HEADER + body * (i + 1) / count;
            byte[] header = {record[0], record[1], record[2], (byte) ((to - from) >>> 8), (byte) (to - from)};
            all[i] = Forger.all(header, Arrays.copyOfRange(record, from, to));
        }
        return Forger.all(all);
    }

    @Test
    void ignoredRecordsHaveAnEnd() throws Exception {
        SecureChannel answerer = answering();
        flight(answerer, hello(new Tls13Channels(key())));
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, () -> {
            for (int i = 0; i <= Handshaking.MAX_RECORDS; i++) {
                flight(answerer, IGNORED);
            }
        });
        assertEquals(CloseReason.OVER_LIMIT, refused.reason());
    }

    @Test
    void aHelloWithoutEndIsRefusedWhenItIsTooLong() throws Exception {
        byte[] part = new byte[5 + 4000];
        ByteBuffer.wrap(part)
                .put((byte) 22)
                .putShort((short) 0x301)
                .putShort((short) 4000)
                .putInt(1 << 24 | 30_000);
        SecureChannel answerer = answering();
        for (int i = 0; i < 4; i++) {
            assertEquals(0, flight(answerer, part).length);
        }
        ByteBuffer header = ByteBuffer.wrap(part).limit(5);
        ChannelRefusedException refused = assertThrows(
                ChannelRefusedException.class, () -> answerer.shakeHands(header, ByteBuffer.allocate(1000)));
        assertEquals(CloseReason.OVER_LIMIT, refused.reason());
    }

    @Test
    void ignoredRecordsAreNotIgnoredAfterTheHandshake() throws Exception {
        TwoEnds ends = TwoEnds.met(new Tls13Channels(key()), new Tls13Channels(key()));
        for (SecureChannel end : new SecureChannel[] {ends.dialler, ends.answerer}) {
            ByteBuffer plain = ByteBuffer.allocate(end.maxRecordBytes());
            assertThrows(ChannelRefusedException.class, () -> end.open(ByteBuffer.wrap(IGNORED), plain));
        }
    }

    @Test
    void everyBitOfTheEncryptedFlightsCounts() throws Exception {
        for (int i = 0; i < 60; i++) {
            TwoEnds ends = new TwoEnds(
                    new Tls13Channels(key()),
                    peer -> Optional.empty(),
                    new Tls13Channels(key()),
                    peer -> Optional.empty());
            ends.stepOfDialler();
            ends.stepOfAnswerer();
            ByteBuffer flight = ends.leftForDialler();
            int at = flight.position() + flight.remaining() - 1 - 11 * i;
            flight.put(at, (byte) (flight.get(at) ^ 1));
            // the change may make a record longer: then the dialler waits, and never says who it is
            boolean told;
            try {
                told = ends.stepOfDialler() == Handshake.DONE;
            } catch (ChannelRefusedException refused) {
                told = false;
            }
            assertFalse(told, "a change at " + i);
        }
    }

    @Test
    void aRefusalSaysNoMoreThanItsReason() throws Exception {
        TwoEnds ends = new TwoEnds(
                new Tls13Channels(key()),
                peer -> Optional.of(CloseReason.WRONG_PEER),
                new Tls13Channels(key()),
                peer -> Optional.empty());
        ends.stepOfDialler();
        ends.stepOfAnswerer();
        ChannelRefusedException refused = assertThrows(ChannelRefusedException.class, ends::stepOfDialler);
        assertEquals("the other end is not welcome: WRONG_PEER", refused.getMessage());
        ChannelRefusedException told = assertThrows(ChannelRefusedException.class, ends::stepOfAnswerer);
        assertEquals("the other end said certificate_unknown(46)", told.getMessage());
    }

    @Test
    void nothingIsSaidAfterTheLastWord() throws Exception {
        SecureChannel answerer = answering();
        byte[] garbage = "GET / HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThrows(ChannelRefusedException.class, () -> flight(answerer, garbage));
        ByteBuffer more = ByteBuffer.allocate(100);
        answerer.end(more);
        assertEquals(0, more.position());
    }
}
