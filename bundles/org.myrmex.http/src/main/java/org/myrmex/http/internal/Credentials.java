package org.myrmex.http.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What an {@code Authorization} header says.
 *
 * @param user empty for a bearer token
 */
record Credentials(Optional<String> user, String secret) {
    /** The only one there is: the peer has one owner. */
    static final String USER = "myrmex";

    private static final int MAX_CHARACTERS = 1_024;

    /** Empty for anything but Bearer and Basic (RFC 6750, 2.1; RFC 7617, 2). */
    static Optional<Credentials> parse(String header) {
        int space = header.indexOf(' ');
        if (space < 0 || header.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        String value = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(new Credentials(Optional.empty(), value));
            case "basic" -> basic(value);
            default -> Optional.empty();
        };
    }

    private static Optional<Credentials> basic(String base64) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(Optional.of(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
