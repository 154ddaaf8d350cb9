package org.myrmex.lab.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.workload.Survey;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.VirtualPort;

final class PopulationTest {
    private static final long SECOND = 1_000_000;
    private static final NeighbourRules RULES = new NeighbourRules(5, 8, 2, Relink.LOST_PAIR);

    @Test
    void whoIsLinkedInTheSimulationIsLinkedInTheBooksThroughHoursOfChurn() {
        World world = world(1, 200);
        Population population = population(world, 200);
        population.churn(600 * SECOND, 200 * SECOND, world.network().now() + 7200 * SECOND);
        TreeSet<Integer> seenAlive = new TreeSet<>();
        for (int minute = 0; minute < 120; minute += 5) {
            world.run(300 * SECOND);
            assertBooksAreRight(population, 200);
            seenAlive.add(population.members().aliveCount());
        }
        assertTrue(seenAlive.size() > 5, "nodes come and go: " + seenAlive);
        // three quarters of the time a node is there
        assertTrue(seenAlive.first() > 110 && seenAlive.last() < 190, "live nodes " + seenAlive);
    }

    @Test
    void aMeshUnderChurnStaysTogether() {
        World world = world(1, 300);
        Population population = population(world, 300);
        population.churn(600 * SECOND, 200 * SECOND, world.network().now() + 3600 * SECOND);
        world.run(3600 * SECOND);
        int largest = Arrays.stream(population.members().partSizes()).max().orElseThrow();
        assertTrue(largest > 0.97 * population.members().aliveCount(), largest + " are together");
    }

    @Test
    void churnIsTheSameForASeedAndAnotherForAnother() {
        assertEquals(churned(1), churned(1));
        assertNotEquals(churned(1), churned(2));
    }

    @Test
    void sessionsLastAsLongAsAskedOnAverage() {
        SplittableRandom chance = new SplittableRandom(1);
        double mean = IntStream.range(0, 20_000)
                .mapToLong(i -> Population.exponential(1000, chance))
                .average()
                .orElseThrow();
        assertEquals(1000, mean, 25);
    }

    @Test
    void aSearchDoesNotCrossAPartitionAndDoesAgainWhenItHealed() {
        World world = world(1, 100);
        Population population = population(world, 100);
        int links = population.members().graph().links();
        population.partition(node -> node >= 80);
        int[] parts = population.members().parts();
        long near =
                IntStream.range(0, 80).filter(node -> parts[node] == parts[0]).count();
        assertTrue(near > 70, near + " nodes of the near side hold together");
        assertEquals(near - 1, reachedFromNode0(world, population));
        assertTrue(population.heal() > 0);
        assertEquals(99, reachedFromNode0(world, population));
        assertEquals(links, population.members().graph().links());
        assertBooksAreRight(population, 100);
    }

    @Test
    void nobodyFindsNeighboursBeyondAPartition() {
        World world = world(1, 100);
        Population population = population(world, 100);
        population.partition(node -> node >= 50);
        population.relink(population.kill(List.of(1, 2, 3, 51, 52, 53)));
        population.revive(1);
        assertTrue(population.seek(1) > 0);
        for (int neighbour : population.members().graph().neighbours(1)) {
            assertTrue(neighbour < 50, "node 1 found " + neighbour);
        }
    }

    @Test
    void tenThousandNodesLoseAThirdAndLinkAnew() {
        World world = world(1, 10_000);
        Population population = population(world, 10_000);
        List<Members.Loss> losses =
                population.kill(IntStream.range(0, 3000).boxed().toList());
        assertEquals(7000, population.alive().size());
        int before = population.members().graph().links();
        int came = population.relink(losses);
        assertEquals(before + came, population.members().graph().links());
        assertTrue(came > 3000, came + " links came up");
    }

    private static String churned(long seed) {
        World world = world(seed, 50);
        Population population = population(world, 50);
        population.churn(60 * SECOND, 60 * SECOND, world.network().now() + 600 * SECOND);
        world.run(600 * SECOND);
        return world.network().trace();
    }

    private static void assertBooksAreRight(Population population, int nodes) {
        for (int node = 0; node < nodes; node++) {
            TreeSet<Integer> simulated = new TreeSet<>();
            for (VirtualPort port : population.node(node).ports()) {
                assertTrue(simulated.add(port.beyond().node().number()), "a link is there twice");
            }
            TreeSet<Integer> known = new TreeSet<>();
            Arrays.stream(population.members().graph().neighbours(node)).forEach(known::add);
            assertEquals(known, simulated, "neighbours of " + node);
            assertEquals(population.node(node).isAlive(), population.members().isAlive(node));
            assertTrue(known.size() <= 8, "at most 8 links");
        }
    }

    private static int reachedFromNode0(World world, Population population) {
        Survey survey = new Survey(world);
        population.alive().forEach(survey::include);
        Survey.Question question = survey.ask(population.node(0), List.of());
        world.settle();
        survey.end(question);
        return question.reached();
    }

    private static World world(long seed, int nodes) {
        return new World(Conditions.of(new MuteRoutingFactory(), seed), nodes);
    }

    private static Population population(World world, int nodes) {
        return new Population(world, TopologyKind.RANDOM.make(nodes, 5, world.chance("topology")), RULES);
    }
}
