package org.myrmex.plugins.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Memory.Row ROW =
            new Memory.Row("hello", "1.0.0", "hello.jar", "0".repeat(64), "started", 40, 1_234);

    @Test
    void whatIsWrittenIsReadAgain() {
        assertEquals(ROW, Memory.read(Memory.encode(List.of(ROW))).get("hello"));
    }

    @Test
    void aLineThatDoesNotFitIsLeftOut() {
        String text = new String(Memory.encode(List.of(ROW)), StandardCharsets.UTF_8) + "nonsense\n";
        assertEquals(1, Memory.read(text.getBytes(StandardCharsets.UTF_8)).size());
        assertTrue(Memory.read("hello".getBytes(StandardCharsets.UTF_8)).isEmpty());
    }
}
