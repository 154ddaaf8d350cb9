package org.myrmex.http.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the path of a request target as names between slashes, so that the guard, the choice of a servlet and the servlet
 * itself all mean the same one. A name may hold {@code ;} and {@code \}. A slash inside a name stays {@code %2F}, since decoded
 * it would part two names; a servlet that has a use for it looks at the request URI.
 */
final class RequestPath {
    /** Characters of a target's path. */
    static final int MAX_CHARACTERS = 8_192;

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private RequestPath() {}

    /**
     * Decodes it.
     *
     * @return empty when it is not absolute, has a name that is {@code .}, {@code ..} or, but at the end, empty, or has an escape
     *     that is no UTF-8 or a control character, or when a fragment follows, which no request has (RFC 9112, 3.2)
     */
    static Optional<String> parse(String target) {
        if (!target.startsWith("/") || target.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder(target.length());
        String[] names = target.substring(1).split("/", -1);
        for (int i = 0; i < names.length; i++) {
            Optional<String> name = name(names[i]);
            if (name.isEmpty() || (name.get().isEmpty() && i < names.length - 1)) {
                return Optional.empty();
            }
            path.append('/').append(name.get());
        }
        return Optional.of(path.toString());
    }

    private static Optional<String> name(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char character = escaped.charAt(i);
            int octet = character;
            if (character == '%') {
                octet = octet(escaped, i);
                if (octet == '/') {
                    // Left as it stands, in one spelling.
                    bytes[length++] = '%';
                    bytes[length++] = '2';
                    octet = 'F';
                }
                i += 2;
            } else if (character > DELETE || character == '#') {
                return Optional.empty();
            }
            if (octet < FIRST_PRINTABLE || octet == DELETE) {
                return Optional.empty();
            }
            bytes[length++] = (byte) octet;
        }
        return text(bytes, length).filter(RequestPath::isName);
    }

    /** A segment's parameters are part of its name here, but to others {@code ..;x} is the parent. */
    private static boolean isName(String name) {
        int semicolon = name.indexOf(';');
        String bare = semicolon < 0 ? name : name.substring(0, semicolon);
        return !bare.equals(".") && !bare.equals("..");
    }

    private static int octet(String escaped, int at) {
        if (at + 2 >= escaped.length()) {
            return -1;
        }
        int high = Character.digit(escaped.charAt(at + 1), 16);
        int low = Character.digit(escaped.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static Optional<String> text(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
