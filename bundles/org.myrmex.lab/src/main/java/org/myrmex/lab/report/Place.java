package org.myrmex.lab.report;

/**
 * Where a node is drawn, as shares of the map's longer side.
 *
 * @param x 0 is left, 1 is right
 * @param y 0 is top, 1 is bottom
 */
public record Place(double x, double y) {
    public Place {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new IllegalArgumentException("a place at " + x + ", " + y + "; places are shares, 0..1");
        }
    }
}
