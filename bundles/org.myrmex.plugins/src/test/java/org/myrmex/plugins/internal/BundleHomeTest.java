package org.myrmex.plugins.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleHomeTest {
    @TempDir
    Path home;

    @Test
    void replacesAFileAndLeavesNothingBeside() throws Exception {
        BundleHome files = new BundleHome(home, "org.example");
        files.write("state", "old and long".getBytes(UTF_8));
        files.write("state", "new".getBytes(UTF_8));
        Path folder = home.resolve("data/org.example");
        assertArrayEquals("new".getBytes(UTF_8), Files.readAllBytes(folder.resolve("state")));
        assertEquals(List.of("state"), names(folder));
    }

    @Test
    void whatACrashLeftIsWrittenOver() throws Exception {
        BundleHome files = new BundleHome(home, "org.example");
        Files.writeString(files.data().resolve(".state.new"), "half");
        files.write("state", "whole".getBytes(UTF_8));
        assertEquals("whole", Files.readString(files.data().resolve("state")));
        assertEquals(List.of("state"), names(files.data()));
    }

    @Test
    void onlyTheOwnerMayRead() throws Exception {
        BundleHome files = new BundleHome(home, "org.example");
        files.write("key", new byte[32]);
        assertEquals("rw-------", mode(files.data().resolve("key")));
        assertEquals("rwx------", mode(files.data()));
        assertEquals("rwx------", mode(files.cache()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../key", "a/b", "a\\b", ".hidden"})
    void aNameThatLeavesTheFolderIsRefused(String name) {
        BundleHome files = new BundleHome(home, "org.example");
        assertThrows(IllegalArgumentException.class, () -> files.write(name, new byte[1]));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
