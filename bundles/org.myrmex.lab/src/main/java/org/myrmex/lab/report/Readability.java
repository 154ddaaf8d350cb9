package org.myrmex.lab.report;

import java.util.SplittableRandom;

/**
 * Betters the map of a small network as a hand would: a node is moved a little where fewer links cross then, none runs
 * through a node that it does not belong to, and distances stay what they should be (after Davidson, Harel: Drawing Graphs
 * Nicely Using Simulated Annealing, 1996).
 */
final class Readability {
    /** Above so many nodes or links it would take too long to be worth it. */
    static final int MOST_NODES = 40;

    static final int MOST_EDGES = 80;

    private static final int ROUNDS = 50;
    private static final int DIRECTIONS = 8;
    /** In lengths of a link. */
    private static final double FIRST_STEP = 0.8;

    private static final double STEP_FALLS = 0.95;
    /** In lengths of a link: nearer than this a link hides behind a node. */
    private static final double ROOM_AT_LINK = 0.5;
    /** In lengths of a link: nearer than this there is no room for names. */
    private static final double ROOM_AT_NODE = 0.9;
    /** Cosine of the angle between two links of a node, about 25 degrees: below it they look like one. */
    private static final double NARROW = 0.906;

    private static final double CROSSING = 0.4;
    private static final double CROWDED = 6;
    private static final double NARROW_ANGLE = 8;

    private final Shape shape;
    /** In links, between any two nodes. */
    private final int[][] wanted;

    private final int[][] edges;
    private final int[][] neighbours;

    Readability(Shape shape, Graph graph) {
        this.shape = shape;
        this.edges = graph.edges().toArray(int[][]::new);
        this.wanted = new int[graph.nodes()][];
        this.neighbours = new int[graph.nodes()][];
        for (int node = 0; node < wanted.length; node++) {
            wanted[node] = graph.distancesFrom(node);
            neighbours[node] = graph.neighbours(node);
        }
    }

    static boolean suits(Graph graph) {
        return graph.nodes() <= MOST_NODES && graph.edges().size() <= MOST_EDGES;
    }

    Shape shape() {
        return shape;
    }

    /** Moves nodes for as long as it helps, and not for ever. */
    void better(SplittableRandom chance) {
        double step = FIRST_STEP;
        for (int round = 0; round < ROUNDS; round++, step *= STEP_FALLS) {
            for (int node = 0; node < shape.size(); node++) {
                double turn = Chance.share(chance);
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    move(node, 2 * StrictMath.PI * (direction + turn) / DIRECTIONS, step);
                }
            }
        }
    }

    /** How bad the map is; only good for comparing maps of one network. */
    double cost() {
        double sum = 0;
        for (int node = 0; node < shape.size(); node++) {
            sum += cost(node);
        }
        return sum;
    }

    private void move(int node, double angle, double step) {
        double x = shape.x()[node];
        double y = shape.y()[node];
        double before = cost(node);
        shape.x()[node] = x + step * StrictMath.cos(angle);
        shape.y()[node] = y + step * StrictMath.sin(angle);
        if (cost(node) >= before) {
            shape.x()[node] = x;
            shape.y()[node] = y;
        }
    }

    /** All that hangs on where this node is. */
    private double cost(int node) {
        double cost = 0;
        for (int other = 0; other < shape.size(); other++) {
            if (other != node) {
                double distance = shape.distance(node, other);
                double off = (distance - wanted[node][other]) / wanted[node][other];
                cost += off * off + crowded(distance, ROOM_AT_NODE);
            }
        }
        for (int[] edge : edges) {
            if (edge[0] != node && edge[1] != node) {
                cost += crowded(distance(node, edge[0], edge[1]), ROOM_AT_LINK);
            }
        }
        for (int neighbour : neighbours[node]) {
            cost += cost(node, neighbour) + narrow(node, neighbour, node) + narrow(neighbour, node, node);
        }
        return cost;
    }

    /** What the link between two costs others. */
    private double cost(int node, int neighbour) {
        double cost = 0;
        for (int[] edge : edges) {
            boolean apart = edge[0] != node && edge[1] != node && edge[0] != neighbour && edge[1] != neighbour;
            cost += apart && cross(node, neighbour, edge[0], edge[1]) ? CROSSING : 0;
        }
        for (int other = 0; other < shape.size(); other++) {
            if (other != node && other != neighbour) {
                cost += crowded(distance(other, node, neighbour), ROOM_AT_LINK);
            }
        }
        return cost;
    }

    /** How much the link from one to another looks like one of its other links. */
    private double narrow(int at, int to, int moved) {
        double cost = 0;
        for (int other : neighbours[at]) {
            if (other != to) {
                double cosine = cosine(at, to, other);
                // Pairs of links at the moved node come by twice, from either side.
                cost += cosine > NARROW ? (cosine - NARROW) * NARROW_ANGLE / (at == moved ? 2 : 1) : 0;
            }
        }
        return cost;
    }

    private double cosine(int at, int to, int other) {
        double ax = shape.x()[to] - shape.x()[at];
        double ay = shape.y()[to] - shape.y()[at];
        double bx = shape.x()[other] - shape.x()[at];
        double by = shape.y()[other] - shape.y()[at];
        double lengths = StrictMath.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
        return lengths == 0 ? 1 : (ax * bx + ay * by) / lengths;
    }

    private static double crowded(double distance, double room) {
        double lacking = 1 - distance / room;
        return lacking > 0 ? CROWDED * lacking * lacking : 0;
    }

    private double distance(int node, int a, int b) {
        double[] x = shape.x();
        double[] y = shape.y();
        return Segments.distance(x[node], y[node], x[a], y[a], x[b], y[b]);
    }

    private boolean cross(int a, int b, int c, int d) {
        double[] x = shape.x();
        double[] y = shape.y();
        return Segments.cross(x[a], y[a], x[b], y[b], x[c], y[c], x[d], y[d]);
    }
}
