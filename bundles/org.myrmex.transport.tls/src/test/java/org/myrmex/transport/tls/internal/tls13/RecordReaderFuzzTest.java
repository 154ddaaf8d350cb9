package org.myrmex.transport.tls.internal.tls13;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Opened;

/**
 * Any bytes in place of records, in any pieces, and any bytes inside records that are sealed as they should be: the reader
 * refuses or gives the content, and nothing else. Runs the kept inputs as a test; with JAZZER_FUZZ=1 it looks for new ones.
 */
final class RecordReaderFuzzTest {
    private static final int SEED = 7;
    private static final int ROOM = 1 << 20;
    private static final KeyLimits LIMITS = new KeyLimits(1 << 20, 1 << 30, 3, 1000);

    private static RecordReader reader() throws GeneralSecurityException {
        return new RecordReader(Protection.opening(Forger.secret(SEED)), LIMITS, new Scratch(), true, () -> {});
    }

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreOpenedOrRefused(FuzzedDataProvider data) throws GeneralSecurityException {
        int piece = data.consumeInt(1, 4000);
        boolean direct = data.consumeBoolean();
        byte[] bytes = data.consumeRemainingAsBytes();
        ByteBuffer plain = direct ? ByteBuffer.allocateDirect(ROOM) : ByteBuffer.allocate(ROOM);
        RecordReader reader = reader();
        ByteBuffer sealed = ByteBuffer.wrap(bytes).limit(0);
        try {
            do {
                sealed.limit(Math.min(bytes.length, sealed.limit() + piece));
            } while (reader.read(sealed, plain) == Opened.NEEDS_BYTES && sealed.limit() < bytes.length);
        } catch (RecordException refused) {
            // as it should be
        }
        if (plain.position() != reader.received() || plain.position() > bytes.length) {
            throw new IllegalStateException("bytes out of nothing");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anythingInsideSealedRecordsIsContentOrRefused(FuzzedDataProvider data) throws GeneralSecurityException {
        Forger forger = new Forger(SEED);
        RecordReader reader = reader();
        ByteBuffer plain = ByteBuffer.allocate(ROOM);
        int given = 0;
        try {
            while (data.remainingBytes() > 0) {
                byte[] inner = data.consumeBytes(data.consumeInt(0, 300));
                given += inner.length;
                reader.read(ByteBuffer.wrap(forger.inner(inner)), plain);
                if (data.consumeBoolean()) {
                    forger.update();
                }
            }
        } catch (RecordException refused) {
            // as it should be
        }
        if (plain.position() != reader.received() || plain.position() > given) {
            throw new IllegalStateException("bytes out of nothing");
        }
    }
}
