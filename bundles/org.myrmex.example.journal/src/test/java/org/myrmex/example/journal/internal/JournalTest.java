package org.myrmex.example.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.event.Topics;
import org.osgi.service.event.Event;

class JournalTest {
    private final Journal journal = new Journal(() -> 5);

    @Test
    void anEventIsKeptWithItsTimeAndProperties() {
        journal.handleEvent(new Event(
                Topics.LINK_UP, Map.of(Topics.TIME, 77L, "link", 3L, "source", "known", "dialledByUs", true)));
        KeptEvent kept = journal.kept().get(0);
        assertEquals(77, kept.nowMicros());
        assertEquals(Topics.LINK_UP, kept.topic());
        assertEquals(Map.of("link", 3L, "source", "known", "dialledByUs", true), kept.properties());
    }

    @Test
    void anEventWithoutATimeHasThatOfItsArrival() {
        journal.handleEvent(new Event(Topics.LINK_DOWN, Map.of(Topics.TIME, "soon")));
        assertEquals(5, journal.kept().get(0).nowMicros());
    }

    @Test
    void theLastThousandAreKeptInOrder() {
        IntStream.range(0, Journal.MAX_KEPT + 10)
                .forEach(i -> journal.handleEvent(new Event(Topics.SHARE, Map.of("files", i))));
        assertEquals(
                IntStream.range(10, Journal.MAX_KEPT + 10).boxed().toList(),
                journal.kept().stream()
                        .map(event -> event.properties().get("files"))
                        .toList());
    }

    @Test
    void nothingOfAnotherBundleIsHeld() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("list", new ArrayList<>(List.of("a")));
        properties.put("number", 2.5);
        properties.put("none", null);
        properties.put("thread", Thread.State.NEW);
        journal.handleEvent(new Event("org/myrmex/x", properties));
        assertEquals(
                Map.of("list", "a ArrayList", "number", "2.5", "none", "nothing", "thread", "NEW"),
                journal.kept().get(0).properties());
    }

    @Test
    void longTextsAndManyPropertiesAreCut() {
        Map<String, Object> properties = new HashMap<>();
        IntStream.range(0, 100).forEach(i -> properties.put("p" + i, "x".repeat(10_000)));
        journal.handleEvent(new Event("org/myrmex/x", properties));
        KeptEvent kept = journal.kept().get(0);
        assertEquals(KeptEvent.MAX_PROPERTIES, kept.properties().size());
        for (Object value : kept.properties().values()) {
            assertEquals(KeptEvent.MAX_TEXT + 1, value.toString().length());
        }
    }
}
