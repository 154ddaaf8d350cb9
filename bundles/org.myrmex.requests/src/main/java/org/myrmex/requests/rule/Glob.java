package org.myrmex.requests.rule;

/**
 * A pattern in which {@code *} stands for anything within a segment and {@code **} for anything; where there are no segments,
 * both stand for anything. Takes time in proportion to pattern times text, whatever they are.
 */
final class Glob {
    private static final char ANY = '*';

    private final String pattern;
    private final Segments segments;
    private final Case letters;

    Glob(String pattern, Segments segments, Case letters) {
        this.pattern = letters == Case.IGNORED ? lower(pattern) : pattern;
        this.segments = segments;
        this.letters = letters;
    }

    /** Whether slashes part the text. */
    enum Segments {
        PARTED,
        NONE
    }

    /** Whether capital letters differ from small ones. */
    enum Case {
        KEPT,
        IGNORED
    }

    /** Keeps for each place in the text whether the pattern so far can end there. */
    boolean matches(String given) {
        String text = letters == Case.IGNORED ? lower(given) : given;
        boolean[] ends = new boolean[text.length() + 1];
        ends[0] = true;
        int at = 0;
        while (at < pattern.length()) {
            if (pattern.charAt(at) != ANY) {
                step(ends, text, pattern.charAt(at));
                at++;
                continue;
            }
            int stars = at;
            while (at < pattern.length() && pattern.charAt(at) == ANY) {
                at++;
            }
            stretch(ends, text, segments == Segments.NONE || at - stars > 1);
        }
        return ends[text.length()];
    }

    private static void step(boolean[] ends, String text, char next) {
        for (int i = text.length(); i > 0; i--) {
            ends[i] = ends[i - 1] && text.charAt(i - 1) == next;
        }
        ends[0] = false;
    }

    private static void stretch(boolean[] ends, String text, boolean overSlashes) {
        for (int i = 1; i < ends.length; i++) {
            ends[i] |= ends[i - 1] && (overSlashes || text.charAt(i - 1) != '/');
        }
    }

    /** ASCII letters alone: the case of others depends on languages. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                lower.setCharAt(i, (char) (letter - 'A' + 'a'));
            }
        }
        return lower.toString();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
