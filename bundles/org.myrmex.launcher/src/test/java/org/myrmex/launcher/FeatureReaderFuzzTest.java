package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FeatureReaderFuzzTest {
    @TempDir
    Path folder;

    /** Whatever the file holds: bundles to start, or the one line for the person who can repair it. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAFeatureOrARefusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("feature.json"), bytes);
        try {
            assertFalse(FeatureReader.read("feature", file).bundles().isEmpty());
        } catch (Refusal e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAConfigurationOrARefusal(byte[] bytes) throws IOException {
        Files.write(folder.resolve("some.pid.json"), bytes);
        try {
            assertEquals(1, ConfigFolder.read(folder).size());
        } catch (Refusal e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }
}
