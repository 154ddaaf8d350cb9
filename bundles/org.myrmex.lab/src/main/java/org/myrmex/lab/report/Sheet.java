package org.myrmex.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myrmex.lab.report.NetworkMap.Spot;

/**
 * Where on the page nodes are drawn, and how large.
 *
 * @param centres in pixels
 * @param radius of a node, in pixels; in large networks of the most loaded one
 * @param bottom y below the map
 */
record Sheet(Shape centres, double radius, double bottom) {
    /** Above so many nodes dots without text are drawn. */
    static final int MOST_WITH_TEXT = 150;

    private static final double LARGEST = 21;
    private static final double MOST_HEIGHT = 560;
    private static final double MOST_HEIGHT_OF_MANY = 652;
    private static final double LEAST_HEIGHT = 60;
    /** A handful of nodes does not need the whole page. */
    private static final double WIDTH_FOR_A_NODE = 110;

    /** @param top y above the map */
    static Sheet of(List<Place> places, List<Spot> spots, double top) {
        int n = places.size();
        boolean many = n > MOST_WITH_TEXT;
        double rim = many ? 12 : 36;
        double width = Svg.WIDTH - 2 * Svg.MARGIN - 2 * Math.max(rim, many ? 0 : widestEnd(spots));
        Shape centres = new Shape(
                places.stream().mapToDouble(Place::x).toArray(),
                places.stream().mapToDouble(Place::y).toArray());
        double scaleX = Math.min(width, WIDTH_FOR_A_NODE * n) / Math.max(centres.width(), 1e-6);
        double scaleY = (many ? MOST_HEIGHT_OF_MANY : MOST_HEIGHT) / Math.max(centres.height(), 1e-6);
        double scale = Math.min(scaleX, scaleY);
        for (int i = 0; i < n; i++) {
            centres.x()[i] *= scale;
            centres.y()[i] *= scale;
        }
        double height = Math.max(centres.height(), LEAST_HEIGHT);
        centres.moveTo((Svg.WIDTH - centres.width()) / 2, top + rim + (height - centres.height()) / 2);
        return new Sheet(centres, many ? dot(n, centres) : circle(centres), top + height + 2 * rim);
    }

    boolean withText() {
        return centres.size() <= MOST_WITH_TEXT;
    }

    /** From the middle of an end to its side. */
    private static double widestEnd(List<Spot> spots) {
        return spots.stream()
                .filter(spot -> spot.state() == Spot.State.END)
                .mapToDouble(spot -> Nodes.halfWidth(spot.label(), LARGEST))
                .max()
                .orElse(0);
    }

    /** So large that few touch. */
    private static double circle(Shape centres) {
        int n = centres.size();
        double[] nearest = new double[n];
        Arrays.fill(nearest, 1e9);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                nearest[i] = i == j ? nearest[i] : Math.min(nearest[i], centres.distance(i, j));
            }
        }
        Arrays.sort(nearest);
        double typical = n == 0 ? 0 : nearest[n / 10];
        return Math.min(Math.max(0.42 * typical, 8), LARGEST);
    }

    private static double dot(int n, Shape centres) {
        double room = StrictMath.sqrt(centres.width() * centres.height() / n);
        return Math.min(Math.max(0.3 * room, 1.5), 8);
    }

    /** The boxes of all nodes, for names to keep clear of. */
    List<Box> boxes() {
        List<Box> boxes = new ArrayList<>(centres.size());
        for (int i = 0; i < centres.size(); i++) {
            boxes.add(new Box(centres.x()[i], centres.y()[i], 2 * radius, 2 * radius));
        }
        return boxes;
    }
}
