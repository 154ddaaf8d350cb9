package org.myrmex.sharing.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {
    @Test
    void rowsAreReadAsWritten() throws IOException {
        List<Map<String, String>> rows = List.of(Map.of("name", "mü\"sic\n"), Map.of());
        assertEquals(rows, JsonRows.read(JsonRows.write(rows)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"rows\":[]}",
                "{\"version\":1,\"rows\":[{\"a\":1}]}",
                "{\"version\":1,\"rows\":[\"a\"]}",
                "{\"version\":1,\"rows\":[]} {}"
            })
    void everythingElseIsRefused(String text) {
        assertThrows(IOException.class, () -> JsonRows.read(text.getBytes(StandardCharsets.UTF_8)));
    }
}
