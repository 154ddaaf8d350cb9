package org.myrmex.lab.report;

import java.util.SplittableRandom;

/**
 * Places the nodes of a connected network so that distances on paper are distances in links, as well as can be: stress,
 * lowered pair by pair in random order (Zheng, Pawar, Goodman: Graph Drawing by Stochastic Gradient Descent, 2018).
 */
final class Stress {
    private static final int ROUNDS = 40;
    /** How much of what the heaviest pair is off the last round still mends. */
    private static final double LAST_STEP = 0.05;

    private static final double SAME_POINT = 1e-9;

    private final Pairs pairs;
    private final Shape shape;

    private Stress(Pairs pairs, Shape shape) {
        this.pairs = pairs;
        this.shape = shape;
    }

    static Shape place(Pairs pairs, int nodes, SplittableRandom chance) {
        Shape shape = new Shape(nodes);
        double side = StrictMath.sqrt(nodes);
        for (int i = 0; i < nodes; i++) {
            shape.x()[i] = side * Chance.share(chance);
            shape.y()[i] = side * Chance.share(chance);
        }
        if (pairs.count() > 0) {
            new Stress(pairs, shape).lower(chance);
        }
        return shape;
    }

    private void lower(SplittableRandom chance) {
        int[] order = new int[pairs.count()];
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            least = Math.min(least, pairs.weightA[i]);
            most = Math.max(most, pairs.weightA[i]);
        }
        double first = 1 / least;
        double fall = StrictMath.log(LAST_STEP / most / first) / (ROUNDS - 1);
        for (int round = 0; round < ROUNDS; round++) {
            Chance.shuffle(order, chance);
            double step = first * StrictMath.exp(fall * round);
            for (int pair : order) {
                move(pair, step);
            }
        }
    }

    private void move(int pair, double step) {
        int a = pairs.a[pair];
        int b = pairs.b[pair];
        double distance = shape.distance(a, b);
        if (distance < SAME_POINT) {
            return;
        }
        double off = (distance - pairs.distance[pair]) / 2 / distance;
        double dx = off * (shape.x()[a] - shape.x()[b]);
        double dy = off * (shape.y()[a] - shape.y()[b]);
        double moveA = Math.min(1, pairs.weightA[pair] * step);
        double moveB = Math.min(1, pairs.weightB[pair] * step);
        shape.x()[a] -= moveA * dx;
        shape.y()[a] -= moveA * dy;
        shape.x()[b] += moveB * dx;
        shape.y()[b] += moveB * dy;
    }
}
