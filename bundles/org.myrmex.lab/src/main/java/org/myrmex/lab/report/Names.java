package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.report.NetworkMap.Line;

/** Finds room beside each node for its name: off the links, off other nodes and names, and on the page. */
final class Names {
    private static final int DIRECTIONS = 24;
    private static final double GAP = 3;
    /** How bad it is that a link runs through a name. */
    private static final double LINK_THROUGH = 100;
    /** How bad a square pixel of it is on a node or another name. */
    private static final double HIDDEN = 4;
    /** Around a name, where no line is to be. */
    private static final double CLEAR_OF_LINKS = 3;

    private static final double CLEAR_OF_ROUTES = 7;

    private final Sheet sheet;
    private final List<Line> lines;
    private final List<Box> taken;

    Names(Sheet sheet, List<Line> lines) {
        this.sheet = sheet;
        this.lines = lines;
        this.taken = new ArrayList<>(sheet.boxes());
    }

    /** Where the name of a node goes; that place is taken then. */
    Box place(int node, double width, double height) {
        Box best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < DIRECTIONS; i++) {
            Box box = beside(node, 2 * StrictMath.PI * i / DIRECTIONS, width, height);
            double cost = cost(box) + 0.01 * i;
            if (cost < lowest) {
                best = box;
                lowest = cost;
            }
        }
        taken.add(best);
        return best;
    }

    /** Touches the node in that direction: 0 is right, then clockwise. */
    private Box beside(int node, double angle, double width, double height) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double away = sheet.radius() + GAP;
        return new Box(
                sheet.centres().x()[node] + away * cos + width / 2 * Math.max(-1, Math.min(1, 1.4 * cos)),
                sheet.centres().y()[node] + away * sin + height / 2 * Math.max(-1, Math.min(1, 1.4 * sin)),
                width,
                height);
    }

    private double cost(Box box) {
        double cost = 0;
        for (Box other : taken) {
            cost += HIDDEN * box.overlap(other);
        }
        double[] x = sheet.centres().x();
        double[] y = sheet.centres().y();
        for (Line line : lines) {
            cost += box.wider(clear(line)).meets(x[line.a()], y[line.a()], x[line.b()], y[line.b()]) ? LINK_THROUGH : 0;
        }
        double beyond = Math.max(0, box.width() / 2 - box.x()) + Math.max(0, box.x() + box.width() / 2 - Svg.WIDTH);
        return cost + LINK_THROUGH * beyond;
    }

    private static double clear(Line line) {
        return line.kind() == Line.Kind.ROUTE ? CLEAR_OF_ROUTES : CLEAR_OF_LINKS;
    }
}
