package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final Fixture fixture = FixtureReader.read();
    private final Checks checks = new Checks();

    @Test
    void oneCopyMoreOrLessIsAFailure() {
        checks.copiesOfTheSearch(41);
        assertTrue(checks.allHeld());
        checks.copiesOfTheSearch(42);
        assertFalse(checks.allHeld());
    }

    @Test
    void trafficOnTheWholeRouteAloneIsRight() {
        checks.onlyTheRouteCarried(fixture, loads(List.of(), 5), loads(fixture.relaysOnRoute(), 25));
        assertTrue(checks.allHeld());
    }

    @Test
    void aBystanderThatHeardSomethingIsNamed() {
        List<String> busy = new java.util.ArrayList<>(fixture.relaysOnRoute());
        busy.add("10");
        checks.onlyTheRouteCarried(fixture, loads(List.of(), 5), loads(busy, 25));
        assertEquals(List.of("bystanders that the first transfer passed: 10"), failures());
    }

    @Test
    void aRouteNodeThatHeardNothingIsNamed() {
        checks.onlyTheRouteCarried(fixture, loads(List.of(), 5), loads(List.of("9", "4", "5", "0"), 25));
        assertEquals(List.of("nodes of the route that the first transfer did not pass: 3"), failures());
    }

    @Test
    void otherBytesAreNotTheSharedFile() {
        checks.hash("the first copy", "ab", "ab");
        assertTrue(checks.allHeld());
        checks.hash("the second copy", "ab", "none");
        assertEquals(List.of("the second copy has not the SHA-256 of the shared file"), failures());
    }

    @Test
    void aKillBeforeOrAfterTheTransferProvesNothing() {
        checks.survived("it", "3", 4, 9, true);
        assertTrue(checks.allHeld());
        checks.survived("it", "3", 9, 9, true);
        checks.survived("it", "3", 0, 9, true);
        checks.survived("it", "3", 4, 9, false);
        assertEquals(3, failures().size());
    }

    private List<String> failures() {
        return checks.results().stream()
                .filter(result -> !result.held())
                .map(Checks.Result::what)
                .toList();
    }

    private Loads loads(List<String> busy, long received) {
        Map<String, Loads.Count> counts = new HashMap<>();
        fixture.nodes().forEach(node -> counts.put(node, new Loads.Count(busy.contains(node) ? received : 5, 4)));
        return new Loads(counts);
    }
}
