package org.myrmex.example.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.event.Topics;
import org.myrmex.testkit.command.RecordingContext;
import org.osgi.service.event.Event;

class JournalCommandTest {
    private final Journal journal = new Journal(() -> 1_700_000_000_123_456L);
    private final JournalCommand command = new JournalCommand(journal);

    @Test
    void anEventIsALine() {
        journal.handleEvent(new Event(Topics.LINK_DOWN, Map.of("link", 3L, "reason", "CLOSED")));
        assertEquals(List.of("2023-11-14T22:13:20.123Z  org/myrmex/link/DOWN  link=3 reason=CLOSED"), lines());
    }

    @Test
    void withJsonItIsARow() {
        journal.handleEvent(new Event(Topics.LINK_DOWN, Map.of("link", 3L)));
        RecordingContext context = RecordingContext.withJson();
        assertEquals(0, command.run(context, List.of()));
        assertEquals(
                List.of(Map.of(
                        "nowMicros",
                        1_700_000_000_123_456L,
                        "topic",
                        "org/myrmex/link/DOWN",
                        "properties",
                        Map.of("link", 3L))),
                context.rows());
    }

    @Test
    void theLastTwentyOrAsManyAsAreWanted() {
        for (int i = 0; i < 30; i++) {
            journal.handleEvent(new Event(Topics.SHARE, Map.of("files", i)));
        }
        assertEquals(20, lines().size());
        assertEquals(30, lines("--last", "9999").size());
        assertEquals(List.of("2023-11-14T22:13:20.123Z  org/myrmex/share/CHANGED  files=29"), lines("--last", "1"));
    }

    @Test
    void whereNothingHappenedItSaysSo() {
        assertEquals(1, lines().size());
    }

    @Test
    void aTerminalIsNotCommanded() {
        journal.handleEvent(new Event("org/myrmex/x", Map.of("a", "\u001b[2J\u202e\n")));
        assertEquals(List.of("2023-11-14T22:13:20.123Z  org/myrmex/x  a=?[2J??"), lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--last", "--last 0", "--last -1", "--last all", "--first 3", "20"})
    void whatItDoesNotUnderstandIsWrongUsage(String args) {
        List<String> words = List.of(args.split(" "));
        assertThrows(UsageException.class, () -> command.run(RecordingContext.plain(), words));
    }

    private List<String> lines(String... args) {
        RecordingContext context = RecordingContext.plain();
        assertEquals(0, command.run(context, List.of(args)));
        return context.lines();
    }
}
