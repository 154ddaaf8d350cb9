package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/dav, /dav",
        "/dav/, /dav/",
        "/a%20b/%C3%A4, /a b/ä",
        "/a%5Cb, /a\\b",
        "/a;b/c;d=e, /a;b/c;d=e",
        "/a%3Bb, /a;b",
        "/a%2fb, /a%2Fb",
        "/..%2Fb, /..%2Fb",
        "/a%252Fb, /a%2Fb",
        "/hea%6Cth, /health",
        "/.../.a/a., /.../.a/a.",
        "/+, /+",
        "/%F0%9F%90%9C, /🐜",
    })
    void namesAreDecodedOneByOne(String raw, String decoded) {
        assertEquals(Optional.of(decoded), RequestPath.parse(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "http://localhost/",
                "//",
                "//a",
                "/a//b",
                "/.",
                "/..",
                "/a/./b",
                "/a/../b",
                "/a#b",
                "/a/#",
                "/%2e",
                "/%2E%2e/a",
                "/.%2e/a",
                "/..;/a",
                "/..;x/a",
                "/.;/a",
                "/%00",
                "/a%0Ab",
                "/%7f",
                "/a\u0001b",
                "/%",
                "/%2",
                "/%zz",
                "/%u0041",
                "/%+1",
                "/%c0%ae",
                "/%c0%af",
                "/%e0%80%af",
                "/%ff",
                "/%C3",
                "/%ed%a0%80",
                "/\u00e4"
            })
    void whatCouldMeanTwoThingsIsRefused(String raw) {
        assertEquals(Optional.empty(), RequestPath.parse(raw));
    }

    @Test
    void thereIsALimit() {
        String longest = "/" + "a".repeat(RequestPath.MAX_CHARACTERS - 1);
        assertEquals(Optional.of(longest), RequestPath.parse(longest));
        assertEquals(Optional.empty(), RequestPath.parse(longest + "a"));
    }
}
