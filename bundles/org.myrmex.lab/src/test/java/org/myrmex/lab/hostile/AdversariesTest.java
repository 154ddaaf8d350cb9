package org.myrmex.lab.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.lab.watch.Invariants;
import org.myrmex.lab.watch.Mute;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

class AdversariesTest {
    private static final int QUERY_BYTES = 2_048;

    @Test
    void aFreeRiderCarriesNothingAndIsServed() {
        HostileMesh mesh = mesh(Kind.FREE_RIDER);
        List<VirtualFrame> relayed = relayedByAdversaries(mesh);
        assertTrue(mesh.searches(20) >= 18);
        assertTrue(new Exchange(mesh.world, mesh.hostile.get(0), mesh.honest.get(0)).search());
        assertEquals(List.of(), relayed);
        assertTrue(mesh.adversaries.deeds(Kind.FREE_RIDER).of(Deed.SWALLOWED) > 500);
    }

    @Test
    void aBlackHolePassesQueriesOnAndNothingElse() {
        HostileMesh mesh = mesh(Kind.BLACK_HOLE);
        List<VirtualFrame> relayed = relayedByAdversaries(mesh);
        int done = mesh.searches(20);
        assertFalse(relayed.isEmpty());
        assertTrue(relayed.stream().allMatch(frame -> frame.body().length() == QUERY_BYTES));
        int swallowed = mesh.adversaries.deeds(Kind.BLACK_HOLE).of(Deed.SWALLOWED);
        assertTrue(swallowed >= 20 - done && done < 18, done + " done, " + swallowed + " swallowed");
    }

    @Test
    void whatAReplayerSendsIsKnownAndDropped() {
        HostileMesh quiet = new HostileMesh(Mute.FIRST_COPY, 3, 60, 0, List.of());
        HostileMesh mesh = mesh(Kind.REPLAYER);
        quiet.searches(20);
        assertEquals(20, mesh.searches(20));
        int replayed = mesh.adversaries.deeds(Kind.REPLAYER).of(Deed.REPLAYED);
        assertTrue(replayed > 200, replayed + " replayed");
        assertTrue(duplicates(mesh) > duplicates(quiet));
    }

    @Test
    void aGarblerLosesItsLinksAndNobodyElseLosesAny() {
        HostileMesh mesh = mesh(Kind.GARBLER);
        List<VirtualLink> closed = new ArrayList<>();
        mesh.world.network().observe(new Observer() {
            @Override
            public void linkDown(long now, VirtualLink link) {
                closed.add(link);
            }
        });
        assertEquals(20, mesh.searches(20));
        assertTrue(closed.size() > 40, closed.size() + " closed");
        // by the last one it gets everything and so has nobody left to pass it on to
        assertTrue(mesh.hostile.stream().allMatch(node -> node.ports().size() <= 1));
        assertTrue(closed.stream().allMatch(link -> mesh.hostile.stream().anyMatch(link::joins)));
    }

    @Test
    void aForgerDrawsWhatIsForOthersWhereNothingIsSigned() {
        HostileMesh mesh = mesh(Kind.FORGER);
        int done = mesh.searches(20);
        Deeds deeds = mesh.adversaries.deeds(Kind.FORGER);
        assertTrue(deeds.of(Deed.STOLEN) > 40, deeds.of(Deed.STOLEN) + " stolen");
        assertTrue(deeds.of(Deed.DRAWN) > 5 && done < 18, deeds.of(Deed.DRAWN) + " drawn, " + done + " done");
    }

    @Test
    void aFlooderFillsTablesToTheirCapsAndNoFurther() {
        RoutingLimits limits = new RoutingLimits(100, 300, 900_000, 600_000, 512);
        VirtualNetwork network = new VirtualNetwork(Mute.FIRST_COPY, limits, 5);
        Invariants invariants = new Invariants(network, Invariants.Depth.ALL);
        network.observe(invariants);
        Deeds deeds = new Deeds();
        invariants.excuse(0);
        invariants.excuse(1);
        List<VirtualNode> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nodes.add(network.add("n" + i, new Adversary(Kind.FLOODER, Mute.FIRST_COPY, deeds, new SpyRing())));
        }
        for (int i = 2; i < 12; i++) {
            nodes.add(network.add("n" + i));
            network.link(nodes.get(i - 1), nodes.get(i), 5_000);
            network.link(nodes.get(i - 2), nodes.get(i), 5_000);
        }
        network.run(10_000_000);
        assertEquals(2 * Flooder.BURSTS * Flooder.QUERIES_IN_A_BURST, deeds.of(Deed.FLOODED));
        for (VirtualNode node : nodes) {
            TreeSet<Object> known =
                    node.routes().stream().map(RouteView::address).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(100, known.size(), node.name());
        }
    }

    static Stream<Arguments> publishedPrecision() { // ant-routing 3.3: 500 nodes, degree 5, flooding
        return Stream.of(Arguments.of(0.05, 0.16), Arguments.of(0.1, 0.42), Arguments.of(0.2, 0.61));
    }

    @ParameterizedTest
    @MethodSource("publishedPrecision")
    void spiesNameAsManyAskersAsWasPublished(double share, double published) {
        double precision = 0;
        for (long seed = 1; seed <= 3; seed++) {
            precision += new HostileMesh(Mute.FIRST_COPY, seed, 500, share, List.of(Kind.SPIES)).precision(50) / 3;
        }
        double threeErrors = 3 * Math.sqrt(published * (1 - published) / 150); // there each is the mean of 150 runs
        assertEquals(published, precision, threeErrors, "spies " + share);
        // the asker is named when one of his five neighbours is a spy, unless a longer way was quicker
        assertEquals(1 - Math.pow(1 - share, 5), precision, 0.08, "spies " + share);
    }

    static Stream<Mute> variants() {
        return Stream.of(Mute.FIRST_COPY, Mute.RANDOM_QUEUE);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void honestNodesKeepTheInvariantsAmongAdversariesOfAllKinds(Mute mute) {
        HostileMesh mesh = new HostileMesh(mute, 8, 70, 0.2, List.of(Kind.values()));
        assertEquals(14, mesh.adversaries.count());
        assertTrue(mesh.searches(25) > 5);
        for (Deed deed : Deed.values()) {
            assertTrue(
                    Stream.of(Kind.values())
                                    .mapToInt(
                                            kind -> mesh.adversaries.deeds(kind).of(deed))
                                    .sum()
                            > 0,
                    deed.name());
        }
        assertTrue(mesh.adversaries.spies().heard() > 20);
    }

    private static HostileMesh mesh(Kind kind) {
        HostileMesh mesh = new HostileMesh(Mute.FIRST_COPY, 3, 60, 0.2, List.of(kind));
        assertEquals(12, mesh.hostile.size());
        return mesh;
    }

    private static List<VirtualFrame> relayedByAdversaries(HostileMesh mesh) {
        List<VirtualFrame> relayed = new ArrayList<>();
        mesh.world.network().observe(new Observer() {
            @Override
            public void sent(VirtualFrame frame) {
                if (frame.origin() == VirtualFrame.Origin.RELAYED
                        && !mesh.adversaries.isHonest(frame.from().node())) {
                    relayed.add(frame);
                }
            }
        });
        return relayed;
    }

    private static int duplicates(HostileMesh mesh) {
        return mesh.honest.stream()
                .mapToInt(node -> node.count(RoutingEvent.Kind.DUPLICATE))
                .sum();
    }
}
