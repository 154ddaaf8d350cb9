package org.myrmex.discovery.hostcache.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the body of an answer (RFC 9112, as far as a list needs it).
 *
 * @param length of the body, if it is told
 * @param retrySeconds when to ask again, if that is told
 */
record ResponseHead(int status, OptionalInt length, Body body, OptionalInt retrySeconds) {
    /** How the body is sent. */
    enum Body {
        PLAIN,
        /** In chunks, compressed, or in another way that is not read here. */
        CODED
    }

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: [^\r]*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads one.
     *
     * @param bytes up to the empty line, which is left out
     * @return empty when that is no HTTP, or two lengths are told
     */
    static Optional<ResponseHead> parse(byte[] bytes) {
        List<String> lines = List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n", -1));
        Matcher status = STATUS.matcher(lines.get(0));
        if (!status.matches()) {
            return Optional.empty();
        }
        OptionalInt length = OptionalInt.empty();
        OptionalInt retry = OptionalInt.empty();
        Body body = Body.PLAIN;
        for (String line : lines.subList(1, lines.size())) {
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            if (!NAME.matcher(name).matches()) {
                return Optional.empty();
            }
            String value = line.substring(name.length() + 1).trim();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "content-length" -> {
                    if (length.isPresent() || number(value).isEmpty()) {
                        return Optional.empty();
                    }
                    length = number(value);
                }
                case "transfer-encoding", "content-encoding" -> {
                    if (!value.equalsIgnoreCase("identity")) {
                        body = Body.CODED;
                    }
                }
                case "retry-after" -> retry = number(value);
                default -> {
                    // The rest changes nothing here.
                }
            }
        }
        return Optional.of(new ResponseHead(Integer.parseInt(status.group(1)), length, body, retry));
    }

    private static OptionalInt number(String text) {
        return NUMBER.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
