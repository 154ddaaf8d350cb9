package org.myrmex.commands.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void writesEveryTypeOfARow() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("text", "ü\"\n");
        row.put("whole", 1L << 40);
        row.put("part", 0.5);
        row.put("none", null);
        row.put("not a number", Double.NaN);
        row.put("yes", true);
        row.put("list", List.of("a", 1));
        row.put("map", Map.of("k", List.of()));
        assertEquals(
                "{\"text\":\"ü\\\"\\n\",\"whole\":1099511627776,\"part\":0.5,\"none\":null,\"not a number\":null,"
                        + "\"yes\":true,\"list\":[\"a\",1],\"map\":{\"k\":[]}}",
                JsonLine.of(row));
    }

    @Test
    void aNameOfTheNetworkCannotCommandATerminal() {
        assertEquals("{\"name\":\"a\\u009b2J\\u202eü\\u007f\"}", JsonLine.of(Map.of("name", "a\u009b2J\u202eü\u007f")));
    }

    @Test
    void aRowThatHoldsItselfIsRefused() {
        Map<String, Object> row = new HashMap<>();
        row.put("self", row);
        assertThrows(IllegalArgumentException.class, () -> JsonLine.of(row));
    }
}
