package org.myrmex.webdav.kept;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final String FIRST = "00000000000000aa";
    private static final String SECOND = "00000000000000bb";
    private static final String OTHERS = "00000000000000cc";

    @TempDir
    Path folder;

    private static String name(String run) {
        return ".myrmex-put-" + run + "-7";
    }

    private Store store() {
        return new Store(Optional.of(folder.resolve("kept.mv")));
    }

    @Test
    void whatEarlierRunsOfThisPeerMadeIsLeftAndNothingElse() {
        try (Store store = store()) {
            Runs first = new Runs(store, FIRST);
            assertFalse(first.left(name(FIRST)), "it is under way");
        }
        try (Store store = store()) {
            Runs second = new Runs(store, SECOND);
            assertTrue(second.left(name(FIRST)));
            assertFalse(second.left(name(SECOND)), "it is under way");
            assertFalse(second.left(name(OTHERS)), "another peer's");
            assertFalse(second.left(".myrmex-put-" + FIRST), "no name that a run gives");
            assertFalse(second.left(name(FIRST) + ".txt"));
        }
    }

    @Test
    void aRunThatOpensTheStoreTwiceIsNotAnEarlierOne() {
        try (Store store = store()) {
            new Runs(store, FIRST);
            assertFalse(new Runs(store, FIRST).left(name(FIRST)));
        }
    }

    @Test
    void theOldestAreForgottenWhereThereAreTooMany() {
        try (Store store = new Store(Optional.empty())) {
            for (int i = 0; i <= Runs.MAX_RUNS; i++) {
                new Runs(store, "%016x".formatted(i));
            }
            Runs last = new Runs(store, SECOND);
            assertFalse(last.left(name("%016x".formatted(0))));
            assertTrue(last.left(name("%016x".formatted(1))));
            assertTrue(last.left(name("%016x".formatted(Runs.MAX_RUNS))));
        }
    }
}
