package org.myrmex.lab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.command.RecordingContext;

class CapacityOptionsTest {
    private int run(String... options) throws LabException {
        List<String> line = new ArrayList<>(List.of("capacity"));
        line.addAll(List.of(options));
        return new Laboratory(Map.of("mute", new MuteRoutingFactory())).run(RecordingContext.withJson(), line);
    }

    @ParameterizedTest
    @CsvSource({
        "--nodes,19",
        "--nodes,10001",
        "--slots,0",
        "--relays,-1",
        "--relays,21",
        "--rate,0",
        "--window,257",
        "--degree,1.5",
        "--degree,NaN",
        "--patience,0",
        "--warm-up,-1",
        "--measure,0"
    })
    void aNumberThatCannotBeIsNamed(String option, String value) {
        String message =
                assertThrows(LabException.class, () -> run(option, value)).getMessage();
        assertTrue(message.startsWith(option + " is ") && message.contains("not " + value), message);
    }

    @Test
    void moreDownloadsThanCanBeSimulatedAreRefused() {
        assertEquals(
                "--nodes, --slots and --relays make 20000 downloads, more than 10000; ask for fewer nodes or slots",
                assertThrows(LabException.class, () -> run("--nodes", "10000", "--slots", "10"))
                        .getMessage());
    }

    @Test
    void theTypedNumbersAreUsed() throws LabException {
        RecordingContext context = RecordingContext.withJson();
        Map<String, org.myrmex.api.routing.RoutingProtocolFactory> routings = Map.of("mute", new MuteRoutingFactory());
        int code = new Laboratory(routings)
                .run(
                        context,
                        List.of(
                                "capacity",
                                "--nodes",
                                "20",
                                "--relays",
                                "1",
                                "--rate",
                                "50",
                                "--window",
                                "4",
                                "--degree",
                                "4",
                                "--warm-up",
                                "5",
                                "--measure",
                                "10"));
        assertEquals(0, code);
        Map<String, Object> row = context.rows().get(0);
        assertEquals(20, row.get("nodes"));
        assertEquals(150_000L, row.get("uplinkBytesPerSecond"));
        assertEquals(30, ((Map<?, ?>) row.get("arithmetic")).get("downloads"));
    }
}
