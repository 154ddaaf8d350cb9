package org.myrmex.plugins.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.myrmex.plugins.folder.Sighting;

/** Looks at the folder: names, sizes, times. Opens nothing. */
final class FolderListing {
    /** Names that are looked at; a folder with more was not meant for plugins. */
    static final int MAX_FILES = 1_000;

    private final Path folder;

    FolderListing(Path folder) {
        this.folder = folder;
    }

    /**
     * One look.
     *
     * @param sightings at most {@link #MAX_FILES}
     * @param left names beyond that
     */
    record Look(List<Sighting> sightings, int left) {}

    /** Those that are known already come first, then jars: what runs must not go because something else came. */
    Look look(Predicate<String> known) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!Sighting.isIgnored(name)) {
                    names.add(name);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Comparator.comparing((String name) -> !known.test(name))
                .thenComparing(name -> !name.endsWith(".jar"))
                .thenComparing(Comparator.naturalOrder()));
        List<Sighting> sightings = new ArrayList<>();
        for (String name : names.subList(0, Math.min(names.size(), MAX_FILES))) {
            sightings.add(sighting(folder.resolve(name)));
        }
        return new Look(sightings, names.size() - sightings.size());
    }

    static Sighting sighting(Path file) {
        String name = file.getFileName().toString();
        try {
            // Links are followed: a link to what a build makes is a handy way to try it.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Sighting(
                    name,
                    kind(attributes),
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return new Sighting(name, Sighting.Kind.OTHER, 0, 0, "");
        }
    }

    private static Sighting.Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Sighting.Kind.FILE;
        }
        return attributes.isDirectory() ? Sighting.Kind.FOLDER : Sighting.Kind.OTHER;
    }
}
