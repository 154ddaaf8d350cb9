package org.myrmex.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The unpacked program: {@code lib}, {@code features} and {@code repository} side by side. Only ever read. */
public record Distribution(Path root, String version) {
    private static final String SUFFIX = ".json";

    /** Finds the distribution around the jar that holds this class; a system property names another, for tests. */
    static Distribution locate() {
        String version = Distribution.class.getPackage().getImplementationVersion();
        String told = System.getProperty("myrmex.distribution");
        return new Distribution(told == null ? aroundThisJar() : Path.of(told), version == null ? "unknown" : version);
    }

    /** Reads a feature and compares every jar with its hash: what starts is what was built. */
    public Feature.Verified feature(String name) throws Refusal {
        Path file = root.resolve("features").resolve(name + SUFFIX);
        if (!Files.isRegularFile(file)) {
            throw Refusal.wrongUsage(
                    "there is no feature '" + name + "'",
                    featureNames().isEmpty() ? "unpack the distribution again" : "choose from " + featureNames());
        }
        Feature feature = FeatureReader.read(name, file);
        List<Path> jars = new ArrayList<>();
        for (Feature.Entry entry : feature.bundles()) {
            jars.add(verified(feature, entry));
        }
        return new Feature.Verified(feature, List.copyOf(jars));
    }

    private Path verified(Feature feature, Feature.Entry entry) throws Refusal {
        Path jar = root.resolve("repository").resolve(entry.id().repositoryPath());
        String remedy = "unpack the distribution again";
        try {
            if (!Sha256.hex(jar).equals(entry.sha256())) {
                throw Refusal.failed(
                        jar + " is not the file that feature " + feature.name() + " was built with", remedy);
            }
            return jar;
        } catch (NoSuchFileException e) {
            throw Refusal.failed("feature " + feature.name() + " needs the missing file " + jar, remedy);
        } catch (IOException e) {
            throw Refusal.failed("cannot read " + jar + " (" + e.getMessage() + ")", remedy);
        }
    }

    private String featureNames() {
        try (Stream<Path> files = Files.list(root.resolve("features"))) {
            return String.join(
                    ", ",
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(SUFFIX))
                            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            return ""; // The caller's line says what to do about a distribution that cannot be read.
        }
    }

    private static Path aroundThisJar() {
        try {
            var source = Distribution.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the launcher's own place is no path", e);
        }
    }
}
