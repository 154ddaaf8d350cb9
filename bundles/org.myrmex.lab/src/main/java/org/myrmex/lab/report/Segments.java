package org.myrmex.lab.report;

/** What two stretches of line, or one and a point, have to do with each other. */
final class Segments {
    private Segments() {}

    /** Whether they cross; stretches that share an end are asked about by nobody. */
    static boolean cross(double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0
                && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
    }

    /** How far a point is from the stretch a - b. */
    static double distance(double px, double py, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((px - ax) * dx + (py - ay) * dy) / length;
        double at = Math.min(Math.max(along, 0), 1);
        double offX = px - ax - at * dx;
        double offY = py - ay - at * dy;
        return StrictMath.sqrt(offX * offX + offY * offY);
    }

    private static double side(double ax, double ay, double bx, double by, double px, double py) {
        return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    }
}
