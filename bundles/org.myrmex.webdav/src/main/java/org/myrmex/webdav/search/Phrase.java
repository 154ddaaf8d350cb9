package org.myrmex.webdav.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that are looked for in names.
 *
 * @param words without differences of case; at least one
 */
record Phrase(List<String> words) {
    static final int MAX_WORDS = 16;

    /** Runs of letters, digits and their marks. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Fold.of(text).codePoints().forEach(c -> {
            if (isPart(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    boolean isIn(String name) {
        List<String> there = words(name);
        return words.stream().allMatch(word -> there.stream().anyMatch(one -> one.startsWith(word)));
    }

    static boolean isPart(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
