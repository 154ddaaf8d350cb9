package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.report.Place;

/**
 * Who is linked with whom at the start: connected, no link twice, none to itself.
 *
 * @param nodes how many; they are numbered from 0
 * @param edges the links, in the order in which they come up
 * @param places where each node is, in the unit square; empty where links do not hang on places
 */
public record Topology(int nodes, List<Edge> edges, List<Place> places) {
    /**
     * A link.
     *
     * @param a the end that dials
     * @param b the other end
     * @param delayMicros one-way delay, microseconds
     */
    public record Edge(int a, int b, long delayMicros) {}

    public Topology {
        edges = List.copyOf(edges);
        places = List.copyOf(places);
    }

    /** The neighbours of each node, in the order in which their links come up. */
    public List<List<Integer>> neighbours() {
        List<List<Integer>> neighbours = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            neighbours.add(new ArrayList<>());
        }
        for (Edge edge : edges) {
            neighbours.get(edge.a()).add(edge.b());
            neighbours.get(edge.b()).add(edge.a());
        }
        return neighbours;
    }

    /** The same as a graph that can be changed. */
    public Graph graph() {
        Graph graph = new Graph(nodes);
        edges.forEach(edge -> graph.link(edge.a(), edge.b()));
        return graph;
    }

    /** Links a node, on average. */
    public double meanDegree() {
        return nodes == 0 ? 0 : 2.0 * edges.size() / nodes;
    }
}
