package org.myrmex.sharing.disk;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes a file name of whatever a stranger called a file. */
public final class SafeName {
    /** Leaves room for what is appended to partial files: most file systems end at 255. */
    public static final int MAX_BYTES = 200;

    private static final String NAMELESS = "file";
    /** Names of devices on Windows, with any extension. */
    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final int MAX_EXTENSION_BYTES = 20;

    private SafeName() {}

    /** A name without path, control characters, leading dot or dash, of 1 to 200 bytes, that no system treats specially. */
    public static String of(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = strip(replaced(Normalizer.normalize(last, Normalizer.Form.NFC)));
        String cut = strip(cut(plain));
        if (cut.isEmpty()) {
            return NAMELESS;
        }
        return RESERVED.matcher(cut).matches() ? "_" + cut : cut;
    }

    private static String replaced(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(codePoint -> plain.appendCodePoint(isPlain(codePoint) ? codePoint : '_'));
        return plain.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "<>:\"|?*".indexOf(codePoint) < 0;
        };
    }

    /** Without what hides a file, reads as an option, or is dropped silently by some system. */
    private static String strip(String name) {
        int from = 0;
        while (from < name.length() && (isBlank(name.charAt(from)) || ".-~".indexOf(name.charAt(from)) >= 0)) {
            from++;
        }
        int to = name.length();
        while (to > from && (isBlank(name.charAt(to - 1)) || name.charAt(to - 1) == '.')) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String cut(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES ? name.substring(dot) : "";
        int room = MAX_BYTES - bytes(extension);
        StringBuilder begin = new StringBuilder();
        for (int codePoint : name.substring(0, name.length() - extension.length())
                .codePoints()
                .toArray()) {
            room -= bytes(Character.toString(codePoint));
            if (room < 0) {
                break;
            }
            begin.appendCodePoint(codePoint);
        }
        return begin.append(extension).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
