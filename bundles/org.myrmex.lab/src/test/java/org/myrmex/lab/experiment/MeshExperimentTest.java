package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.lab.experiment.MeshSettings.Ends;
import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.routing.mute.internal.RandomQueueRoutingFactory;
import org.myrmex.testkit.simulation.LinkQuality;

class MeshExperimentTest {
    private static final RoutingProtocolFactory FIRST_COPY = new MuteRoutingFactory();
    private static final RoutingProtocolFactory RANDOM_QUEUE = new RandomQueueRoutingFactory();
    private static final double STUDY_FRESH = 1.04;
    private static final double STUDY_AFTER_FOUR_KILLS = 1.85;

    @Test
    void theRandomQueueGivesTheStretchOfTheStudyFreshAndAfterFourKills() throws LabException {
        Outcome outcome = run(RANDOM_QUEUE, 1, settings(100, TopologyKind.RANDOM, 4, 100, LinkQuality.delay(0)));
        System.out.println(String.join(System.lineSeparator(), outcome.text()));
        assertEquals(STUDY_FRESH, stretch(outcome, 0), 0.10);
        assertEquals(STUDY_AFTER_FOUR_KILLS, stretch(outcome, 4), 0.10);
    }

    @Test
    void theFirstCopyGivesTheSameFreshAndShorterWaysAfterKills() throws LabException {
        Outcome outcome = run(FIRST_COPY, 1, settings(100, TopologyKind.RANDOM, 4, 100, LinkQuality.delay(0)));
        System.out.println(String.join(System.lineSeparator(), outcome.text()));
        assertEquals(STUDY_FRESH, stretch(outcome, 0), 0.10);
        assertTrue(stretch(outcome, 4) > 1.15 && stretch(outcome, 4) < 1.40, "stretch " + stretch(outcome, 4));
        assertEquals(1.0, (double) stage(outcome, 4).get("wholeShare"));
    }

    /** The constant makes runs on different Javas comparable: they all have to give it. */
    @Test
    void theSameSeedGivesTheSameTraceOnEveryJavaAndAnotherSeedAnother() throws LabException {
        MeshSettings settings = settings(100, TopologyKind.RANDOM, 2, 2, LinkQuality.delay(0));
        String trace = trace(run(FIRST_COPY, 7, settings));
        assertEquals(trace, trace(run(FIRST_COPY, 7, settings)));
        assertNotEquals(trace, trace(run(FIRST_COPY, 8, settings)));
        assertEquals("15808ca5319ae555", trace);
    }

    @ParameterizedTest
    @EnumSource(TopologyKind.class)
    void everyTopologyIsSearchedWhole(TopologyKind topology) throws LabException {
        Outcome outcome = run(FIRST_COPY, 1, settings(60, topology, 1, 3, LinkQuality.delay(0)));
        assertEquals(1.0, (double) search(outcome).get("reachedShare"));
        assertEquals(3, search(outcome).get("found"));
    }

    @Test
    void lossAndReorderingCostMessagesAndBreakNothing() throws LabException {
        LinkQuality rough = new LinkQuality(0, 20_000, 0.05, LinkQuality.Order.FREE);
        Outcome outcome = run(RANDOM_QUEUE, 3, settings(50, TopologyKind.RANDOM, 3, 10, rough));
        double arrived = (double) stage(outcome, 0).get("arrivedShare");
        assertTrue(arrived > 0.5 && arrived < 1, "arrived " + arrived);
    }

    private static Outcome run(RoutingProtocolFactory routing, long seed, MeshSettings settings) throws LabException {
        return new MeshExperiment(settings).run(Conditions.of(routing, seed), Progress.NONE);
    }

    private static MeshSettings settings(
            int nodes, TopologyKind topology, int kills, int runs, LinkQuality disturbance) {
        return new MeshSettings(nodes, 5, topology, kills, 1, 1, runs, Ends.LEAF, Relink.LOST_PAIR, disturbance);
    }

    private static double stretch(Outcome outcome, int kills) {
        return (double) stage(outcome, kills).get("stretchMean");
    }

    private static Map<?, ?> stage(Outcome outcome, int kills) {
        return (Map<?, ?>) ((List<?>) outcome.json().get("stages")).get(kills);
    }

    private static Map<?, ?> search(Outcome outcome) {
        return (Map<?, ?>) outcome.json().get("search");
    }

    private static String trace(Outcome outcome) {
        return (String) outcome.json().get("trace");
    }
}
