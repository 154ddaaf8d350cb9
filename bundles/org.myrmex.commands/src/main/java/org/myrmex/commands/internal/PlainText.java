package org.myrmex.commands.internal;

/** Text of other people, made harmless for a terminal and for the eye. */
final class PlainText {
    private PlainText() {}

    /**
     * One line without control and direction marks: a file name of the network must not move the cursor, colour the
     * terminal, or read backwards.
     */
    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(harmless(c) ? c : '?'));
        return plain.toString();
    }

    private static boolean harmless(int c) {
        boolean turnsDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean breaksLine = c == 0x2028 || c == 0x2029;
        return !Character.isISOControl(c) && !turnsDirection && !breaksLine;
    }
}
