package org.myrmex.example.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void valuesKeepTheirKind() {
        assertEquals(
                "{\"nowMicros\":7,\"topic\":\"org/myrmex/x\",\"a\":true,\"b\":-3,\"c\":\"d\"}\n",
                line(Map.of("a", true, "b", -3L, "c", "d")));
    }

    @Test
    void nothingEndsAStringOrALineEarly() {
        assertEquals(
                "{\"nowMicros\":7,\"topic\":\"org/myrmex/x\",\"\\\"\\\\\":\"\\u000a\\u0000\\u007f é\"}\n",
                line(Map.of("\"\\", "\n\0\u007f é")));
    }

    @Test
    void halvesOfPairsDoNoHarm() {
        String line = line(Map.of("a", "\ud83d\ude00 \ud83d"));
        assertEquals("{\"nowMicros\":7,\"topic\":\"org/myrmex/x\",\"a\":\"\\ud83d\\ude00 \\ud83d\"}\n", line);
        assertEquals(line, new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static String line(Map<String, Object> properties) {
        return JsonLines.line(new KeptEvent(7, "org/myrmex/x", new TreeMap<>(properties)));
    }
}
