package org.myrmex.webdav.fakes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param head status line and headers
 * @param body without chunks' marks
 * @param whole whether as much came as was announced
 */
public record Answer(String head, byte[] body, boolean whole) {
    public static Answer of(byte[] raw) {
        String latin = new String(raw, StandardCharsets.ISO_8859_1);
        int end = latin.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + latin);
        }
        String head = latin.substring(0, end);
        if (head.startsWith("HTTP/1.1 100")) {
            return of(Arrays.copyOfRange(raw, end + 4, raw.length));
        }
        byte[] rest = Arrays.copyOfRange(raw, end + 4, raw.length);
        Answer answer = new Answer(head, rest, true);
        if (answer.header("Transfer-Encoding").isPresent()) {
            return unchunked(head, rest);
        }
        long announced = answer.header("Content-Length").map(Long::parseLong).orElse((long) rest.length);
        return new Answer(head, rest, announced == rest.length);
    }

    private static Answer unchunked(String head, byte[] raw) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String latin = new String(raw, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            int line = latin.indexOf("\r\n", at);
            if (line < 0) {
                return new Answer(head, body.toByteArray(), false);
            }
            int size = Integer.parseInt(latin.substring(at, line), 16);
            if (size == 0) {
                return new Answer(head, body.toByteArray(), true);
            }
            int from = line + 2;
            body.write(raw, from, Math.min(size, raw.length - from));
            at = from + size + 2;
            if (at > raw.length) {
                return new Answer(head, body.toByteArray(), false);
            }
        }
    }

    public int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
