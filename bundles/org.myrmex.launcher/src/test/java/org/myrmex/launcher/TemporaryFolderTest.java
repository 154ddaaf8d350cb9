package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    @Test
    void everythingGoesWithItButNotWhatALinkPointsAt() throws IOException, Refusal {
        TemporaryFolder other = TemporaryFolder.create("test");
        Path kept = Files.writeString(other.path().resolve("kept"), "kept");
        TemporaryFolder folder = TemporaryFolder.create("test");
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(folder.path().resolve("a/b/file"), "gone");
        Files.createSymbolicLink(folder.path().resolve("a/link"), other.path());

        folder.close();

        assertFalse(Files.exists(folder.path()));
        assertTrue(Files.exists(kept));
        other.close();
        folder.close(); // A second close finds nothing to do.
    }
}
