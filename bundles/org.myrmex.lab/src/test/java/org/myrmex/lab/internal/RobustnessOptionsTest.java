package org.myrmex.lab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine;

final class RobustnessOptionsTest {
    @Test
    void withoutOptionsThereIsAnExperiment() throws LabException {
        assertNotNull(typed("").experiment(Path.of("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes=9|--nodes is 10 to 100000, not 9; choose a value between",
                "--degree=1.5|--degree is 2 to 64, not 1.5; choose a value between",
                "--nodes=10 --degree=10|--degree is 2 to 9, not 10; choose a value between",
                "--degree=NaN|--degree is 2 to 64, not NaN; choose a value between",
                "--remove-hubs=96|--remove-hubs is 0 to 95, not 96; choose a value between",
                "--newcomers=401|--newcomers is 0 to 400, not 401; choose a value between",
                "--askers=0|--askers is 1 to 1000, not 0; choose a value between",
                "--far-peers=6|--far-peers is 0 to 5, not 6; choose a value between",
                "--max-links=4|--max-links is 5 to 1000, not 4; choose a value between",
                "--topology=ring|there is no topology 'ring'; choose one of random, small-world, power-law,"
                        + " host-cache-clustered, radio-range",
                "--relink=all|there is no rule 'all' for lost links; choose one of lost-pair, random, none",
            })
    void aWrongOptionIsNamedInOneLine(String args, String why) {
        RobustnessOptions options = typed(args);
        assertEquals(
                why,
                assertThrows(LabException.class, () -> options.experiment(Path.of("")))
                        .getMessage());
    }

    @Test
    void newcomersCountAsNodes() {
        assertEquals(1500, typed("").nodes());
    }

    private static RobustnessOptions typed(String args) {
        RobustnessOptions options = new RobustnessOptions();
        new CommandLine(options).parseArgs(args.isEmpty() ? new String[0] : args.split(" "));
        return options;
    }
}
