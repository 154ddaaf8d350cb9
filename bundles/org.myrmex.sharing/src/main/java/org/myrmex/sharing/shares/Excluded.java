package org.myrmex.sharing.shares;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is never shared: names by pattern, and the peer's own folders, whatever is shared around them.
 *
 * @param names what a name of a file or folder must not match
 * @param folders real paths that are not entered
 */
public record Excluded(List<Pattern> names, List<Path> folders) {
    /** Patterns with {@code *} and {@code ?}, of whole names, in any case of letters. */
    public static Excluded of(List<String> patterns, List<Path> folders) {
        return new Excluded(patterns.stream().map(Excluded::compile).collect(Collectors.toList()), folders);
    }

    boolean name(String name) {
        return names.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** Whether a real path is one of those folders or lies inside of one. */
    boolean folder(Path real) {
        return folders.stream().anyMatch(real::startsWith);
    }

    private static Pattern compile(String glob) {
        String regex = glob.toLowerCase(Locale.ROOT)
                .codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
