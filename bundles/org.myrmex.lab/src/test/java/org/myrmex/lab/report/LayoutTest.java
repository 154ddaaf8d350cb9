package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    /** MUTE's network: 11 nodes, 11 is the downloader, 12 the source. */
    private static final List<int[]> MUTE = pairs(
            0, 1, 0, 10, 0, 2, 0, 3, 0, 12, 1, 10, 1, 2, 1, 3, 1, 5, 10, 2, 10, 3, 10, 5, 2, 3, 2, 5, 3, 5, 4, 5, 4, 6,
            4, 7, 4, 8, 4, 9, 6, 7, 6, 8, 6, 9, 7, 8, 7, 9, 8, 9, 9, 11);

    @Test
    void theSameSeedGivesTheSamePlaces() {
        assertEquals(Layout.of(13, MUTE, 7), Layout.of(13, MUTE, 7));
        assertNotEquals(Layout.of(13, MUTE, 7), Layout.of(13, MUTE, 8));
    }

    /** The figures came from JDK 17; a JDK that computes otherwise fails here. */
    @Test
    void placesAreTheSameOnEveryMachine() {
        long hash = 0;
        for (Place place : Layout.of(13, MUTE, 1)) {
            hash = 31 * (31 * hash + Double.doubleToLongBits(place.x())) + Double.doubleToLongBits(place.y());
        }
        assertEquals(8185227635128311594L, hash);
    }

    @Test
    void noLinkOfMutesNetworkRunsThroughANodeOfOthers() {
        for (long seed = 1; seed <= 5; seed++) {
            List<Place> places = Layout.of(13, MUTE, seed);
            for (int[] link : MUTE) {
                for (int node = 0; node < 13; node++) {
                    if (node != link[0] && node != link[1]) {
                        // 25 px on a page of 700 px: the nodes' own radius is 21 px.
                        double away = 580 * distance(places.get(node), places.get(link[0]), places.get(link[1]));
                        assertTrue(away > 25, "seed " + seed + ", node " + node + " is " + away + " px from a link");
                    }
                }
            }
        }
    }

    @Test
    void nodesManyLinksApartAreFarApart() {
        List<int[]> chain =
                IntStream.range(0, 59).mapToObj(i -> new int[] {i, i + 1}).toList();
        List<Place> places = Layout.of(60, chain, 1);
        assertTrue(Math.abs(places.get(0).x() - places.get(59).x()) > 0.7, places.toString());
        assertTrue(places.get(59).x() > places.get(0).x(), "whoever came last is at the right");
    }

    @Test
    void partsWithoutALinkBetweenThemDoNotMix() {
        List<int[]> links = new ArrayList<>(pairs(0, 1, 1, 2, 2, 0));
        links.addAll(pairs(3, 4, 4, 5, 5, 3));
        List<Place> places = Layout.of(6, links, 1);
        for (int node = 0; node < 3; node++) {
            for (int other = 3; other < 6; other++) {
                boolean left = places.get(node).x() < places.get(other).x();
                assertEquals(places.get(0).x() < places.get(3).x(), left, places.toString());
            }
        }
    }

    @Test
    void twoOfAThousandNodesHardlyEverHideEachOther() {
        List<Place> places = Layout.of(1_000, mesh(1_000), 1);
        int hidden = 0;
        for (int i = 0; i < 1_000; i++) {
            for (int j = 0; j < i; j++) {
                double dx = places.get(i).x() - places.get(j).x();
                double dy = places.get(i).y() - places.get(j).y();
                // A dot of 3 px upon another, on a map of 600 px.
                hidden += Math.hypot(dx, dy) < 3.0 / 600 ? 1 : 0;
            }
        }
        assertTrue(hidden < 10, hidden + " pairs");
    }

    @Test
    void fiveThousandNodesTakeBoundedTime() {
        List<int[]> links = mesh(Layout.MOST_NODES);
        assertTimeout(Duration.ofSeconds(20), () -> {
            assertEquals(
                    Layout.MOST_NODES, Layout.of(Layout.MOST_NODES, links, 1).size());
        });
    }

    @Test
    void aStarOfFiveThousandTakesBoundedTime() {
        List<int[]> star = IntStream.range(1, Layout.MOST_NODES)
                .mapToObj(i -> new int[] {0, i})
                .toList();
        assertTimeout(Duration.ofSeconds(20), () -> {
            Layout.of(Layout.MOST_NODES, star, 1);
        });
    }

    @Test
    void aboveTheCapsThereAreNoPlaces() {
        assertEquals(List.of(), Layout.of(Layout.MOST_NODES + 1, List.of(), 1));
        List<int[]> tooMany = IntStream.rangeClosed(0, Layout.MOST_LINKS)
                .mapToObj(i -> new int[] {0, 1})
                .toList();
        assertEquals(List.of(), Layout.of(2, tooMany, 1));
    }

    @Test
    void oneNodeIsInTheMiddleAndNoNodesHaveNoPlaces() {
        assertEquals(List.of(new Place(0.5, 0.5)), Layout.of(1, List.of(), 1));
        assertEquals(List.of(), Layout.of(0, List.of(), 1));
    }

    @Test
    void loopsAndSecondLinksChangeNothing() {
        List<int[]> twice = new ArrayList<>(MUTE);
        twice.addAll(pairs(3, 3, 1, 0, 9, 4));
        assertEquals(Layout.of(13, MUTE, 1), Layout.of(13, twice, 1));
    }

    @Test
    void aLinkToNobodyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Layout.of(3, pairs(0, 3), 1));
        assertThrows(IllegalArgumentException.class, () -> Layout.of(3, pairs(-1, 2), 1));
    }

    private static List<int[]> mesh(int nodes) {
        SplittableRandom chance = new SplittableRandom(1);
        List<int[]> links = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            links.add(new int[] {node, chance.nextInt(node)});
            links.add(new int[] {node, chance.nextInt(nodes)});
        }
        return links;
    }

    private static double distance(Place node, Place a, Place b) {
        return Segments.distance(node.x(), node.y(), a.x(), a.y(), b.x(), b.y());
    }

    private static List<int[]> pairs(int... ends) {
        return IntStream.range(0, ends.length / 2)
                .mapToObj(i -> new int[] {ends[2 * i], ends[2 * i + 1]})
                .toList();
    }
}
