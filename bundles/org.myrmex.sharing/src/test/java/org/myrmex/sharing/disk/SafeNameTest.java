package org.myrmex.sharing.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeNameTest {
    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("song.mp3", "song.mp3"),
                Arguments.of("Größe ☂.txt", "Größe ☂.txt"),
                Arguments.of("../../etc/passwd", "passwd"),
                Arguments.of("..\\..\\boot.ini", "boot.ini"),
                Arguments.of("/", "file"),
                Arguments.of("", "file"),
                Arguments.of("..", "file"),
                Arguments.of(" . . ", "file"),
                Arguments.of(".bashrc", "bashrc"),
                Arguments.of("...hidden", "hidden"),
                Arguments.of("-rf", "rf"),
                Arguments.of("~root", "root"),
                Arguments.of("a\nb\u0000c\u007f", "a_b_c_"),
                Arguments.of("a\u001b[31mred", "a_[31mred"),
                Arguments.of("gpj.\u202Ecod", "gpj._cod"),
                Arguments.of("a:b*c?d\"e<f>g|h", "a_b_c_d_e_f_g_h"),
                Arguments.of("trailing. . ", "trailing"),
                Arguments.of("CON", "_CON"),
                Arguments.of("nul.tar.gz", "_nul.tar.gz"),
                Arguments.of("lpt1.txt", "_lpt1.txt"),
                Arguments.of("console.txt", "console.txt"),
                Arguments.of("o\u0308l", "\u00f6l"),
                Arguments.of("lone\ud800surrogate", "lone_surrogate"),
                Arguments.of("x".repeat(300) + ".flac", "x".repeat(195) + ".flac"),
                Arguments.of("y".repeat(300), "y".repeat(200)),
                Arguments.of("😀".repeat(60), "😀".repeat(50)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesOfStrangersBecomeNamesOfFiles(String name, String safe) {
        assertEquals(safe, SafeName.of(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void safeNamesStayAsTheyAre(String name, String safe) {
        assertEquals(safe, SafeName.of(safe));
        assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= SafeName.MAX_BYTES);
    }

    @Test
    void everyCharacterAloneGivesAName() {
        for (int codePoint = 0; codePoint < 0x11000; codePoint++) {
            String safe = SafeName.of(Character.toString(codePoint));
            assertTrue(!safe.isEmpty() && !safe.startsWith(".") && safe.indexOf('/') < 0, "U+" + codePoint);
        }
    }
}
