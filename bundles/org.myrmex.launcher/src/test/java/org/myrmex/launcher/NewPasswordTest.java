package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewPasswordTest {
    @Test
    void oneLineOfTheInputIsThePassword() throws Refusal {
        assertEquals(List.of("--new", "Käse und Brot"), complete("Käse und Brot\nmore\n"));
        assertEquals(List.of("--new", " spaces stay "), complete(" spaces stay \r\n"));
        assertEquals(List.of("--new", ""), complete(""), "the peer refuses it");
        assertEquals(List.of("--user", "ada", "--new", "x"), complete("x", "--user", "ada"));
    }

    @Test
    void whatNeedsNoneAsksForNone() throws Refusal {
        assertEquals(List.of("--remove"), complete("x", "--remove"));
        assertEquals(List.of("--help"), complete("x", "--help"));
    }

    @Test
    void aPasswordOnTheCommandLineIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> complete("x", "--new", "secret"));
        assertEquals(ExitCode.WRONG_USAGE, refusal.exitCode());
        assertThrows(Refusal.class, () -> complete("x", "--new=secret"));
    }

    @Test
    void anInputThatDoesNotEndIsNotReadToItsEnd() throws Refusal {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };
        List<String> arguments = NewPassword.complete(List.of(), false, endless);
        assertTrue(arguments.get(1).length() < 2_000);
        assertThrows(Refusal.class, () -> NewPassword.complete(List.of(), false, bytes(new byte[] {(byte) 0xff})));
    }

    private static List<String> complete(String input, String... arguments) throws Refusal {
        return NewPassword.complete(List.of(arguments), false, bytes(input.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream bytes(byte[] input) {
        return new ByteArrayInputStream(input);
    }
}
