package org.myrmex.webdav.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfHeaderTest {
    /** What is asked for has the lock urn:a and the tag e; /other has urn:b and none; the rest is elsewhere. */
    private static IfHeader.State state(Optional<String> resource) {
        return switch (resource.orElse("")) {
            case "" -> new IfHeader.State(true, List.of("urn:a"), Optional.of("e"));
            case "/other", "http://here/other" -> new IfHeader.State(true, List.of("urn:b"), Optional.empty());
            default -> IfHeader.State.ELSEWHERE;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            (<urn:a>)                                      | true
            (<urn:b>)                                      | false
            (<urn:A>)                                      | false
            (Not <urn:b>)                                  | true
            (not<urn:b>)                                   | true
            (Not <urn:a>)                                  | false
            (Not <DAV:no-lock>)                            | true
            (<DAV:no-lock>)                                | false
            (<urn:a> ["e"])                                | true
            (<urn:a>["e"])                                 | true
            (<urn:a> ["f"])                                | false
            (<urn:a> [W/"e"])                              | false
            (<urn:a> Not [W/"e"])                          | true
            (["f"])(["e"])                                 | true
            (<urn:b>) (Not <DAV:no-lock>)                  | true
            (<urn:a> Not <DAV:no-lock> ["e"])              | true
            </other> (<urn:b>)                             | true
            <http://here/other> (<urn:b>)                  | true
            </other> (<urn:a>)                             | false
            </other> (["e"])                               | false
            </other> (Not ["e"])                           | true
            <http://evil.example/> (Not <urn:a>)           | false
            <http://evil.example/> (<urn:a>) </other> (<urn:b>) | true
            <urn:nowhere> (Not <urn:a>)                    | false
            </other> (<urn:x>) (<urn:b>)                   | true
              \t( \t<urn:a> )                              | true
            (["]"])                                        | false
            """)
    void itHoldsWhenOneOfItsListsDoes(String header, boolean holds) throws BadIfException {
        assertEquals(holds, IfHeader.parse(header.replace("\\t", "\t")).holds(IfHeaderTest::state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "()",
                "(",
                ")",
                "(<urn:a>",
                "(<urn:a",
                "<urn:a>",
                "</other>",
                "</other> </other> (<urn:a>)",
                "(<urn:a>) </other> (<urn:b>)",
                "((<urn:a>))",
                "(Not)",
                "(Not Not <urn:a>)",
                "(<no-uri>)",
                "(<:>)",
                "(<>)",
                "(<urn:a b>)",
                "(<<urn:a>)",
                "([e])",
                "([\"e])",
                "([\"e\")",
                "([w/\"e\"])",
                "<relative> (<urn:a>)",
                "(<urn:a>) x",
                "x (<urn:a>)",
                "(<urn:a>), (<urn:b>)",
                "urn:a",
            })
    void whatIsNoneIsRefused(String header) {
        assertThrows(BadIfException.class, () -> IfHeader.parse(header));
    }

    /** Study of hostile requests, input 39: one server looped for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {"(", "<", "[", "\"", "(<", "([", "([\"", "(Not ", "Not", "(<a:b>", "(<a:b>)", "<a:b>(<a:b>)"})
    void muchOfItIsReadFastOrRefused(String piece) {
        String header = piece.repeat(IfReader.MAX_CHARS / piece.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThrows(BadIfException.class, () -> IfHeader.parse(header)));
        assertThrows(BadIfException.class, () -> IfHeader.parse(" ".repeat(IfReader.MAX_CHARS) + "(<a:b>)"));
    }

    @Test
    void aTokenIsShownForTheResourceOfItsList() throws BadIfException {
        IfHeader header = IfHeader.parse("</a> (<urn:a> <urn:a>) (Not <urn:n>) <http://h/b> (<urn:b> [\"e\"])");
        assertEquals(List.of(Optional.of("/a"), Optional.of("http://h/b")), header.resources());
        assertEquals(List.of("urn:a"), header.submitted(Optional.of("/a")));
        assertEquals(List.of("urn:b"), header.submitted(Optional.of("http://h/b")));
        assertEquals(List.of(), header.submitted(Optional.empty()));
        assertTrue(header.asksForTag(Optional.of("http://h/b")) && !header.asksForTag(Optional.of("/a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Second-600                  | 600
            second-600                  | 600
            Infinite                    | 3600
            Infinite, Second-4100000000 | 3600
            Second-4294967295           | 3600
            Second-9223372036854775808  | 3600
            Second-99999999999999999999999999 | 3600
            Second-0                    | 5
            Second--1                   | 600
            Second-                     | 600
            Second-1e3                  | 600
            Second-٣                    | 600
            Extended, Second-60         | 60
            ,,Second-60                 | 60
            nonsense                    | 600
            ''                          | 600
            """)
    void aTimeIsGrantedWithinBounds(String header, int seconds) {
        assertEquals(seconds, Timeout.parse(header));
        assertEquals(600, Timeout.parse("Second-60,".repeat(100)));
    }

    @Test
    void tokensAreUuidsInTheOrderOfTheirTime() {
        assertEquals("urn:uuid:00000000-0000-7000-8000-000000000000", Tokens.of(0, 0));
        // RFC 9562, A.6: 22 February 2022, 19:22:22 UTC
        assertEquals("urn:uuid:017f22e2-79b0-7ffb-bfff-ffffffffffff", Tokens.of(1_645_557_742_000_999L, -1));
        String last = Tokens.of(1_645_557_742_000_000L, -1);
        for (long micros = 1; micros < 3_000; micros++) {
            String next = Tokens.of(1_645_557_742_000_000L + micros, micros);
            assertTrue(last.compareTo(next) < 0, next);
            last = next;
        }
    }
}
