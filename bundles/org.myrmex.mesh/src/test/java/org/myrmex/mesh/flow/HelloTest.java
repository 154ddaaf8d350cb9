package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelloTest {
    private static final Hello HELLO = new Hello(1, 2, List.of("mute/1", "ant/1"), 256 * 1024, 7, -8, true);

    @Test
    void isReadAsItWasWritten() {
        assertEquals(Optional.of(HELLO), Hello.decode(ByteBuffer.wrap(HELLO.encode())));
    }

    @Test
    void isRefusedCutOffOrExtended() {
        byte[] bytes = HELLO.encode();
        for (int length = 0; length < bytes.length; length++) {
            assertTrue(
                    Hello.decode(ByteBuffer.wrap(Arrays.copyOf(bytes, length))).isEmpty(), "of length " + length);
        }
        assertTrue(Hello.decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1)))
                .isEmpty());
    }

    @Test
    void isRefusedWithAWindowThatNoFrameFits() {
        byte[] bytes = new Hello(1, 1, List.of("mute/1"), SizeClass.BLOCK_BYTES - 1, 7, 0, false).encode();
        assertTrue(Hello.decode(ByteBuffer.wrap(bytes)).isEmpty());
    }

    @Test
    void isRefusedWithoutAToken() {
        byte[] bytes = new Hello(1, 1, List.of("mute/1"), SizeClass.BLOCK_BYTES, 0, 0, false).encode();
        assertTrue(Hello.decode(ByteBuffer.wrap(bytes)).isEmpty());
    }

    @Test
    void isRefusedWithAFlagThatNobodyKnows() {
        byte[] bytes = HELLO.encode();
        bytes[bytes.length - 1] |= 2;
        assertTrue(Hello.decode(ByteBuffer.wrap(bytes)).isEmpty());
    }
}
