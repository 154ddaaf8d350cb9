package org.myrmex.lab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.routing.mute.internal.RandomQueueRoutingFactory;
import org.myrmex.testkit.command.RecordingContext;

class BalanceOptionsTest {
    private final RecordingContext context = RecordingContext.withJson();

    private int run(String... options) throws LabException {
        Map<String, RoutingProtocolFactory> routings = new TreeMap<>();
        routings.put("mute", new MuteRoutingFactory());
        routings.put("mute-random-queue", new RandomQueueRoutingFactory());
        List<String> line = new ArrayList<>(List.of("balance"));
        line.addAll(List.of(options));
        return new Laboratory(routings).run(context, line);
    }

    @ParameterizedTest
    @CsvSource({"--routes,1", "--routes,51", "--relays,0", "--flows,101", "--searches,1", "--pairs,0", "--runs,-3"})
    void aNumberThatCannotBeIsNamed(String option, String value) {
        String message =
                assertThrows(LabException.class, () -> run(option, value)).getMessage();
        assertTrue(message.startsWith(option + " is ") && message.contains("not " + value), message);
    }

    @Test
    void theRoutingBesideIsOneThatIsThereAndAnotherOne() {
        assertEquals(
                "no routing 'best' is installed; choose one of mute, mute-random-queue",
                assertThrows(LabException.class, () -> run("--beside", "best")).getMessage());
        assertEquals(
                "--beside names the routing mute again; choose another",
                assertThrows(LabException.class, () -> run("--beside", "mute")).getMessage());
    }

    @Test
    void theOutcomeIsPrintedAndWritten(@TempDir Path folder) throws LabException, IOException {
        String out = folder.resolve("out").toString();
        assertEquals(0, run("--runs", "1", "--pairs", "2", "--searches", "2", "--seed", "5", "--out", out));
        assertEquals(5L, context.rows().get(0).get("seed"));
        assertTrue(context.rows().get(0).get("cases").toString().contains("routing=mute-random-queue"));
        try (Stream<Path> files = Files.list(Path.of(out))) {
            assertEquals(
                    List.of("balance-beside.svg", "balance-relays.csv", "balance-runs.csv", "balance.svg"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
