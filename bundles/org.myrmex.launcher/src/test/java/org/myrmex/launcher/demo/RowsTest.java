package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void aStatusLineIsReadWithItsNullsAndInnerObjects() throws IOException {
        Map<String, Object> row =
                Rows.parse("{\"http\":null,\"listen\":[\"tls://h:1\"],\"links\":3,\"rtt\":0.5,\"in\":{\"up\":true}}");
        assertTrue(row.containsKey("http"));
        assertNull(row.get("http"));
        assertEquals(List.of("tls://h:1"), row.get("listen"));
        assertEquals(3L, row.get("links"));
        assertEquals(0.5, row.get("rtt"));
        assertEquals(Map.of("up", true), row.get("in"));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThrows(IOException.class, () -> Rows.parse("peer 1.2.3"));
        assertThrows(IOException.class, () -> Rows.parse("[]"));
        assertThrows(IOException.class, () -> Rows.parse("{\"a\":"));
    }
}
