package org.myrmex.webdav.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code like} (RFC 5323, 5.14): {@code %} is any text, {@code _} any one character, {@code \} takes the meaning from
 * what follows.
 *
 * @param parts characters, {@link #ANY_TEXT} and {@link #ANY_ONE}
 */
record Pattern(List<Integer> parts) {
    static final int ANY_TEXT = -1;
    static final int ANY_ONE = -2;

    static Pattern parse(String text) {
        List<Integer> parts = new ArrayList<>();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            int next = i + 1 < characters.length ? characters[i + 1] : 0;
            if (c == '\\' && (next == '%' || next == '_' || next == '\\')) {
                parts.add(next);
                i++;
            } else {
                parts.add(c == '%' ? ANY_TEXT : c == '_' ? ANY_ONE : c);
            }
        }
        return new Pattern(List.copyOf(parts));
    }

    /** Goes back to the last {@code %} only, so that the steps are at most characters times parts. */
    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int at = 0;
        int part = 0;
        int backPart = -1;
        int backAt = 0;
        while (at < characters.length) {
            int wanted = part < parts.size() ? parts.get(part) : 0;
            if (part < parts.size() && wanted == ANY_TEXT) {
                backPart = ++part;
                backAt = at;
            } else if (part < parts.size() && (wanted == ANY_ONE || wanted == characters[at])) {
                part++;
                at++;
            } else if (backPart >= 0) {
                part = backPart;
                at = ++backAt;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) == ANY_TEXT) {
            part++;
        }
        return part == parts.size();
    }
}
