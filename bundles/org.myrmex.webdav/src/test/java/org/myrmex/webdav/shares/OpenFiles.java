package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds open, where the system shows it in {@code /proc}. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** Others may open some meanwhile: compilers, loggers. */
    private static final int OTHERS = 50;

    private OpenFiles() {}

    /** The same systems let folders be held open. */
    static void assumeHeldFolders() {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "folders are held open");
    }

    static long count() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "the system shows open files in /proc");
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    static void assertNoMoreThan(long before) throws IOException {
        long now = count();
        assertTrue(now < before + OTHERS, before + " open files before, " + now + " after");
    }
}
