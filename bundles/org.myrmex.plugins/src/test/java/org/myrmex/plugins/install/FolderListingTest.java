package org.myrmex.plugins.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.plugins.folder.Sighting;

class FolderListingTest {
    @TempDir
    Path folder;

    @Test
    void hiddenAndUnfinishedNamesAreNotSeen() throws Exception {
        for (String name : List.of(".hidden.jar", "a.jar.part", "b.tmp", "c.jar~", "d.jar")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals(List.of("d.jar"), names(new FolderListing(folder).look(name -> false)));
    }

    @Test
    void ofTooManyTheKnownOnesAndJarsAreSeen() throws Exception {
        for (int i = 0; i < FolderListing.MAX_FILES + 5; i++) {
            Files.createFile(folder.resolve("a" + i));
        }
        Files.createFile(folder.resolve("z.jar"));
        Files.createFile(folder.resolve("zz"));
        FolderListing.Look look = new FolderListing(folder).look("zz"::equals);
        assertEquals(FolderListing.MAX_FILES, look.sightings().size());
        assertEquals(7, look.left());
        assertTrue(names(look).containsAll(List.of("zz", "z.jar")));
    }

    private static List<String> names(FolderListing.Look look) {
        return look.sightings().stream().map(Sighting::name).toList();
    }
}
