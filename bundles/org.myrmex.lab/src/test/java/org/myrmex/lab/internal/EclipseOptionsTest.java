package org.myrmex.lab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine;

final class EclipseOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "--attack=all --join=all --without=each", "--without=far-slots --packed=20"})
    void thereIsAnExperiment(String args) throws LabException {
        assertNotNull(typed(args).experiment(Path.of("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--peers=9|--peers is 10 to 1000, not 9; choose a value between",
                "--hostile=0.95|--hostile is 0 to 0.9, not 0.95; choose a value between",
                "--hostile=NaN|--hostile is 0 to 0.9, not NaN; choose a value between",
                "--seeds=0|--seeds is 1 to 100000, not 0; choose a value between",
                "--settle-minutes=0|--settle-minutes is 1 to 1440, not 0; choose a value between",
                "--open=5|--open is 0 to 4, not 5; choose a value between",
                "--packed=201|--packed is 1 to 200, not 201; choose a value between",
                "--attack=kind|there is no attack 'kind'; choose one of poison, crowd, reflect",
                "--join=luck|there is no way to join 'luck'; choose one of hostcatcher, invite, two-invites",
                "--without=hope|there is no defence 'hope'; choose one of far-slots, keyed-order,"
                        + " teller-limit, making-room",
            })
    void aWrongOptionIsNamedInOneLine(String args, String why) {
        EclipseOptions options = typed(args);
        assertEquals(
                why,
                assertThrows(LabException.class, () -> options.experiment(Path.of("")))
                        .getMessage());
    }

    @Test
    void peersCountAsNodes() {
        assertEquals(100, typed("").nodes());
    }

    private static EclipseOptions typed(String args) {
        EclipseOptions options = new EclipseOptions();
        new CommandLine(options).parseArgs(args.isEmpty() ? new String[0] : args.split(" "));
        return options;
    }
}
