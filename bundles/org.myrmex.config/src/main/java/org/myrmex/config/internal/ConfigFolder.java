package org.myrmex.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files {@code conf/<pid>.json}. A file that cannot be read or parsed keeps its last good values, and is named among
 * the problems until it is corrected or deleted. Not thread-safe.
 */
final class ConfigFolder {
    /** Larger than any configuration made by hand. */
    static final int MAX_FILE_BYTES = 1 << 20;
    /** Files read; further ones are a problem of their own. */
    static final int MAX_FILES = 1_000;

    private static final String SUFFIX = ".json";
    private static final Pattern PID = Pattern.compile("[\\w.-]+(~[\\w.-]+)?");

    private final Path folder;
    private final SortedMap<String, Stamp> stamps = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Object>> good = new TreeMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks at the folder again.
     *
     * @return whether anything differs from the last look
     */
    boolean refresh() {
        SortedMap<String, Stamp> present;
        try {
            present = look();
        } catch (IOException e) {
            String why = "cannot be listed: " + e.getMessage();
            return !why.equals(problems.put("", why));
        }
        boolean changed = problems.remove("") != null;
        for (String name : List.copyOf(stamps.keySet())) {
            if (!present.containsKey(name)) {
                forget(name);
                changed = true;
            }
        }
        for (Map.Entry<String, Stamp> file : present.entrySet()) {
            if (!file.getValue().equals(stamps.put(file.getKey(), file.getValue()))) {
                read(file.getKey());
                changed = true;
            }
        }
        return changed;
    }

    /** PID → key → value. */
    SortedMap<String, SortedMap<String, Object>> values() {
        SortedMap<String, SortedMap<String, Object>> values = new TreeMap<>();
        good.forEach((name, config) -> values.put(name.substring(0, name.length() - SUFFIX.length()), config));
        return values;
    }

    /** File name → what is wrong with it; the folder itself has the empty name. */
    SortedMap<String, String> problems() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(problems));
    }

    private SortedMap<String, Stamp> look() throws IOException {
        SortedMap<String, Stamp> present = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return present;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> chosen = files.filter(ConfigFolder::isConfiguration)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (chosen.size() > MAX_FILES) {
                throw new IOException("there are more than " + MAX_FILES + " files");
            }
            for (Path file : chosen) {
                present.put(file.getFileName().toString(), Stamp.of(file));
            }
        }
        return present;
    }

    private static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    private void read(String name) {
        try {
            if (!PID.matcher(name.substring(0, name.length() - SUFFIX.length())).matches()) {
                throw new IOException("the name is no <pid>.json or <factory pid>~<name>.json");
            }
            Path file = folder.resolve(name);
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IOException("the file is larger than " + MAX_FILE_BYTES + " bytes");
            }
            good.put(name, ConfigJson.read(Files.readAllBytes(file)));
            problems.remove(name);
        } catch (ConfigSyntaxException e) {
            problems.put(name, e.getMessage());
        } catch (IOException e) {
            problems.put(name, "cannot be read: " + e.getMessage());
        }
    }

    private void forget(String name) {
        stamps.remove(name);
        good.remove(name);
        problems.remove(name);
    }

    /** What tells one version of a file from the next without reading it. */
    private record Stamp(FileTime modified, long sizeBytes, String key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        }
    }
}
