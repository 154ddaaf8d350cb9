package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.routing.mute.internal.RandomQueueRoutingFactory;

/** Both of MUTE's routings on four equal routes of two relays. */
class BalanceTest {
    private static final int ROUTES = 4;
    private static final int RELAYS = 2;
    private static final int RUNS = 20;
    private static final int JITTER_MICROS = 5_000;
    private static final String FIRST_COPY = "mute";
    private static final String QUEUE = "mute-random-queue";

    private static Outcome outcome;

    @BeforeAll
    static void runOnce() throws LabException {
        outcome = run(RUNS, 1);
    }

    private static Outcome run(int runs, long seed) throws LabException {
        BalanceSettings settings = new BalanceSettings(
                new RandomQueueRoutingFactory(), ROUTES, RELAYS, 2, 20, 50, 10_000, JITTER_MICROS, runs);
        return new Balance(settings).run(Conditions.of(new MuteRoutingFactory(), seed), Progress.NONE);
    }

    @Test
    void withEqualDelaysTheSameCopyIsAlwaysFirstAndNoQueueCanHelp() {
        for (String when : List.of("once", "before", "between")) {
            for (String routing : List.of(FIRST_COPY, QUEUE)) {
                assertEquals(ROUTES, mean(when, 0, routing, "maxOverMean"), when + " with " + routing);
                assertEquals(0, mean(when, 0, routing, "evenness"), when + " with " + routing);
            }
        }
    }

    @Test
    void aSingleSearchTeachesAQueueOneRouteOnly() {
        for (String figure : List.of("maxOverMean", "variation", "evenness")) {
            double firstCopy = mean("once", JITTER_MICROS, FIRST_COPY, figure);
            assertEquals(firstCopy, mean("once", JITTER_MICROS, QUEUE, figure), figure);
        }
    }

    @Test
    void aQueueThatSeveralSearchesFilledSpreadsWhatTheLastFirstCopyLeavesOnOneRoute() {
        double firstCopy = mean("before", JITTER_MICROS, FIRST_COPY, "maxOverMean");
        double queue = mean("before", JITTER_MICROS, QUEUE, "maxOverMean");
        assertTrue(firstCopy > 2.2 && queue < 1.8, "highest load: " + firstCopy + " and " + queue);
        double uneven = mean("before", JITTER_MICROS, FIRST_COPY, "evenness");
        double even = mean("before", JITTER_MICROS, QUEUE, "evenness");
        assertTrue(uneven < 0.6 && even > 0.85, "evenness: " + uneven + " and " + even);
    }

    @Test
    void searchesBetweenBlocksMoveAFirstCopyMoreThanAQueueFullOfTheTransfersOwnMessages() {
        double firstCopy = mean("between", JITTER_MICROS, FIRST_COPY, "maxOverMean");
        double queue = mean("between", JITTER_MICROS, QUEUE, "maxOverMean");
        assertTrue(firstCopy < 1.6 && queue > firstCopy + 0.2, "highest load: " + firstCopy + " and " + queue);
    }

    @Test
    void aBlockCostsItsWayThereAndBackOverWhicheverRoute() {
        for (Map<?, ?> what : cases()) {
            assertEquals(2.0 * (RELAYS + 1), ((Map<?, ?>) what.get("messagesPerBlock")).get("mean"), what.toString());
        }
        assertEquals(2 * (RELAYS + 1) * 10.0, mean("once", 0, QUEUE, "latencyMillis"), "nothing but delays");
        double jittered = 2 * (RELAYS + 1) * (10 + JITTER_MICROS / 2e3);
        assertEquals(jittered, mean("before", JITTER_MICROS, QUEUE, "latencyMillis"), 0.5);
    }

    @Test
    void theLoadsOfARunAreThoseOfItsMessages() {
        for (Map<?, ?> what : cases()) {
            List<?> routes = (List<?>) what.get("firstRunLoads");
            assertEquals(ROUTES, routes.size());
            long sum = 0;
            for (Object route : routes) {
                List<?> relays = (List<?>) route;
                assertEquals(relays.get(0), relays.get(1), "what passes one relay of a route passes the other");
                sum += (Long) relays.get(0);
            }
            assertEquals(2 * 50 * 2, sum, "two flows of 50 requests and blocks");
        }
    }

    @Test
    void aSeedGivesTheSameOutcomeAgainAndAnotherSeedAnother() throws LabException {
        Outcome once = run(2, 7);
        assertEquals(once, run(2, 7));
        assertNotEquals(once.tables(), run(2, 8).tables());
    }

    @Test
    void tablesHaveARowForEachRunAndRelayAndThereIsAMapOfEachRouting() {
        int series = 2 * 6;
        assertEquals(List.of("balance-runs", "balance-relays"), names(outcome.tables()));
        assertEquals(series * RUNS, outcome.tables().get(0).rows().size());
        assertEquals(
                series * RUNS * ROUTES * RELAYS, outcome.tables().get(1).rows().size());
        for (Outcome.Table table : outcome.tables()) {
            table.rows().forEach(row -> assertEquals(table.columns().size(), row.size()));
        }
        assertEquals(
                List.of("balance", "balance-beside"),
                outcome.pictures().stream().map(Outcome.Picture::name).toList());
    }

    private static List<String> names(List<Outcome.Table> tables) {
        return tables.stream().map(Outcome.Table::name).toList();
    }

    private static double mean(String when, long jitterMicros, String routing, String figure) {
        Map<?, ?> found = cases().stream()
                .filter(what -> what.get("when").equals(when)
                        && what.get("jitterMicros").equals(jitterMicros)
                        && what.get("routing").equals(routing))
                .findFirst()
                .orElseThrow();
        return (Double) ((Map<?, ?>) found.get(figure)).get("mean");
    }

    private static List<Map<?, ?>> cases() {
        return ((List<?>) outcome.json().get("cases"))
                .stream().<Map<?, ?>>map(what -> (Map<?, ?>) what).toList();
    }
}
