package org.myrmex.transport.tls.internal.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Opened;

/** RFC 8446 section by section, with an other end that has the keys and keeps no rule. */
final class RecordReaderTest {
    private static final int SEED = 7;
    private static final int DATA = 23;
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final byte[] UPDATE = {24, 0, 0, 1, 0};
    private static final byte[] UPDATE_REQUESTED = {24, 0, 0, 1, 1};
    private static final byte[] TICKET = {4, 0, 0, 2, 9, 9};
    private static final KeyLimits LIMITS = new KeyLimits(1 << 20, 1 << 30, 3, 1000);

    private final ByteBuffer plain = ByteBuffer.allocate(100_000);
    private Forger forger;
    private int answers;

    @BeforeEach
    void forge() throws GeneralSecurityException {
        forger = new Forger(SEED);
    }

    private RecordReader reader(boolean tickets) throws GeneralSecurityException {
        Protection protection = Protection.opening(Forger.secret(SEED));
        return new RecordReader(protection, LIMITS, new Scratch(), tickets, () -> answers++);
    }

    private Opened reads(byte[]... records) throws Exception {
        return reader(true).read(ByteBuffer.wrap(Forger.all(records)), plain);
    }

    private int refused(byte[]... records) {
        return assertThrows(RecordException.class, () -> reads(records)).alert();
    }

    @Test
    void contentComesOutWithoutTypeAndPadding() throws Exception {
        byte[] record = forger.padded(DATA, 100, (byte) 1, (byte) 0, (byte) 2, (byte) 0);
        assertEquals(Opened.NEEDS_BYTES, reads(record));
        assertEquals(ByteBuffer.wrap(new byte[] {1, 0, 2, 0}), plain.flip());
    }

    @Test
    void theLargestRecordIsRead() throws Exception {
        assertEquals(Opened.NEEDS_BYTES, reads(forger.record(DATA, new byte[1 << 14])));
        assertEquals(1 << 14, plain.position());
    }

    @Test
    void aLongerOneIsRefusedByItsHeader() {
        byte[] header = {DATA, 3, 3, 0x40, 0x12};
        assertEquals(AlertDescription.record_overflow, refused(header));
        byte[] longest = {DATA, 3, 3, (byte) 0xFF, (byte) 0xFF};
        assertEquals(AlertDescription.record_overflow, refused(longest));
    }

    @Test
    void moreThanTheLimitInsideIsRefused() throws Exception {
        assertEquals(AlertDescription.record_overflow, refused(forger.padded(DATA, 1, new byte[1 << 14])));
    }

    @Test
    void paddingAloneIsRefused() throws Exception {
        assertEquals(AlertDescription.unexpected_message, refused(forger.inner(new byte[50])));
        assertEquals(0, plain.position());
    }

    @Test
    void nothingAtAllIsRefused() throws Exception {
        assertEquals(AlertDescription.bad_record_mac, refused(forger.inner()));
        assertEquals(AlertDescription.bad_record_mac, refused(new byte[] {DATA, 3, 3, 0, 0}));
    }

    @Test
    void otherVersionBytesAreRefused() throws Exception {
        byte[] record = forger.record(DATA, (byte) 1);
        record[2] = 1;
        assertEquals(AlertDescription.bad_record_mac, refused(record));
    }

    @Test
    void whatIsNotSealedIsRefusedAtOnce() {
        for (int type : new int[] {0, 20, 21, 22, 24, 71, 255}) {
            byte[] header = {(byte) type, 3, 3, 0, 1};
            assertEquals(AlertDescription.unexpected_message, refused(header), "type " + type);
        }
    }

    @Test
    void sealedRecordsOfOtherKindsAreRefused() throws Exception {
        for (int type : new int[] {20, 24, 25, 255}) {
            forge();
            assertEquals(AlertDescription.unexpected_message, refused(forger.record(type, (byte) 1)), "type " + type);
        }
    }

    @Test
    void emptyMessagesAndAlertsAreRefused() throws Exception {
        assertEquals(AlertDescription.unexpected_message, refused(forger.record(HANDSHAKE)));
        forge();
        assertEquals(AlertDescription.unexpected_message, refused(forger.record(ALERT)));
    }

    @Test
    void aLastWordEndsAndWhatFollowsIsNotLookedAt() throws Exception {
        byte[] end = forger.record(ALERT, (byte) 1, (byte) 0);
        RecordReader reader = reader(true);
        ByteBuffer sealed = ByteBuffer.wrap(Forger.all(forger.record(DATA), end, new byte[100]));
        // the empty record was sealed after the end
        assertThrows(RecordException.class, () -> reader.read(sealed, plain));
        forge();
        byte[] word = forger.record(DATA, (byte) 5);
        byte[] last = forger.record(ALERT, (byte) 2, (byte) 0);
        RecordReader again = reader(true);
        ByteBuffer both = ByteBuffer.wrap(Forger.all(word, last, new byte[100]));
        assertEquals(Opened.ENDED, again.read(both, plain));
        assertEquals(1, plain.position());
        assertEquals(Opened.ENDED, again.read(both, plain));
    }

    @Test
    void whatTheOtherEndComplainsOfIsNamedAndNotAnswered() throws Exception {
        byte[] alert = forger.record(ALERT, (byte) 1, (byte) AlertDescription.bad_certificate);
        RecordException refused = assertThrows(RecordException.class, () -> reads(alert));
        assertEquals("the other end said bad_certificate(42)", refused.getMessage());
        assertEquals(AlertDescription.close_notify, refused.alert());
    }

    @Test
    void alertsOfAnotherLengthAreRefused() throws Exception {
        assertEquals(AlertDescription.decode_error, refused(forger.record(ALERT, (byte) 1)));
        forge();
        byte[] two = {1, 90, 1, 0};
        assertEquals(AlertDescription.decode_error, refused(forger.record(ALERT, two)));
    }

    @Test
    void aNewKeyOfTheOtherEndIsFollowed() throws Exception {
        byte[] before = forger.record(DATA, (byte) 1);
        byte[] update = forger.record(HANDSHAKE, UPDATE);
        forger.update();
        byte[] after = forger.record(DATA, (byte) 2);
        assertEquals(Opened.NEEDS_BYTES, reads(before, update, after));
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), plain.flip());
        assertEquals(0, answers);
    }

    @Test
    void aNewKeyOfOursIsAskedForByMessage() throws Exception {
        byte[] update = forger.record(HANDSHAKE, UPDATE_REQUESTED);
        reads(update);
        assertEquals(1, answers);
    }

    @Test
    void theOldKeyIsGoodNoLonger() throws Exception {
        byte[] update = forger.record(HANDSHAKE, UPDATE);
        assertEquals(AlertDescription.bad_record_mac, refused(update, forger.record(DATA, (byte) 2)));
    }

    @Test
    void keysCannotBeChangedWithoutEnd() throws Exception {
        RecordReader reader = reader(true);
        for (int i = 0; i < LIMITS.updatesFree(); i++) {
            reader.read(ByteBuffer.wrap(forger.record(HANDSHAKE, UPDATE)), plain);
            forger.update();
        }
        // bytes buy more of them
        reader.read(ByteBuffer.wrap(forger.record(DATA, new byte[(int) LIMITS.bytesPerUpdate()])), plain);
        reader.read(ByteBuffer.wrap(forger.record(HANDSHAKE, UPDATE)), plain);
        forger.update();
        byte[] tooMuch = forger.record(HANDSHAKE, UPDATE_REQUESTED);
        RecordException refused =
                assertThrows(RecordException.class, () -> reader.read(ByteBuffer.wrap(tooMuch), plain));
        assertEquals(CloseReason.OVER_LIMIT, refused.reason());
        assertEquals(0, answers);
    }

    @Test
    void aKeyUpdateOfNoKindIsRefused() throws Exception {
        byte[] wrong = {24, 0, 0, 1, 2};
        assertEquals(AlertDescription.illegal_parameter, refused(forger.record(HANDSHAKE, wrong)));
    }

    @Test
    void nothingMayFollowAKeyUpdateInItsRecord() throws Exception {
        byte[] two = Forger.all(UPDATE, UPDATE);
        assertEquals(AlertDescription.unexpected_message, refused(forger.record(HANDSHAKE, two)));
    }

    @Test
    void messagesMayBeCutAnywhere() throws Exception {
        for (int cut = 1; cut < UPDATE.length; cut++) {
            forge();
            byte[] first = forger.record(HANDSHAKE, Arrays.copyOf(UPDATE, cut));
            byte[] second = forger.record(HANDSHAKE, Arrays.copyOfRange(UPDATE, cut, UPDATE.length));
            forger.update();
            byte[] after = forger.record(DATA, (byte) 2);
            assertEquals(Opened.NEEDS_BYTES, reads(first, second, after));
        }
    }

    @Test
    void nothingElseMayComeInsideAMessage() throws Exception {
        for (int type : new int[] {DATA, ALERT}) {
            forge();
            byte[] half = forger.record(HANDSHAKE, Arrays.copyOf(UPDATE, 3));
            byte[] other = forger.record(type, (byte) 1, (byte) 0);
            assertEquals(AlertDescription.unexpected_message, refused(half, other), "type " + type);
        }
        assertEquals(0, plain.position());
    }

    @Test
    void ticketsAreReadOverByWhoDialsAndRefusedByWhoAnswers() throws Exception {
        byte[] two = Forger.all(TICKET, TICKET);
        byte[] record = forger.record(HANDSHAKE, two);
        byte[] after = forger.record(DATA, (byte) 2);
        assertEquals(Opened.NEEDS_BYTES, reads(record, after));
        assertEquals(1, plain.position());
        RecordException refused =
                assertThrows(RecordException.class, () -> reader(false).read(ByteBuffer.wrap(record), plain));
        assertEquals(AlertDescription.unexpected_message, refused.alert());
    }

    @Test
    void otherMessagesAreRefused() throws Exception {
        for (int type : new int[] {0, 1, 2, 5, 8, 11, 13, 15, 20, 254}) {
            forge();
            byte[] message = {(byte) type, 0, 0, 1, 0};
            int alert = refused(forger.record(HANDSHAKE, message));
            assertEquals(AlertDescription.unexpected_message, alert, "type " + type);
        }
    }

    @Test
    void lengthsThatAMessageCannotHaveAreRefusedBeforeItComes() throws Exception {
        byte[][] headers = {{24, 0, 0, 0}, {24, 0, 0, 2}, {24, 1, 0, 1}, {4, 0, 0, 0}, {4, (byte) 0xFF, 0, 0}};
        for (byte[] header : headers) {
            forge();
            assertEquals(AlertDescription.decode_error, refused(forger.record(HANDSHAKE, header)));
        }
    }

    @Test
    void recordsThatBringNothingHaveAnEnd() throws Exception {
        byte[][] kinds = {{}, {1, 90}, TICKET};
        int[] types = {DATA, ALERT, HANDSHAKE};
        for (int kind = 0; kind < kinds.length; kind++) {
            forge();
            RecordReader reader = reader(true);
            for (int i = 0; i < RecordReader.MAX_IDLE_RECORDS; i++) {
                reader.read(ByteBuffer.wrap(forger.record(types[kind], kinds[kind])), plain);
            }
            // a byte of content and they may begin anew
            reader.read(ByteBuffer.wrap(forger.record(DATA, (byte) 1)), plain);
            for (int i = 0; i < RecordReader.MAX_IDLE_RECORDS; i++) {
                reader.read(ByteBuffer.wrap(forger.record(types[kind], kinds[kind])), plain);
            }
            byte[] oneMore = forger.record(types[kind], kinds[kind]);
            RecordException refused =
                    assertThrows(RecordException.class, () -> reader.read(ByteBuffer.wrap(oneMore), plain));
            assertEquals(CloseReason.OVER_LIMIT, refused.reason());
        }
    }

    @Test
    void aMessageInPiecesOfAByteHasAnEndToo() throws Exception {
        RecordReader reader = reader(true);
        byte[] header = {4, 0, 4, 0};
        reader.read(ByteBuffer.wrap(forger.record(HANDSHAKE, header)), plain);
        RecordException refused = assertThrows(RecordException.class, () -> {
            for (int i = 0; i < 1024; i++) {
                reader.read(ByteBuffer.wrap(forger.record(HANDSHAKE, (byte) 1)), plain);
            }
        });
        assertEquals(CloseReason.OVER_LIMIT, refused.reason());
    }

    @Test
    void aKeyThatIsForgottenOpensAndSealsNothing() throws Exception {
        RecordReader reader = reader(true);
        reader.wipe();
        byte[] record = forger.record(DATA, (byte) 1);
        assertThrows(RecordException.class, () -> reader.read(ByteBuffer.wrap(record), plain));
        RecordWriter writer = new RecordWriter(Protection.sealing(Forger.secret(1)), LIMITS, new Scratch());
        writer.wipe();
        ByteBuffer sealed = ByteBuffer.allocate(1000);
        assertThrows(
                GeneralSecurityException.class,
                () -> writer.write(java.util.List.of(ByteBuffer.wrap(new byte[1])), sealed));
        assertEquals(0, sealed.position());
    }

    @Test
    void noWordOfTheOtherEndIsInAnException() throws Exception {
        byte[] secretive = "10.1.2.3:4567".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        RecordException refused = assertThrows(RecordException.class, () -> reads(forger.record(99, secretive)));
        assertTrue(refused.getMessage().matches("[a-z ]+"), refused.getMessage());
        assertEquals(null, refused.getCause());
    }

    private CloseReason reason(byte[]... records) {
        return assertThrows(RecordException.class, () -> reads(records)).reason();
    }

    /** A ban follows a misdeed, so only what is proven to be the other end's may be called one. */
    @Test
    void onlyWhatIsSealedIsAMisdeed() throws Exception {
        byte[] changed = forger.record(DATA, (byte) 1);
        changed[changed.length - 1] ^= 1;
        assertEquals(CloseReason.GONE, reason(changed));
        assertEquals(CloseReason.GONE, reason(new byte[] {21, 3, 3, 0, 2, 2, 20}));
        assertEquals(CloseReason.GONE, reason(new byte[] {DATA, 3, 3, (byte) 0xFF, (byte) 0xFF}));
        assertEquals(CloseReason.GONE, reason(new byte[] {DATA, 3, 3, 0, 0}));
        forge();
        assertEquals(CloseReason.MALFORMED_FRAME, reason(forger.inner(new byte[50])));
        forge();
        assertEquals(CloseReason.MALFORMED_FRAME, reason(forger.record(25, (byte) 1)));
        forge();
        assertEquals(CloseReason.GONE, reason(forger.record(21, (byte) 2, (byte) 20)));
    }
}
