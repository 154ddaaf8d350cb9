package org.myrmex.api.sharing;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A link to content that people pass on: {@code magnet:?xt=urn:myrmex:<hex>&xl=<bytes>&dn=<name>}.
 *
 * @param id what
 * @param sizeBytes how long, where known
 * @param name a suggested file name, where known
 */
public record ContentLink(ContentId id, OptionalLong sizeBytes, Optional<String> name) {
    private static final String SCHEME = "magnet:?";
    private static final String TOPIC = "urn:myrmex:";

    /**
     * Reads a link, or a bare content id.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static ContentLink parse(String text) {
        if (!text.startsWith(SCHEME)) {
            return new ContentLink(ContentId.parse(text), OptionalLong.empty(), Optional.empty());
        }
        Optional<ContentId> id = Optional.empty();
        OptionalLong size = OptionalLong.empty();
        Optional<String> name = Optional.empty();
        for (String part : text.substring(SCHEME.length()).split("&", 32)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            if (key.equals("xt") && value.startsWith(TOPIC)) {
                id = Optional.of(ContentId.parse(value.substring(TOPIC.length())));
            } else if (key.equals("xl") && value.matches("[0-9]{1,18}")) {
                size = OptionalLong.of(Long.parseLong(value));
            } else if (key.equals("dn") && !value.isEmpty()) {
                name = Optional.of(value);
            }
        }
        return new ContentLink(
                id.orElseThrow(() -> new IllegalArgumentException("the link has no xt=urn:myrmex:…")), size, name);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // its own message repeats what was given, line ends included
            throw new IllegalArgumentException("the link has a % without two hex digits after it", e);
        }
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder link =
                new StringBuilder(SCHEME).append("xt=").append(TOPIC).append(id);
        sizeBytes.ifPresent(bytes -> link.append("&xl=").append(bytes));
        name.ifPresent(n -> link.append("&dn=")
                .append(URLEncoder.encode(n, StandardCharsets.UTF_8).replace("+", "%20")));
        return link.toString();
    }
}
