package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.testkit.simulation.Seeds;

/**
 * Finds places for the nodes of a network: those few links apart come near each other. The same network and seed give the
 * same places on every machine. Maps that are to be compared are given the links of all of them, and share the places.
 */
public final class Layout {
    /** Above so many nodes a map would show nothing but a stain. */
    public static final int MOST_NODES = 5_000;
    /** Above so many links too. */
    public static final int MOST_LINKS = 40_000;
    /** Small networks are begun so often; */
    private static final int TRIES = 12;
    /** the best beginnings are bettered, and the best of these is taken. */
    private static final int FINALISTS = 3;

    private Layout() {}

    /**
     * @param edges pairs of indices below {@code nodes}
     * @return a place for each node; none at all above {@link #MOST_NODES} or {@link #MOST_LINKS}
     */
    public static List<Place> of(int nodes, List<int[]> edges, long seed) {
        if (nodes > MOST_NODES || edges.size() > MOST_LINKS) {
            return List.of();
        }
        SplittableRandom chance = Seeds.of(seed, "layout");
        Graph graph = Graph.of(nodes, edges);
        boolean careful = Readability.suits(graph);
        Shape whole = new Shape(nodes);
        List<int[]> parts = graph.parts();
        List<Shape> shapes = new ArrayList<>(parts.size());
        double room = 0;
        for (int[] part : parts) {
            Shape shape = part.length == 1 ? new Shape(1) : place(graph.only(part), careful, chance);
            if (!careful) {
                // The largest part comes first; in the small ones nodes shall not be more crowded than there.
                room = Math.max(room, Spacing.room(shape));
                Spacing.apart(shape, room);
            }
            shape.layFlat();
            shapes.add(shape);
        }
        List<Shape> highestFirst = new ArrayList<>(shapes);
        highestFirst.sort(Comparator.comparingDouble(Shape::height).reversed());
        Packing.pack(highestFirst, Math.max(1, 1.3 * room));
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < parts.get(part).length; i++) {
                whole.x()[parts.get(part)[i]] = shapes.get(part).x()[i];
                whole.y()[parts.get(part)[i]] = shapes.get(part).y()[i];
            }
        }
        return shares(whole);
    }

    private static Shape place(Graph graph, boolean careful, SplittableRandom chance) {
        Pairs pairs = Pairs.of(graph);
        if (!careful) {
            return Stress.place(pairs, graph.nodes(), chance);
        }
        List<Readability> tries = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            tries.add(new Readability(Stress.place(pairs, graph.nodes(), chance), graph));
        }
        Comparator<Readability> best = Comparator.comparingDouble(Readability::cost);
        tries.sort(best);
        List<Readability> finalists = tries.subList(0, FINALISTS);
        finalists.forEach(finalist -> finalist.better(chance));
        return Collections.min(finalists, best).shape();
    }

    /** Shares of the longer side; the shorter one is centred. */
    private static List<Place> shares(Shape shape) {
        shape.moveTo(0, 0);
        double width = shape.width();
        double height = shape.height();
        double side = Math.max(width, height);
        List<Place> places = new ArrayList<>(shape.size());
        for (int i = 0; i < shape.size(); i++) {
            places.add(new Place(
                    share(shape.x()[i] + (side - width) / 2, side), share(shape.y()[i] + (side - height) / 2, side)));
        }
        return places;
    }

    private static double share(double value, double side) {
        return side == 0 ? 0.5 : Math.min(Math.max(value / side, 0), 1);
    }
}
