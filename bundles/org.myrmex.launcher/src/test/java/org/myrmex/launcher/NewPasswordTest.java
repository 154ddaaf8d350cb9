package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void whoWouldBeShownWhatHeTypesIsNotAsked() throws Refusal {
        InputStream unread = InputStream.nullInputStream();
        Refusal refusal =
                assertThrows(Refusal.class, () -> NewPassword.complete(List.of(), NewPassword.Input.SHOWN, unread));
        assertEquals(ExitCode.WRONG_USAGE, refusal.exitCode());
        assertEquals(
                List.of("--remove"),
                NewPassword.complete(List.of("--remove"), NewPassword.Input.SHOWN, unread),
                "who types nothing");
    }

    @Test
    void aFileAndAPipeAreNoTerminals(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("password"));
        assertFalse(NewPassword.Input.isTerminal(ProcessBuilder.Redirect.from(file.toFile())));
        assertFalse(NewPassword.Input.isTerminal(ProcessBuilder.Redirect.PIPE));
    }

    @Test
    void aTerminalIsOne() {
        File terminal = new File("/dev/ptmx"); // A fresh one each time it is opened.
        assumeTrue(terminal.canRead(), "no terminals on this system");
        assertTrue(NewPassword.Input.isTerminal(ProcessBuilder.Redirect.from(terminal)));
    }

    @Test
    void anInputThatDoesNotEndIsNotReadToItsEnd() throws Refusal {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };
        List<String> arguments = NewPassword.complete(List.of(), NewPassword.Input.SENT, endless);
        assertTrue(arguments.get(1).length() < 2_000);
        assertThrows(
                Refusal.class,
                () -> NewPassword.complete(List.of(), NewPassword.Input.SENT, bytes(new byte[] {(byte) 0xff})));
    }

    private static List<String> complete(String input, String... arguments) throws Refusal {
        return NewPassword.complete(
                List.of(arguments), NewPassword.Input.SENT, bytes(input.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream bytes(byte[] input) {
        return new ByteArrayInputStream(input);
    }
}
