package org.myrmex.http.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.myrmex.http.connections.Visitors.Asking;
import org.myrmex.http.connections.Visitors.Look;

class VisitorsTest {
    private static final Look SILENT = new Look(0, Asking.NOTHING);
    private static final Look SERVED = new Look(1, Asking.SERVED);

    private final Map<String, Look> looks = new HashMap<>();
    private final Visitors<String> visitors = new Visitors<>(3, one -> looks.getOrDefault(one, SILENT));

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private List<String> arrived(String one, int second) {
        return visitors.arrived(one, "here", seconds(second));
    }

    private void fill() {
        arrived("a", 0);
        arrived("b", 1);
        arrived("c", 2);
    }

    @Test
    void whoeverWaitsLongestMakesRoom() {
        fill();
        assertEquals(List.of("a"), arrived("d", 3));
        assertEquals(List.of("b"), arrived("e", 4));
        assertEquals(3, visitors.count());
    }

    @Test
    void whoeverIsServedStays() {
        fill();
        looks.put("a", SERVED);
        assertEquals(List.of("b"), arrived("d", 3));
    }

    @Test
    void whoeverWasServedMeanwhileWaitsSinceThen() {
        fill();
        looks.put("a", new Look(1, Asking.NOTHING));
        assertEquals(List.of("b"), arrived("d", 3));
        assertEquals(List.of("c"), arrived("e", 4));
        assertEquals(List.of("a"), arrived("f", 5));
    }

    @Test
    void whereAllAreServedNobodyElseGetsIn() {
        fill();
        List.of("a", "b", "c").forEach(one -> looks.put(one, SERVED));
        assertEquals(List.of("d"), arrived("d", 3));
        assertEquals(3, visitors.count());
    }

    @Test
    void aCrowdPutsOutItselfAndNotWhoSitsThereAlone() {
        visitors.arrived("owner", "home", seconds(0));
        visitors.arrived("x", "away", seconds(1));
        visitors.arrived("y", "away", seconds(2));
        assertEquals(List.of("x"), visitors.arrived("z", "away", seconds(3)));
        assertEquals(List.of("y"), visitors.arrived("w", "away", seconds(4)));
        looks.put("z", SERVED);
        looks.put("w", SERVED);
        looks.put("owner", SERVED);
        assertEquals(List.of("v"), visitors.arrived("v", "away", seconds(5)));
    }

    @Test
    void anOwnerWhoIsServedGetsAnotherAmongManyWhoSitThereAlone() {
        visitors.arrived("download", "home", seconds(0));
        looks.put("download", SERVED);
        visitors.arrived("x", "there", seconds(1));
        visitors.arrived("y", "elsewhere", seconds(2));
        assertEquals(List.of("x"), visitors.arrived("second", "home", seconds(3)));
    }

    @Test
    void theNewOneIsNotOfTheCrowdThatMakesRoomForIt() {
        visitors.arrived("x", "there", seconds(0));
        visitors.arrived("owner", "home", seconds(1));
        visitors.arrived("y", "elsewhere", seconds(2));
        assertEquals(List.of("x"), visitors.arrived("second", "home", seconds(3)));
    }

    @Test
    void whoeverTakesTooLongToAskIsOverdue() {
        fill();
        looks.put("b", SERVED);
        assertEquals(List.of(), visitors.overdue(seconds(40)));
        assertEquals(List.of("a"), visitors.overdue(seconds(41)));
        assertEquals(List.of("c"), visitors.overdue(seconds(1_000)));
        looks.put("b", new Look(1, Asking.NOTHING));
        assertEquals(List.of(), visitors.overdue(seconds(1_040)));
        assertEquals(List.of("b"), visitors.overdue(seconds(1_081)));
        assertEquals(0, visitors.count());
    }

    @Test
    void whoLeavesTakesNoRoom() {
        fill();
        visitors.left("b");
        assertEquals(List.of(), arrived("d", 3));
    }

    @Test
    void whoeverAsksAtTheLastMomentStaysAndTwoMakeRoomForTheNext() {
        fill();
        assertEquals(List.of("a"), arrived("d", 3));
        looks.put("a", SERVED);
        visitors.stays("a", "here", seconds(3));
        assertEquals(4, visitors.count());
        assertEquals(List.of("b", "c"), arrived("e", 4));
        assertEquals(3, visitors.count());
    }
}
