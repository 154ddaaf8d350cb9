package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.List;

/** Text in pictures: names come from files that others wrote. */
final class SvgText {
    /** Widths of letters differ from font to font: a broad guess, in shares of the font's size. */
    private static final double LETTER = 0.57;
    /** Stands for what is no text. */
    private static final int UNREADABLE = 0xfffd;

    private SvgText() {}

    /** Whatever would be markup, or is no text at all, or turns the text after it around, is made harmless. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> escaped.appendCodePoint(harmless(c) ? c : UNREADABLE);
            }
        });
        return escaped.toString();
    }

    /** For messages: names of files may hold anything. */
    static String oneLine(String text) {
        return text.codePoints()
                .map(c -> harmless(c) ? c : UNREADABLE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** About how wide a text is, in pixels as is the size of its font. */
    static double width(String text, double size) {
        return text.codePointCount(0, text.length()) * size * LETTER;
    }

    /** Its beginning where it is long. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The same in bold. */
    static double boldWidth(String text, double size) {
        return 1.15 * width(text, size);
    }

    /** In lines at most so wide. */
    static List<String> wrapped(String text, double width, double size) {
        int most = (int) (width / size / LETTER);
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > most) {
            int space = rest.lastIndexOf(' ', most);
            int end = space > 0 ? space : most;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    private static boolean harmless(int c) {
        boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        boolean half = c >= 0xd800 && c <= 0xdfff;
        boolean turnsAround = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return !control && !half && !turnsAround && (c & 0xfffe) != 0xfffe;
    }
}
