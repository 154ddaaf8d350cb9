package org.myrmex.plugins.folder;

import java.util.Locale;

/**
 * Why something does not do its work, or that it does.
 *
 * @param sentence one sentence: the cause
 * @param action one thing to do; empty when there is nothing to do
 */
public record Finding(Cause cause, String sentence, String action) {
    /** Longer texts of others, such as a message of an exception, are cut: a finding is a line. */
    static final int MAX_TEXT = 400;

    public Finding {
        sentence = line(sentence);
        action = line(action);
    }

    public boolean works() {
        return cause == Cause.WORKS;
    }

    /** As {@code --json} has it, e.g. {@code missing-package}. */
    public String code() {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The house's form of an error: cause, then what to do. */
    public String asLine() {
        return action.isEmpty() ? sentence : sentence + "; " + action;
    }

    private static String line(String text) {
        String flat = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return flat.length() <= MAX_TEXT ? flat : flat.substring(0, MAX_TEXT) + "…";
    }
}
