package org.myrmex.webdav.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of entity tags, as {@code If-Match} and {@code If-None-Match} hold it (RFC 9110, 8.8.3 and 13.1).
 *
 * @param any whether it is {@code *}
 * @param tags what stands between the quotes
 */
public record EntityTags(boolean any, List<Tag> tags) {
    private static final int MAX_TAGS = 64;
    private static final int MAX_CHARS = 8_192;

    /**
     * One tag.
     *
     * @param weak whether {@code W/} stood before it
     * @param value without quotes
     */
    public record Tag(boolean weak, String value) {}

    /** Reads a header value; empty when it is malformed. */
    public static Optional<EntityTags> parse(String header) {
        String text = header.strip();
        if (text.equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        List<Tag> tags = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            boolean weak = text.startsWith("W/", at);
            int open = at + (weak ? 2 : 0);
            int close = open < text.length() && text.charAt(open) == '"' ? text.indexOf('"', open + 1) : -1;
            if (close < 0 || tags.size() == MAX_TAGS) {
                return Optional.empty();
            }
            tags.add(new Tag(weak, text.substring(open + 1, close)));
            at = afterComma(text, close + 1);
            if (at < 0) {
                return Optional.empty();
            }
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(new EntityTags(false, List.copyOf(tags)));
    }

    /** Where the next tag begins, or the end; -1 when something else stands there. */
    private static int afterComma(String text, int from) {
        int at = skipBlank(text, from);
        if (at == text.length()) {
            return at;
        }
        if (text.charAt(at) != ',') {
            return -1;
        }
        int next = skipBlank(text, at + 1);
        return next == text.length() ? -1 : next;
    }

    private static int skipBlank(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Those that a strong comparison can find. */
    public List<String> strong() {
        return tags.stream().filter(tag -> !tag.weak()).map(Tag::value).toList();
    }

    /** All of them, for the weak comparison. */
    public List<String> values() {
        return tags.stream().map(Tag::value).toList();
    }
}
