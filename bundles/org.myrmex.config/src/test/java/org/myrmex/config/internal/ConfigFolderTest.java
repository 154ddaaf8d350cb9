package org.myrmex.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
    @TempDir
    Path home;

    private ConfigFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(home.resolve("conf"));
        folder = new ConfigFolder(home.resolve("conf"));
    }

    @Test
    void aNewFileIsSeenOnce() throws Exception {
        write("org.example.json", "{\"a\":1}");
        assertTrue(folder.refresh());
        assertEquals(Map.of("org.example", Map.of("a", 1L)), folder.values());
        assertFalse(folder.refresh());
    }

    @Test
    void aFileThatGoesBadKeepsItsLastGoodValuesAndIsNamed() throws Exception {
        write("org.example.json", "{\"a\":1}");
        folder.refresh();
        write("org.example.json", "{\"a\":\n  twelve}");
        assertTrue(folder.refresh());
        assertEquals(Map.of("org.example", Map.of("a", 1L)), folder.values());
        assertTrue(folder.problems().get("org.example.json").startsWith("line 2 "));
        write("org.example.json", "{\"a\":12}");
        assertTrue(folder.refresh());
        assertEquals(Map.of("org.example", Map.of("a", 12L)), folder.values());
        assertEquals(Map.of(), folder.problems());
    }

    @Test
    void aFileThatIsDeletedTakesItsValuesAlong() throws Exception {
        write("org.example~one.json", "{\"a\":1}");
        write("org.example~two.json", "{\"a\":2}");
        folder.refresh();
        Files.delete(home.resolve("conf/org.example~one.json"));
        assertTrue(folder.refresh());
        assertEquals(Set.of("org.example~two"), folder.values().keySet());
    }

    @Test
    void aNameThatIsNoPidIsAProblemAndOtherFilesAreLeftAlone() throws Exception {
        write("a b.json", "{}");
        write("notes.txt", "hello");
        write(".org.example.json.swp", "x");
        folder.refresh();
        assertEquals(Set.of("a b.json"), folder.problems().keySet());
        assertEquals(Map.of(), folder.values());
    }

    @Test
    void aHomeWithoutTheFolderHasNoValues() {
        ConfigFolder none = new ConfigFolder(home.resolve("elsewhere"));
        assertFalse(none.refresh());
        assertEquals(Map.of(), none.values());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve("conf").resolve(name), text);
    }
}
