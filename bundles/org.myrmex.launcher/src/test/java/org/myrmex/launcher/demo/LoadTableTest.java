package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTableTest {
    private final Loads before = new Loads(Map.of("0", new Loads.Count(5, 4), "1", new Loads.Count(7, 7)));
    private final Loads now = new Loads(Map.of("0", new Loads.Count(25, 4), "1", new Loads.Count(7, 7)));

    @Test
    void eachNodeHasAColumnWithTheExperimentsFigureBelow() {
        assertEquals(
                List.of(
                        "  node                      0    1",
                        "  received in this step    20    0",
                        "  received since start     25    7",
                        "  MUTE's experiment        25    5"),
                LoadTable.lines(List.of("0", "1"), before, now, List.of(25L, 5L), Set.of()));
    }

    @Test
    void nodesThatStoppedStandInBrackets() {
        List<String> lines = LoadTable.lines(List.of("0", "1"), before, now, List.of(25L, 5L), Set.of("1"));
        assertEquals("  node                      0  (1)", lines.get(0));
        assertEquals("  (in brackets: stopped)", lines.get(4));
    }

    @Test
    void theTableOfElevenNodesFitsATerminal() {
        Fixture fixture = FixtureReader.read();
        Loads none = new Loads(Map.of());
        LoadTable.lines(fixture.nodes(), none, none, fixture.steps().get(3).load(), Set.of())
                .forEach(line -> assertEquals(79, line.length()));
    }
}
