package org.myrmex.webdav.network;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.myrmex.api.sharing.ContentId;

/** Names of a folder's files, made of what strangers call them: safe on every system, and each once. One thread. */
final class ShownNames {
    /** File systems end at 255; the mark of a twin must fit in too. */
    private static final int MAX_BYTES = 200;

    private static final int MAX_EXTENSION_CHARS = 16;
    private static final int MARK_DIGITS = 8;
    private static final Pattern DEVICE = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?", Pattern.CASE_INSENSITIVE);

    /** In lower case: many disks do not tell twins apart that differ in it. */
    private final Set<String> taken = new TreeSet<>();

    /** A name for a content that has none yet. */
    String give(String stranger, ContentId id) {
        String name = safe(stranger);
        for (int digits = 0; !taken.add(name.toLowerCase(Locale.ROOT)); digits += MARK_DIGITS) {
            // a mark out of the content, so that it is the same in whatever order the twins are heard of
            String mark = " [" + id.toString().substring(0, Math.min(2 * ContentId.LENGTH, MARK_DIGITS + digits)) + "]";
            name = marked(safe(stranger), mark);
        }
        return name;
    }

    private static String marked(String name, String mark) {
        int dot = name.lastIndexOf('.');
        boolean extension = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARS;
        return extension ? name.substring(0, dot) + mark + name.substring(dot) : name + mark;
    }

    static String safe(String stranger) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(stranger, Normalizer.Form.NFC)
                .codePoints()
                .forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '_'));
        String name = cut(plain.toString().replaceAll("^[\\s.~-]+|[\\s.]+$", ""));
        if (name.isEmpty()) {
            return "file";
        }
        return DEVICE.matcher(name).matches() || NoiseNames.is(name) ? "_" + name : name;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "/\\<>:\"|?*".indexOf(c) < 0;
        };
    }

    /** Leaves the extension, by which systems choose a program. */
    private static String cut(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARS ? name.substring(dot) : "";
        String begin = name.substring(0, name.length() - extension.length());
        while ((begin + extension).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin.stripTrailing() + extension;
    }
}
