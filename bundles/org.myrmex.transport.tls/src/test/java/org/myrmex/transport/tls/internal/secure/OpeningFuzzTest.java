package org.myrmex.transport.tls.internal.secure;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/**
 * Any bytes, as they come in pieces: no exception; what was called whole or nonsense stays so whatever follows; and nobody is
 * waited for beyond the cap.
 */
final class OpeningFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aVerdictIsFinal(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        Opening last = Opening.INCOMPLETE;
        for (int there = 0; there <= Math.min(bytes.length, Opening.MAX_BYTES); there++) {
            Opening now = Opening.parse(ByteBuffer.wrap(bytes, 0, there));
            if (last != Opening.INCOMPLETE && now != last) {
                throw new IllegalStateException(last + " became " + now);
            }
            if (there == Opening.MAX_BYTES && now == Opening.INCOMPLETE) {
                throw new IllegalStateException("waits for what there is no room for");
            }
            last = now;
        }
    }
}
