package org.myrmex.requests.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/, false",
        "/a, /A, false",
        "/*, /, true",
        "/*, /a, true",
        "/*, /a/b, false",
        "/**, /a/b, true",
        "/dav/shares/**.txt, /dav/shares/a/b.txt, true",
        "/dav/shares/**.txt, /dav/shares/.txt, true",
        "/dav/shares/**.txt, /dav/shares/a.txt/b, false",
        "/dav/shares/*.txt, /dav/shares/a/b.txt, false",
        "*/x, /a/x, false",
        "**/x, /x, true",
        "/a*b*c, /aXbXc, true",
        "/a*b*c, /abc, true",
        "/a*b*c, /acb, false",
        "/a.c, /abc, false",
        "/***, /a/b, true",
        "/*/*, /a/b, true",
        "/*/**/z, /a/b/c/z, true",
    })
    void aStarStaysInItsSegmentAndTwoDoNot(String pattern, String path, boolean fits) {
        assertEquals(fits, new Glob(pattern, Glob.Segments.PARTED, Glob.Case.KEPT).matches(path));
    }

    @Test
    void manyStarsTakeNoLonger() {
        Glob glob = new Glob("/" + "**a".repeat(170), Glob.Segments.PARTED, Glob.Case.KEPT);
        String path = "/" + "a".repeat(8_000) + "b";
        assertTimeout(Duration.ofSeconds(60), () -> assertTrue(!glob.matches(path)));
    }
}
