package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.myrmex.lab.experiment.Outcome.Picture;
import org.myrmex.lab.report.Layout;
import org.myrmex.lab.report.NetworkMap;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;
import org.myrmex.lab.report.Once;
import org.myrmex.lab.report.Place;
import org.myrmex.lab.topology.Graph;
import org.myrmex.lab.topology.Members;
import org.myrmex.lab.topology.NeighbourRules;
import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.topology.Population;
import org.myrmex.lab.topology.Topology;
import org.myrmex.testkit.simulation.VirtualNode;

/** Takes many nodes away at once, and lets the rest link anew. */
final class Removal {
    /** Above so many nodes nobody sees a link on a map. */
    static final int MOST_DRAWN = 300;

    /**
     * What came of it.
     *
     * @param removed nodes
     * @param cut before anybody has linked anew
     * @param relinked after it
     * @param largestByRule share of the survivors in the largest part after each rule, in the order of the rules
     * @param trace hash of the run
     */
    record Result(
            Damage damage,
            int removed,
            MeshHealth cut,
            MeshHealth relinked,
            Map<Relink, Double> largestByRule,
            String trace,
            List<Picture> pictures) {}

    private final RobustnessSettings settings;
    private final Topology topology;
    private final String name;
    /** The same for all maps of a mesh, so that they can be compared; to find them takes longer than the rest. */
    private final Once<List<Place>> places;

    /** @param seed by which places are found */
    Removal(RobustnessSettings settings, Topology topology, String name, long seed) {
        this.settings = settings;
        this.topology = topology;
        this.name = name;
        this.places = new Once<>(() -> topology.places().isEmpty() ? laidOut(seed) : topology.places());
    }

    Result run(Conditions conditions, Damage damage, double share) {
        World world = new World(conditions, topology.nodes());
        Population population = new Population(world, topology, settings.rules());
        // two are left at least: of fewer nothing can be said
        int count = Math.min((int) Math.round(share * topology.nodes()), topology.nodes() - 2);
        SplittableRandom chance = world.chance("askers after " + damage.label());
        List<Integer> doomed = damage.choose(topology.graph(), count, conditions.seed());
        List<Members.Loss> losses = population.kill(doomed);
        MeshHealth cut = MeshHealth.of(world, population, settings.askers(), chance);
        List<Picture> pictures = new ArrayList<>();
        draw(pictures, population, damage, "cut", conditions.seed());
        population.relink(losses);
        MeshHealth relinked = MeshHealth.of(world, population, settings.askers(), chance);
        draw(pictures, population, damage, "relinked", conditions.seed());
        return new Result(
                damage,
                count,
                cut,
                relinked,
                byRule(doomed, world),
                world.network().trace(),
                pictures);
    }

    /** Of the graph alone, no message sent. */
    private Map<Relink, Double> byRule(List<Integer> doomed, World world) {
        Map<Relink, Double> byRule = new LinkedHashMap<>();
        for (Relink relink : Relink.values()) {
            NeighbourRules rules = settings.rules().withRelink(relink);
            Members members = new Members(topology.graph(), rules.maxLinks());
            members.lose(doomed, rules, world.chance("relink " + relink.label()));
            int largest = Arrays.stream(members.partSizes()).max().orElse(0);
            byRule.put(relink, MeshHealth.share(largest, members.aliveCount()));
        }
        return byRule;
    }

    private void draw(List<Picture> pictures, Population population, Damage damage, String when, long seed) {
        if (topology.nodes() > MOST_DRAWN) {
            return;
        }
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < topology.nodes(); i++) {
            VirtualNode node = population.node(i);
            spots.add(new Spot(node.name(), node.receptions(), node.isAlive() ? Spot.State.COUNTED : Spot.State.DEAD));
        }
        String title = name + ", " + damage.label() + " removed, " + when;
        String subtitle = topology.nodes() + " nodes, seed " + seed + ", messages received";
        List<Line> lines = lines(population);
        pictures.add(new Picture(
                "robustness-" + name + "-" + damage.label() + "-" + when,
                () -> NetworkMap.svg(title, subtitle, spots, lines, places.get())));
    }

    private List<Line> lines(Population population) {
        List<Line> lines = new ArrayList<>();
        for (Topology.Edge edge : topology.edges()) {
            boolean there = population.members().graph().linked(edge.a(), edge.b());
            lines.add(new Line(edge.a(), edge.b(), there ? Line.Kind.LINK : Line.Kind.GONE));
        }
        Graph before = topology.graph();
        Graph now = population.members().graph();
        for (int a = 0; a < now.nodes(); a++) {
            for (int b : now.neighbours(a)) {
                if (a < b && !before.linked(a, b)) {
                    lines.add(new Line(a, b, Line.Kind.NEW));
                }
            }
        }
        return lines;
    }

    private List<Place> laidOut(long seed) {
        List<int[]> edges = topology.edges().stream()
                .map(edge -> new int[] {edge.a(), edge.b()})
                .toList();
        return Layout.of(topology.nodes(), edges, seed);
    }
}
