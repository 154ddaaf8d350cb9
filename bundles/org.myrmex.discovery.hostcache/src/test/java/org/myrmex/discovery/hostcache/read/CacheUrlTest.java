package org.myrmex.discovery.hostcache.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheUrlTest {
    @Test
    void urlsAreReadAndThePathMayBeLeftOut() {
        assertEquals(
                new CacheUrl("http://a.example/peers", false, "a.example", 80, "a.example", "/peers"),
                CacheUrl.of(" http://a.example ").orElseThrow());
        assertEquals(
                new CacheUrl("https://a.example/x/y?z=1", true, "a.example", 443, "a.example", "/x/y?z=1"),
                CacheUrl.of("HTTPS://a.example/x/y?z=1").orElseThrow());
        assertEquals(
                new CacheUrl("http://[::1]:7082/peers", false, "::1", 7082, "[::1]:7082", "/peers"),
                CacheUrl.of("http://[::1]:7082/").orElseThrow());
        assertEquals("/%C3%A4", CacheUrl.of("http://a.example/ä").orElseThrow().target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "a.example:7082",
                "ftp://a.example/peers",
                "file:///etc/passwd",
                "http://user@a.example/",
                "http://a.example/#x",
                "http://a.example:0/",
                "http://a.example:70000/",
                "http:///peers",
                "http://a.example/a b",
                "http://a.example/\r\nX: y"
            })
    void whatIsNoneIsNone(String text) {
        assertEquals(Optional.empty(), CacheUrl.of(text));
    }
}
