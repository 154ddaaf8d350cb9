package org.myrmex.example.dice.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.api.plugin.Clock;
import org.myrmex.testkit.command.RecordingContext;
import org.myrmex.testkit.mesh.InstantMesh;

class DiceCommandTest {
    private static final QueryResponder THREE = (query, answers) -> answers.send(new Roll(3).encode());
    private static final QueryResponder FIVE = (query, answers) -> answers.send(new Roll(5).encode());

    private final InstantMesh mesh = new InstantMesh();
    private final SteppingClock clock = new SteppingClock();
    private final DiceCommand command = new DiceCommand(mesh, clock);

    @Test
    void everybodyWhoRolledIsALine() throws Exception {
        mesh.with("dice", THREE).with("dice", FIVE);
        RecordingContext context = RecordingContext.plain();
        assertEquals(0, command.run(context, List.of()));
        assertEquals(List.of("00000002 rolled 3", "00000003 rolled 5"), context.lines());
        assertEquals(List.of(), context.errors());
    }

    @Test
    void withJsonEverybodyIsARow() throws Exception {
        mesh.with("dice", FIVE);
        RecordingContext context = RecordingContext.withJson();
        assertEquals(0, command.run(context, List.of()));
        assertEquals(List.of(Map.of("from", "00000002", "number", 5)), context.rows());
        assertEquals(
                List.of("from", "number"), List.copyOf(context.rows().get(0).keySet()));
    }

    @Test
    void silenceIsOneLineOfTroubleAndNoSuccess() throws Exception {
        RecordingContext context = RecordingContext.plain();
        assertEquals(1, command.run(context, List.of()));
        assertEquals(1, context.errors().size());
        assertTrue(context.errors().get(0).contains("3 s"));
    }

    @Test
    void nonsenseIsNotPrinted() throws Exception {
        mesh.with("dice", (query, answers) -> answers.send(new byte[] {27, '[', '2', 'J'}));
        RecordingContext context = RecordingContext.plain();
        assertEquals(1, command.run(context, List.of()));
        assertEquals(List.of(), context.lines());
    }

    @Test
    void whoRollsTwiceIsPrintedOnce() throws Exception {
        mesh.with("dice", (query, answers) -> {
            answers.send(new Roll(1).encode());
            answers.send(new Roll(6).encode());
        });
        RecordingContext context = RecordingContext.plain();
        assertEquals(0, command.run(context, List.of()));
        assertEquals(List.of("00000002 rolled 1"), context.lines());
    }

    @Test
    void itWaitsThreeSecondsOrAsLongAsItIsTold() throws Exception {
        command.run(RecordingContext.plain(), List.of());
        assertEquals(3_000_000, clock.waitedMicros());
        clock.restart();
        command.run(RecordingContext.plain(), List.of("--wait", "5"));
        assertEquals(5_000_000, clock.waitedMicros());
    }

    @Test
    void itEndsWhenTheCallerIsGone() throws Exception {
        mesh.with("dice", THREE);
        RecordingContext context = RecordingContext.plain();
        context.cancel();
        assertEquals(1, command.run(context, List.of("--wait", "60")));
        assertTrue(clock.waitedMicros() < 60_000_000);
    }

    @Test
    void theAddressThatAskedIsClosedAfterwards() throws Exception {
        mesh.with("dice", THREE);
        command.run(RecordingContext.plain(), List.of());
        assertEquals(0, mesh.openEndpoints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wait", "--wait 0", "--wait 61", "--wait -1", "--wait soon", "--roll 3", "six"})
    void whatItDoesNotUnderstandIsWrongUsage(String args) {
        List<String> words = List.of(args.split(" "));
        assertThrows(UsageException.class, () -> command.run(RecordingContext.plain(), words));
        assertEquals(0, mesh.openEndpoints());
    }

    /** A second passes with each look at it: nobody has to wait. */
    private static final class SteppingClock implements Clock {
        private long nowMicros;

        @Override
        public long nowMicros() {
            long now = nowMicros;
            nowMicros += 1_000_000;
            return now;
        }

        /** From the first look at it to the last. */
        long waitedMicros() {
            return nowMicros - 1_000_000;
        }

        void restart() {
            nowMicros = 0;
        }
    }
}
