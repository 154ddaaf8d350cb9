package org.myrmex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code conf/*.json} once before the start, to refuse what is corrupt and to know the ports. */
final class ConfigFolder {
    private static final String SUFFIX = ".json";

    private ConfigFolder() {}

    static Map<String, Map<String, Object>> read(Path folder) throws Refusal {
        Map<String, Map<String, Object>> layer = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            layer.put(
                    name.substring(0, name.length() - SUFFIX.length()),
                    Properties.of(Json.object(file, "correct the file or delete it")));
        }
        return layer;
    }

    private static List<Path> files(Path folder) throws Refusal {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isConfiguration(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Refusal.failed("cannot read " + folder, "make it readable");
        }
    }

    /** Editors leave dot-files beside what they edit. */
    private static boolean isConfiguration(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }
}
