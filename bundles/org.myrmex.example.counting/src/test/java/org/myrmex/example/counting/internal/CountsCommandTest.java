package org.myrmex.example.counting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.api.command.UsageException;
import org.myrmex.testkit.command.RecordingContext;
import org.myrmex.testkit.plugin.PlainMetrics;

class CountsCommandTest {
    private final PlainMetrics metrics = new PlainMetrics();
    private final Counts counts = new Counts(metrics);
    private final CountsCommand command = new CountsCommand(counts);

    @Test
    void everyFigureIsARow() {
        counts.add(Counted.FRAMES_SENT, 5);
        RecordingContext context = RecordingContext.withJson();
        assertEquals(0, command.run(context, List.of()));
        assertEquals(Counted.values().length, context.rows().size());
        assertEquals(
                Map.of("kind", "frames", "direction", "sent", "count", 5L),
                context.rows().get(1));
        assertEquals(5, metrics.get("sent_frames_total"));
    }

    @Test
    void aWordTooManyIsWrongUsage() {
        assertThrows(UsageException.class, () -> command.run(RecordingContext.plain(), List.of("all")));
    }
}
