package org.myrmex.config.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigJsonTest {
    @Test
    void readsWhatConfigAdminCanHold() throws Exception {
        SortedMap<String, Object> values =
                read("{\"s\":\"ü\",\"n\":5,\"d\":0.5,\"b\":true,\"l\":[\"a\",\"b\"],\"ns\":[1,2],\"none\":[]}");
        assertEquals("ü", values.get("s"));
        assertEquals(5L, values.get("n"));
        assertEquals(0.5, values.get("d"));
        assertEquals(true, values.get("b"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) values.get("l"));
        assertArrayEquals(new Long[] {1L, 2L}, (Long[]) values.get("ns"));
        assertArrayEquals(new String[0], (String[]) values.get("none"));
    }

    @Test
    void aMistakeIsNamedWithLineAndColumn() {
        ConfigSyntaxException wrong =
                assertThrows(ConfigSyntaxException.class, () -> read("{\n  \"a\": 1,\n  \"b\": {}\n}"));
        assertTrue(wrong.getMessage().startsWith("line 3 column 8: "), wrong.getMessage());
    }

    @Test
    void aSyntaxErrorIsOneLineWithItsPlace() {
        ConfigSyntaxException wrong = assertThrows(ConfigSyntaxException.class, () -> read("{\n\"a\": oops}"));
        assertTrue(wrong.getMessage().startsWith("line 2 column "), wrong.getMessage());
        assertEquals(1, wrong.getMessage().lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{}{}",
                "{\"a\":null}",
                "{\"a\":[[1]]}",
                "{\"a\":[1,\"b\"]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":99999999999999999999}",
                "{\"\":1}",
                "{'a':1}",
                "{\"a\":1,}"
            })
    void whatIsNoConfigurationIsRefused(String text) {
        assertThrows(ConfigSyntaxException.class, () -> read(text));
    }

    private static SortedMap<String, Object> read(String text) throws ConfigSyntaxException {
        return ConfigJson.read(text.getBytes(UTF_8));
    }
}
