package org.myrmex.lab.report;

import java.util.Arrays;

/** Pushes nodes apart that hide each other. */
final class Spacing {
    private static final int ROUNDS = 40;
    /** Between two nodes, as a share of what each would have if all were spread evenly. */
    private static final double ROOM = 0.75;
    /** In a crowd a node looks at so many others a round: more would take time that grows with its square. */
    private static final int MOST_LOOKED_AT = 64;

    private final Shape shape;
    private final double room;
    private int columns;
    private int rows;
    /** Where the nodes of a cell of the grid begin in {@link #nodes}. */
    private int[] begin = {};

    private final int[] nodes;

    private Spacing(Shape shape, double room) {
        this.shape = shape;
        this.room = room;
        this.nodes = new int[shape.size()];
    }

    /** The room that each node of a shape can have. */
    static double room(Shape shape) {
        double area = Math.max(shape.width(), 1) * Math.max(shape.height(), 1);
        return ROOM * StrictMath.sqrt(area / Math.max(shape.size(), 1));
    }

    /** @param room that each is to have about itself, in lengths of a link */
    static void apart(Shape shape, double room) {
        Spacing spacing = new Spacing(shape, room);
        for (int round = 0; round < ROUNDS; round++) {
            if (!spacing.round()) {
                return;
            }
        }
    }

    private boolean round() {
        shape.moveTo(0, 0);
        sort();
        boolean moved = false;
        for (int node = 0; node < nodes.length; node++) {
            moved |= push(node);
        }
        return moved;
    }

    /** Sorts nodes into cells as wide as the room that each wants: whoever is too near is next door. */
    private void sort() {
        // No more cells than a few for each node: far-off parts would otherwise need a grid of nothing.
        columns = cells(shape.width());
        rows = cells(shape.height());
        begin = new int[columns * rows + 1];
        for (int node = 0; node < nodes.length; node++) {
            begin[cell(node) + 1]++;
        }
        for (int i = 1; i < begin.length; i++) {
            begin[i] += begin[i - 1];
        }
        int[] next = Arrays.copyOf(begin, begin.length);
        for (int node = 0; node < nodes.length; node++) {
            nodes[next[cell(node)]++] = node;
        }
    }

    private boolean push(int node) {
        boolean moved = false;
        int looked = 0;
        int column = column(node);
        int row = row(node);
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                int cell = r * columns + c;
                for (int i = begin[cell]; i < begin[cell + 1] && looked < MOST_LOOKED_AT; i++, looked++) {
                    moved |= nodes[i] > node && push(node, nodes[i]);
                }
            }
        }
        return moved;
    }

    private boolean push(int node, int other) {
        double distance = shape.distance(node, other);
        if (distance >= room) {
            return false;
        }
        double dx = shape.x()[node] - shape.x()[other];
        double dy = shape.y()[node] - shape.y()[other];
        if (distance < 1e-6) {
            // Upon each other: each pair parts in a direction of its own.
            dx = StrictMath.cos(node + 3.0 * other);
            dy = StrictMath.sin(node + 3.0 * other);
            distance = 1;
        }
        double by = (room - Math.min(distance, room)) / 2 / distance + 1e-3;
        shape.x()[node] += by * dx;
        shape.y()[node] += by * dy;
        shape.x()[other] -= by * dx;
        shape.y()[other] -= by * dy;
        return true;
    }

    private int cells(double extent) {
        return (int) Math.min(extent / room + 1, 4 * StrictMath.sqrt(nodes.length) + 1);
    }

    private int cell(int node) {
        return row(node) * columns + column(node);
    }

    private int column(int node) {
        return clamped(shape.x()[node], columns);
    }

    private int row(int node) {
        return clamped(shape.y()[node], rows);
    }

    private int clamped(double value, int most) {
        return (int) Math.min(Math.max(value / room, 0), most - 1.0);
    }
}
