package org.myrmex.lab.report;

/** An upright rectangle: its middle, width and height, in pixels. */
record Box(double x, double y, double width, double height) {
    /** How much of one is upon the other, in square pixels. */
    double overlap(Box other) {
        double across = (width + other.width) / 2 - Math.abs(x - other.x);
        double down = (height + other.height) / 2 - Math.abs(y - other.y);
        return across > 0 && down > 0 ? across * down : 0;
    }

    Box wider(double by) {
        return new Box(x, y, width + 2 * by, height + 2 * by);
    }

    /** Whether the stretch a - b runs through it. */
    boolean meets(double ax, double ay, double bx, double by) {
        double left = x - width / 2;
        double right = x + width / 2;
        double top = y - height / 2;
        double bottom = y + height / 2;
        if (Math.max(ax, bx) < left
                || Math.min(ax, bx) > right
                || Math.max(ay, by) < top
                || Math.min(ay, by) > bottom) {
            return false;
        }
        return holds(ax, ay)
                || holds(bx, by)
                || Segments.cross(ax, ay, bx, by, left, top, right, bottom)
                || Segments.cross(ax, ay, bx, by, left, bottom, right, top);
    }

    private boolean holds(double px, double py) {
        return Math.abs(px - x) <= width / 2 && Math.abs(py - y) <= height / 2;
    }
}
