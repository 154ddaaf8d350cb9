package org.myrmex.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the password that {@code myrmex password} sets. Here and not in the peer, which has no terminal; and from the
 * terminal and not from the command line, where every user of the machine could read it.
 */
final class NewPassword {
    /** As {@code org.myrmex.http} knows it. */
    static final String OPTION = "--new";

    private static final List<String> WITHOUT = List.of("--remove", "--help", "-h");
    private static final int MAX_BYTES = 1_024;

    private NewPassword() {}

    /** From where the password comes. */
    enum Input {
        /** Somebody types, and it is not shown. */
        HIDDEN,
        /** Somebody would type, and be shown what: the output goes elsewhere, and Java knows no terminal then. */
        SHOWN,
        /** A file or a pipe. */
        SENT;

        private static final long TEST_LIMIT_MILLIS = 20_000;

        static Input detect() {
            if (Terminal.detect().interactive()) {
                return HIDDEN;
            }
            return isTerminal(ProcessBuilder.Redirect.INHERIT) ? SHOWN : SENT;
        }

        /** By {@code test -t} (POSIX); where there is none, as on Windows, nobody can tell. */
        static boolean isTerminal(ProcessBuilder.Redirect input) {
            try {
                Process test = new ProcessBuilder("test", "-t", "0")
                        .redirectInput(input)
                        .start();
                if (!test.waitFor(TEST_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    test.destroyForcibly();
                    return false;
                }
                return test.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** What to send to the peer: the arguments, and a password where one is to be set. */
    static List<String> complete(List<String> arguments, Input input, InputStream in) throws Refusal {
        if (arguments.stream().anyMatch(argument -> argument.startsWith(OPTION))) {
            throw Refusal.wrongUsage(
                    "a password on the command line can be read by others",
                    "type it when you are asked, or send it in: myrmex password < FILE");
        }
        if (arguments.stream().anyMatch(WITHOUT::contains)) {
            return arguments;
        }
        if (input == Input.SHOWN) {
            throw Refusal.wrongUsage(
                    "what you type would be shown",
                    "leave the output on the terminal, or send it in: myrmex password < FILE");
        }
        List<String> all = new ArrayList<>(arguments);
        all.add(OPTION);
        all.add(input == Input.HIDDEN ? typed() : line(in));
        return all;
    }

    private static String typed() throws Refusal {
        char[] first = System.console().readPassword("new password: ");
        char[] second = System.console().readPassword("once more: ");
        if (first == null || second == null) {
            throw Refusal.failed("no password was typed", "start once more");
        }
        if (!Arrays.equals(first, second)) {
            throw Refusal.failed("these are two different passwords", "start once more");
        }
        return new String(first);
    }

    private static String line(InputStream in) throws Refusal {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n' && bytes.size() <= MAX_BYTES; b = in.read()) {
                bytes.write(b);
            }
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        } catch (CharacterCodingException e) {
            throw Refusal.failed("the password is no UTF-8", "send one that is");
        } catch (IOException e) {
            throw Refusal.failed("the password cannot be read (" + e.getMessage() + ")", "send it in once more");
        }
    }
}
