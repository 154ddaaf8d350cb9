package org.myrmex.lab.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TopologyKindTest {
    @ParameterizedTest
    @EnumSource(TopologyKind.class)
    void everyNodeReachesEveryOther(TopologyKind kind) {
        for (int nodes : new int[] {2, 3, 5, 13, 100, 1000}) {
            for (double degree : new double[] {2, 3.5, 5, 8}) {
                Topology made = kind.make(nodes, degree, new SplittableRandom(nodes));
                int parts = Arrays.stream(made.graph().components()).max().orElseThrow() + 1;
                assertEquals(1, parts, nodes + " nodes, degree " + degree);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TopologyKind.class)
    void noLinkIsThereTwiceOrLeadsToItself(TopologyKind kind) {
        Topology made = kind.make(1000, 5, new SplittableRandom(3));
        assertEquals(made.edges().size(), made.graph().links(), "a graph refuses such links");
    }

    @ParameterizedTest
    @EnumSource(TopologyKind.class)
    void aHundredThousandNodesAreQuickAndHaveTheWantedDegree(TopologyKind kind) {
        Topology made =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> kind.make(100_000, 5, new SplittableRandom(1)));
        assertEquals(5, made.meanDegree(), 0.25);
    }

    @ParameterizedTest
    @EnumSource(TopologyKind.class)
    void theSameSeedMakesTheSameAndAnotherMakesAnother(TopologyKind kind) {
        Topology made = kind.make(300, 5, new SplittableRandom(1));
        assertEquals(made, kind.make(300, 5, new SplittableRandom(1)));
        assertNotEquals(made.edges(), kind.make(300, 5, new SplittableRandom(2)).edges());
    }

    @ParameterizedTest
    @CsvSource({"5,5,5", "4.5,4,5", "8,8,8", "2,2,2"})
    void inARandomOneAllHaveAboutAsManyLinks(double degree, int least, int most) {
        Graph graph =
                TopologyKind.RANDOM.make(1000, degree, new SplittableRandom(1)).graph();
        for (int node = 0; node < graph.nodes(); node++) {
            assertTrue(graph.degree(node) >= least && graph.degree(node) <= most, "degree " + graph.degree(node));
        }
        assertEquals(Math.round(1000 * degree / 2), graph.links());
    }

    @Test
    void anUnknownOneIsRefusedWithTheChoices() {
        String why = assertThrows(IllegalArgumentException.class, () -> TopologyKind.labelled("torus"))
                .getMessage();
        assertEquals(
                "there is no topology 'torus'; choose one of random, small-world, power-law, host-cache-clustered,"
                        + " radio-range",
                why);
    }
}
