package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.topology.Members;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.Seeds;

final class RobustnessTest {
    private static final NeighbourRules RULES = new NeighbourRules(5, 10, 2, Relink.LOST_PAIR);

    @Test
    void thirtyPercentGoneAtRandomLeaveAPowerLawMeshTogether() {
        for (long seed = 1; seed <= 5; seed++) {
            double together = largest(TopologyKind.POWER_LAW, 5, Damage.RANDOM, 0.30, seed);
            assertTrue(together > 0.90, "seed " + seed + ": " + together);
        }
    }

    @Test
    void fourPercentHubsGoneHurtAPowerLawMeshMuchMoreThanARandomOne() {
        for (long seed = 1; seed <= 5; seed++) {
            // links a node as in Gnutella's measured overlay, about 3
            double powerLaw = largest(TopologyKind.POWER_LAW, 3, Damage.HUBS, 0.04, seed);
            double random = largest(TopologyKind.RANDOM, 3, Damage.HUBS, 0.04, seed);
            assertTrue(random > 0.98, "seed " + seed + ": random " + random);
            assertTrue(powerLaw < 0.85, "seed " + seed + ": power law " + powerLaw);
            double atRandom = largest(TopologyKind.POWER_LAW, 3, Damage.RANDOM, 0.04, seed);
            assertTrue(atRandom > powerLaw + 0.10, "seed " + seed + ": as many at random " + atRandom);
        }
    }

    @Test
    void searchesReachWhatIsConnectedAndMoreWhenLinkedAnew() throws LabException {
        Outcome outcome = run(settings(TopologyKind.POWER_LAW, 200, 3), 1);
        List<Object> cut = row(outcome, "hubs cut");
        List<Object> relinked = row(outcome, "hubs relinked");
        assertTrue(number(cut, outcome, "largestPartShare") < 0.85);
        assertTrue(number(relinked, outcome, "largestPartShare") > number(cut, outcome, "largestPartShare"));
        assertTrue(number(relinked, outcome, "reachedShare") > number(cut, outcome, "reachedShare"));
        assertEquals(number(cut, outcome, "reachedShare"), number(cut, outcome, "foundShare"), 0.1);
        assertEquals(1.0, number(row(outcome, "whole"), outcome, "reachedShare"));
        assertEquals(1.0, number(row(outcome, "whole"), outcome, "foundShare"));
    }

    @Test
    void aFloodCostsEachNodeItsLinksLessOne() throws LabException {
        Outcome outcome = run(settings(TopologyKind.RANDOM, 100, 5), 1);
        assertEquals(4.0, number(row(outcome, "whole"), outcome, "queryCopiesANodePerSearch"), 0.05);
    }

    @Test
    void newcomersFindAPlaceWhereThereAreFreeSlotsAndMakeIslandsWhereThereAreNone() throws LabException {
        Outcome outcome = run(settings(TopologyKind.RANDOM, 100, 5), 1);
        List<List<Object>> inrushes = outcome.tables().get(1).rows();
        int joined = outcome.tables().get(1).columns().indexOf("joinedShare");
        assertEquals(1.0, inrushes.get(0).get(joined));
        assertEquals(0.0, inrushes.get(1).get(joined));
        assertEquals(1.0, number(row(outcome, "inrush, max 10"), outcome, "foundShare"));
        assertEquals(100.0 / 150, number(row(outcome, "inrush, max 5"), outcome, "largestPartShare"), 0.01);
    }

    @Test
    void theSameSeedGivesTheSameOutcomeAndAnotherAnother() throws LabException {
        RobustnessSettings settings = settings(TopologyKind.HOST_CACHE, 30, 4);
        assertEquals(run(settings, 1).json(), run(settings, 1).json());
        assertNotEquals(
                run(settings, 1).json().get("trace"), run(settings, 2).json().get("trace"));
    }

    @Test
    void allTopologiesStandInOneTableAndSmallOnesAreDrawn() throws LabException {
        RobustnessSettings settings = RobustnessSettings.of(List.of(TopologyKind.values()), 40, 4, RULES);
        Outcome outcome = run(settings, 1);
        assertEquals(
                7 * TopologyKind.values().length, outcome.tables().get(0).rows().size());
        assertEquals(4 * TopologyKind.values().length, outcome.pictures().size());
        assertTrue(outcome.text().contains("trace hash " + outcome.json().get("trace")));
        assertTrue(outcome.text().get(0).contains("seed 1"));
    }

    private static Outcome run(RobustnessSettings settings, long seed) throws LabException {
        return new Robustness(settings).run(Conditions.of(new MuteRoutingFactory(), seed), Progress.NONE);
    }

    private static RobustnessSettings settings(TopologyKind kind, int nodes, double degree) {
        return RobustnessSettings.of(List.of(kind), nodes, degree, RULES);
    }

    private static List<Object> row(Outcome outcome, String moment) {
        return outcome.tables().get(0).rows().stream()
                .filter(row -> row.get(1).equals(moment))
                .findFirst()
                .orElseThrow();
    }

    private static double number(List<Object> row, Outcome outcome, String column) {
        return ((Number) row.get(outcome.tables().get(0).columns().indexOf(column))).doubleValue();
    }

    private static double largest(TopologyKind kind, double degree, Damage damage, double share, long seed) {
        Topology topology = kind.make(1000, degree, Seeds.of(seed, "topology"));
        Members members = new Members(topology.graph(), 10);
        List<Integer> doomed = damage.choose(topology.graph(), (int) (share * 1000), seed);
        members.lose(doomed, RULES.withRelink(Relink.NONE), Seeds.of(seed, "chance"));
        return Arrays.stream(members.partSizes()).max().orElseThrow() / (double) members.aliveCount();
    }
}
