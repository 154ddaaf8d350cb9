package org.myrmex.webdav.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a client would like and can do without (RFC 8144, and the header {@code Brief} of Windows, which is older and says the same).
 *
 * @param minimal only what it could not know: no properties that are missing, no list of what went as it was asked
 * @param noRoot the members of a collection without the collection
 */
public record Preferences(boolean minimal, boolean noRoot) {
    /** Headers that an answer depends on. */
    public static final String VARY = "Prefer, Brief";

    private static final int MAX_CHARS = 1_024;

    /**
     * Reads them; what is not known is passed over (RFC 7240, 2).
     *
     * @param prefer lines of the header {@code Prefer}
     * @param brief header {@code Brief}
     */
    public static Preferences parse(List<String> prefer, Optional<String> brief) {
        TreeSet<String> said = new TreeSet<>();
        for (String line : prefer) {
            if (line.length() <= MAX_CHARS) {
                for (String one : line.split(",", -1)) {
                    said.add(plain(one).toLowerCase(Locale.ROOT));
                }
            }
        }
        boolean terse = brief.filter(text -> text.strip().equalsIgnoreCase("t")).isPresent();
        return new Preferences(terse || said.contains("return=minimal"), said.contains("depth-noroot"));
    }

    /** A preference and its word, if it has one. Its parameters, after a semicolon, mean nothing here. */
    private static String plain(String one) {
        String[] parts = one.split(";", 2)[0].split("=", 2);
        String word = parts.length == 1 ? "" : parts[1].strip();
        boolean isQuoted = word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"");
        String plain = isQuoted ? word.substring(1, word.length() - 1) : word;
        return plain.isEmpty() ? parts[0].strip() : parts[0].strip() + "=" + plain;
    }
}
