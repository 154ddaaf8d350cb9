package org.myrmex.plugins.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void theHigherVersionIsTaken() {
        Choice choice = Choice.of(List.of(candidate("old.jar", "1.9.0", 1), candidate("new.jar", "1.10.0", 2)));
        assertEquals("new.jar", choice.taken().get("hello").file());
        assertEquals(Set.of("old.jar"), choice.left().keySet());
        assertEquals(
                "hello 1.9.0 is in two files, and 1.10.0 from new.jar is taken; remove old.jar or new.jar",
                choice.left().get("old.jar").asLine());
    }

    @Test
    void ofEqualVersionsTheOlderFileIsTaken() {
        Choice choice = Choice.of(List.of(candidate("a.jar", "1", 5), candidate("b.jar", "1.0.0", 4)));
        assertEquals("b.jar", choice.taken().get("hello").file());
    }

    private static Candidate candidate(String file, String version, long modified) {
        return new Candidate(
                file, file, modified, new BundleManifest("hello", BundleVersion.parse(version), Optional.empty()));
    }
}
