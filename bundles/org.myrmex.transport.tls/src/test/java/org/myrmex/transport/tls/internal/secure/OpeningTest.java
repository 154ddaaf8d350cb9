package org.myrmex.transport.tls.internal.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static Opening of(byte[] bytes) {
        return Opening.parse(ByteBuffer.wrap(bytes));
    }

    private static byte[] record(int length, int there) {
        return ByteBuffer.allocate(5 + there)
                .put(new byte[] {22, 3, 1})
                .putShort((short) length)
                .array();
    }

    @Test
    void aHelloIsWholeWithItsLastByte() {
        assertEquals(Opening.INCOMPLETE, of(new byte[0]));
        assertEquals(Opening.INCOMPLETE, of(new byte[] {22}));
        assertEquals(Opening.INCOMPLETE, of(record(1_400, 1_399)));
        assertEquals(Opening.WHOLE, of(record(1_400, 1_400)));
        assertEquals(Opening.WHOLE, of(record(1_400, 1_500)));
    }

    @Test
    void whatCannotBeOneIsKnownByItsFirstBytes() {
        assertEquals(Opening.NONSENSE, of("G".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Opening.NONSENSE, of(new byte[] {22, 2}));
        assertEquals(Opening.NONSENSE, of(new byte[] {23, 3, 3, 0, 1, 0}));
        assertEquals(Opening.NONSENSE, of(record(0, 0)));
    }

    @Test
    void nobodyIsWaitedForWhoAnnouncesMoreThanIsKept() {
        assertEquals(Opening.INCOMPLETE, of(record(Opening.MAX_BYTES - 5, 0)));
        assertEquals(Opening.NONSENSE, of(record(Opening.MAX_BYTES - 4, 0)));
    }
}
