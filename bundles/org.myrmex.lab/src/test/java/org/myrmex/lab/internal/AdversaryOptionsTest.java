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
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.watch.Breaks;
import org.myrmex.lab.watch.Mute;
import org.myrmex.testkit.command.RecordingContext;

class AdversaryOptionsTest {
    private final RecordingContext context = RecordingContext.plain();

    private int run(RoutingProtocolFactory routing, String... options) throws LabException {
        return run(context, routing, options);
    }

    private static int run(RecordingContext context, RoutingProtocolFactory routing, String... options)
            throws LabException {
        List<String> line = new ArrayList<>(List.of("adversary"));
        line.addAll(List.of(options));
        return new Laboratory(Map.of("mute", routing)).run(context, line);
    }

    @ParameterizedTest
    @CsvSource({
        "--nodes,9",
        "--nodes,10001",
        "--degree,1.5",
        "--share,0.6",
        "--share,-0.1",
        "--share,NaN",
        "--searches,0",
    })
    void aNumberThatCannotBeIsNamed(String option, String value) {
        String message = assertThrows(LabException.class, () -> run(Mute.FIRST_COPY, option, value))
                .getMessage();
        assertTrue(message.startsWith(option + " is ") && message.contains("not " + value), message);
    }

    @Test
    void aKindThatIsNotThereIsNamedWithThoseThatAre() {
        assertEquals(
                "there is no kind of adversary 'saint'; choose one of free-rider, black-hole, replayer, garbler,"
                        + " forger, flooder, spies, all",
                assertThrows(LabException.class, () -> run(Mute.FIRST_COPY, "--kind", "saint"))
                        .getMessage());
    }

    @Test
    void oneKindIsPrintedBesideNone() throws LabException {
        String[] options = {"--nodes", "30", "--searches", "3", "--kind", "spies", "--seed", "9"};
        assertEquals(0, run(Mute.FIRST_COPY, options));
        assertTrue(context.lines().stream().anyMatch(line -> line.startsWith("none ")), context.lines()::toString);
        assertTrue(context.lines().stream().anyMatch(line -> line.startsWith("spies ")), context.lines()::toString);

        RecordingContext json = RecordingContext.withJson();
        assertEquals(0, run(json, Mute.FIRST_COPY, options));
        assertEquals(9L, json.rows().get(0).get("seed"));
        assertEquals(2, ((List<?>) json.rows().get(0).get("runs")).size());
    }

    @Test
    void aBrokenInvariantEndsItWithTheSeedAndTheLastEvents() throws LabException {
        assertEquals(1, run(Mute.broken(Breaks::deliversTwice), "--nodes", "30", "--seed", "9"));
        String first = context.errors().get(0);
        assertTrue(
                first.matches(
                        "with seed 9 and routing mute: the invariant 'no message delivered twice' is broken: n\\d+"
                                + " is given the same QUERY again; the events before it:"),
                first);
        assertTrue(context.errors().get(1).contains(" µs: "), context.errors()::toString);
    }
}
