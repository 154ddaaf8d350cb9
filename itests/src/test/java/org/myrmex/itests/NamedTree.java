package org.myrmex.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with all that people put into names; and what any folder holds, as text that can be compared. */
final class NamedTree {
    /** When all its files were changed. */
    static final Instant CHANGED = Instant.parse("2001-02-03T04:05:06Z");

    /** Bytes of the longest names; a share's own temporary names have to fit in beside them. */
    private static final int LONG = 200;

    private static final List<String> NAMES = List.of(
            "plain.txt",
            ".hidden",
            "with blank.txt",
            "a#b.txt",
            "100% sure.txt",
            "%41%2F.txt",
            "this & that.txt",
            "one+two.txt",
            "semi;colon=1,2.txt",
            "at@home!.txt",
            "it's [x] (y) {z}~.txt",
            "M\u00fcller \u00df.txt",
            "\u65e5\u672c\u8a9e.txt",
            "\ud83d\ude00 smile.txt",
            "n".repeat(LONG - 4) + ".txt",
            "\u00e9".repeat(LONG / 2),
            "deep/er/and/deeper/file.txt",
            "folder with # and %20 & \u00fc/inside.txt");

    private NamedTree() {}

    /** Makes one. */
    static Path make(Path root) throws IOException {
        for (String name : NAMES) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        Files.createDirectory(root.resolve("empty folder"));
        Files.createFile(root.resolve("empty"));
        Bytes.random(root.resolve("mebibyte.bin"), 1 << 20, 1);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(CHANGED));
            }
        }
        return root;
    }

    /** By path: the hash of a file, or nothing for a folder, whose path ends with a slash. */
    static Map<String, String> read(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(path -> !path.equals(root)).toList()) {
                String name = root.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    found.put(name + "/", "");
                } else {
                    found.put(name, Bytes.sha256(path));
                }
            }
        }
        return found;
    }

    /** By path: when a file was changed, to the second. */
    static Map<String, Instant> dates(Path root) throws IOException {
        Map<String, Instant> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                long seconds = Files.getLastModifiedTime(path).toInstant().getEpochSecond();
                found.put(root.relativize(path).toString(), Instant.ofEpochSecond(seconds));
            }
        }
        return found;
    }

    /** Copies one, as {@code cp -r} does. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(path));
                }
            }
        }
    }

    /** A path as it stands in a URL. */
    static String url(String path) {
        StringBuilder url = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b == '/' || b == '.' || (b > 0 && Character.isLetterOrDigit(b));
            url.append(plain ? Character.toString(b) : String.format("%%%02X", b));
        }
        return url.toString();
    }
}
