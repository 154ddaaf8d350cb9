package org.myrmex.lab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.lab.experiment.LabException;

class MuteExperimentOptionsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAFileItIsMutesOwn() throws LabException {
        MuteExperimentOptions options = new MuteExperimentOptions();
        options.experiment(folder);
        assertEquals(13, options.nodes());
    }

    @Test
    void aWrongFileIsNamedBeforeAnythingRuns() throws Exception {
        MuteExperimentOptions options = new MuteExperimentOptions();
        options.fixture = "half.json";
        Files.writeString(folder.resolve("half.json"), "{\"nodes\":[1,");
        assertEquals(
                "half.json: line 1, column 13, at nodes[1]: the file ends here, it is cut off; get a whole one",
                assertThrows(LabException.class, () -> options.experiment(folder))
                        .getMessage());
    }

    @Test
    void whatCannotBeAPathIsSaid() {
        MuteExperimentOptions options = new MuteExperimentOptions();
        options.fixture = "a\0b";
        assertEquals(
                "--fixture is no path (Nul character not allowed); name a file",
                assertThrows(LabException.class, () -> options.experiment(folder))
                        .getMessage());
    }
}
