package org.myrmex.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAnswerTest {
    /** RFC 7616, 3.9.1. */
    private static final String FOLDED =
            """
            Digest username="Mufasa",
             realm="http-auth@example.org",
             uri="/dir/index.html",
             algorithm=SHA-256,
             nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
             nc=00000001,
             cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
             qop=auth,
             response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
             opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"""";

    /** A server has joined folded lines before anybody sees them. */
    private static final String JOINED = FOLDED.replace("\n", "");

    private static final Login MUFASA = Login.of("Mufasa", "http-auth@example.org", "Circle of Life");

    @Test
    void theExamplesOfTheRfcAreRight() {
        assertTrue(MUFASA.answers(parse(JOINED), "GET"));
        String md5 = JOINED.replace("SHA-256", "MD5")
                .replaceFirst("response=\"[^\"]+\"", "response=\"8ca523f5e9506fed4657c9700eebdbec\"");
        assertTrue(MUFASA.answers(parse(md5), "GET"));
        assertTrue(MUFASA.answers(parse(md5.replace(" algorithm=MD5,", "")), "GET"), "MD5 is what silence means");
        assertFalse(MUFASA.answers(parse(JOINED), "PUT"));
        assertFalse(
                Login.of("Mufasa", "http-auth@example.org", "circle of Life").answers(parse(JOINED), "GET"));
        assertFalse(MUFASA.answers(parse(JOINED.replace("00000001", "00000002")), "GET"));
        assertFalse(MUFASA.answers(parse(JOINED.replace("index", "index2")), "GET"));
    }

    @Test
    void clientsWriteItInTheirOwnWays() {
        assertTrue(MUFASA.answers(parse(JOINED.replace("qop=auth", "qop=\"auth\"")), "GET"));
        assertTrue(MUFASA.answers(parse(JOINED.replace("algorithm=SHA-256", "algorithm=\"SHA-256\"")), "GET"));
        assertTrue(MUFASA.answers(parse(JOINED.replace("Digest ", "digest  ").replace(", ", ",")), "GET"));
        assertTrue(MUFASA.answers(parse(JOINED.replace("nc=", "NC = ").replace("username", "UserName")), "GET"));
        assertEquals("a\"b\\c", parse(JOINED.replace("Mufasa", "a\\\"b\\\\c")).user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=\"Mufasa\"",
                "realm=\"http-auth@example.org\"",
                "uri=\"/dir/index.html\"",
                "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"",
                "nc=00000001",
                "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"",
                "qop=auth",
                "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""
            })
    void whatIsNotWholeOrSaidTwiceIsNoAnswer(String part) {
        assertTrue(JOINED.contains(part), part);
        assertEquals(Optional.empty(), DigestAnswer.parse(JOINED.replace(part, "x=y")), part);
        assertEquals(Optional.empty(), DigestAnswer.parse(JOINED + ", " + part), part);
    }

    @Test
    void whatWasNotOfferedIsNoAnswer() {
        for (String[] change : new String[][] {
            {"qop=auth", "qop=auth-int"},
            {"SHA-256", "SHA-256-sess"},
            {"SHA-256", "SHA-512-256"},
            {"nc=00000001", "nc=1"},
            {"nc=00000001", "nc=-0000001"},
            {"opaque=", "userhash=true, opaque="},
            {"\"Mufasa\"", "\"Mufasa"},
            {"Digest ", "Digest"},
            {"Digest ", "Digest , "},
            {"Digest ", "Basic "}
        }) {
            assertEquals(Optional.empty(), DigestAnswer.parse(JOINED.replace(change[0], change[1])), change[1]);
        }
        assertEquals(Optional.empty(), DigestAnswer.parse("Digest " + "a=b,".repeat(20_000)));
        assertEquals(Optional.empty(), DigestAnswer.parse(FOLDED), "line ends");
    }

    private static DigestAnswer parse(String header) {
        return DigestAnswer.parse(header).orElseThrow(() -> new AssertionError("no answer: " + header));
    }
}
