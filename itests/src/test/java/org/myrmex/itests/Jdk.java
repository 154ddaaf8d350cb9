package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Java versions of this machine: the one of the tests, {@code JAVA_25_HOME} and the like, {@code /usr/lib/jvm}. */
final class Jdk {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk() {}

    /** The folder of a Java of that version, as {@code JAVA_HOME} names it. */
    static Optional<Path> home(int version) throws IOException {
        Stream<Path> named = Stream.of(System.getProperty("java.home"), System.getenv("JAVA_" + version + "_HOME"))
                .filter(home -> home != null && !home.isEmpty())
                .map(Path::of);
        return Stream.concat(named, installed().stream())
                .filter(home -> isVersion(home, version))
                .findFirst();
    }

    private static List<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList();
        }
    }

    private static boolean isVersion(Path home, int version) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Pattern.compile("^JAVA_VERSION=\"" + version + "[\".]", Pattern.MULTILINE)
                            .matcher(Files.readString(home.resolve("release")))
                            .find();
        } catch (IOException e) {
            return false; // Whatever has no release file is no Java that anybody unpacked.
        }
    }
}
