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

    /** What to send to the peer: the arguments, and a password where one is to be set. */
    static List<String> complete(List<String> arguments, boolean interactive, InputStream in) throws Refusal {
        if (arguments.stream().anyMatch(argument -> argument.startsWith(OPTION))) {
            throw Refusal.wrongUsage(
                    "a password on the command line can be read by others",
                    "type it when you are asked, or send it in: myrmex password < FILE");
        }
        if (arguments.stream().anyMatch(WITHOUT::contains)) {
            return arguments;
        }
        List<String> all = new ArrayList<>(arguments);
        all.add(OPTION);
        all.add(interactive ? typed() : line(in));
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
