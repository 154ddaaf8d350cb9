package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a folder holds, to the nanosecond: two equal listings mean that nothing was touched. */
final class FileListing {
    private FileListing() {}

    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                var facts = Files.readAttributes(
                        file, "size,lastModifiedTime,isDirectory,isRegularFile", LinkOption.NOFOLLOW_LINKS);
                listing.put(folder.relativize(file).toString(), new TreeMap<>(facts).toString());
            }
        }
        return listing;
    }
}
