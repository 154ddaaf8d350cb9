package org.myrmex.http.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventTextTest {
    @Test
    void anEventIsThreeLinesAndAnEmptyOne() {
        assertEquals(
                """
                id: 7
                event: org/myrmex/link/UP
                data: {"dialledByUs":true,"link":3,"ratio":0.5,"source":"known"}

                """,
                text(Map.of(
                        "link",
                        3L,
                        "source",
                        "known",
                        "dialledByUs",
                        true,
                        "ratio",
                        0.5,
                        "event.topics",
                        "x",
                        "other",
                        new Object(),
                        "list",
                        List.of("a"))));
    }

    @Test
    void noTextPretendsToBeAnotherEvent() {
        String text = text(Map.of("path", "/a\n\nevent: forged\r\ndata: {}\r\r", "a\nb", 1));
        assertEquals(4, text.lines().count(), text);
        assertEquals(text.length(), text.indexOf("\n\n") + 2, text);
    }

    @Test
    void aLongOneIsCut() {
        String text = text(Map.of("path", "ä".repeat(10_000)));
        assertTrue(text.contains("…"), text);
        assertTrue(text.length() < 2 * EventText.MAX_CHARACTERS, text);
        Map<String, Object> many = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put("p" + i, i);
        }
        assertEquals(EventText.MAX_PROPERTIES, text(many).split("\":").length - 1);
    }

    private static String text(Map<String, Object> properties) {
        return new String(EventText.of(7, "org/myrmex/link/UP", properties), StandardCharsets.UTF_8);
    }
}
