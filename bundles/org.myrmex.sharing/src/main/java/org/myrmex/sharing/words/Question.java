package org.myrmex.sharing.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Words that a name must have, all of them. */
public record Question(List<Term> terms) {
    /** More words than anybody types; a bound for whoever answers. */
    public static final int MAX_TERMS = 16;

    /**
     * A word.
     *
     * @param prefix whether it only begins the word of the name
     */
    public record Term(String word, boolean prefix) {}

    /** Reads words; {@code word*} asks for a beginning. Empty when no word has two letters, or there are too many. */
    public static Optional<Question> parse(String text) {
        Set<Term> terms = new LinkedHashSet<>();
        for (String token : text.strip().split("\\s+", -1)) {
            List<String> words = Words.of(token);
            for (int i = 0; i < words.size(); i++) {
                boolean last = i == words.size() - 1;
                terms.add(new Term(words.get(i), last && token.endsWith("*")));
            }
        }
        boolean sound = terms.size() <= MAX_TERMS
                && terms.stream().anyMatch(term -> term.word().codePoints().count() >= 2);
        return sound ? Optional.of(new Question(new ArrayList<>(terms))) : Optional.empty();
    }

    /** What {@link #parse} reads; the same for all ways to write it, so that it tells less about who typed it. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        terms.forEach(term -> text.add(term.prefix() ? term.word() + "*" : term.word()));
        return text.toString();
    }
}
