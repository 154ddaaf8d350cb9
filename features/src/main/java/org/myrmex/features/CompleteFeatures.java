package org.myrmex.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.myrmex.launcher.BundleId;
import org.myrmex.launcher.Sha256;

/**
 * Reads feature files that name bundles as {@code {"id": "group:artifact:version"}} and writes them again with each
 * jar's hash. Works on the text, so that the files in the distribution look as they were written.
 */
public final class CompleteFeatures {
    private static final Pattern BUNDLE = Pattern.compile("\\{\"id\": \"(?<id>[^\"]+)\"}");

    private final Path repository;
    private final Set<Path> used = new TreeSet<>();

    CompleteFeatures(Path repository) {
        this.repository = repository;
    }

    public static void main(String[] arguments) throws IOException {
        var step = new CompleteFeatures(Path.of(arguments[1]));
        step.completeAll(Path.of(arguments[0]), Path.of(arguments[2]));
        step.removeLeftovers();
    }

    void completeAll(Path sources, Path targets) throws IOException {
        Files.createDirectories(targets);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path source : files.sorted().toList()) {
                Files.writeString(targets.resolve(source.getFileName()), completed(Files.readString(source)));
            }
        }
    }

    String completed(String feature) throws IOException {
        Matcher bundles = BUNDLE.matcher(feature);
        StringBuilder result = new StringBuilder();
        while (bundles.find()) {
            BundleId id = BundleId.parse(bundles.group("id"));
            Path jar = repository.resolve(id.repositoryPath());
            if (!Files.isRegularFile(jar)) {
                throw new IOException("a feature names " + id + ", but features/pom.xml brings no such jar");
            }
            used.add(jar);
            bundles.appendReplacement(result, "{\"id\": \"" + id + "\", \"sha-256\": \"" + Sha256.hex(jar) + "\"}");
        }
        return bundles.appendTail(result).toString();
    }

    /** Jars of an earlier build, or of a dependency that no feature names any more, must not be shipped. */
    void removeLeftovers() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!used.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
