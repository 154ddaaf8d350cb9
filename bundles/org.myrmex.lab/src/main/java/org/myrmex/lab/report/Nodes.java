package org.myrmex.lab.report;

import java.util.List;
import org.myrmex.lab.report.NetworkMap.Spot;

/** Draws nodes: coloured by load with the count inside, crossed out when dead, square when they are an end. */
final class Nodes {
    private static final String RIM = "#2b323a";
    private static final String DEAD_FILL = "#eceef1";
    private static final String DEAD_RIM = "#8b939d";
    private static final String DEAD_CROSS = "#a3abb5";
    private static final double LARGEST_TEXT = 15;
    private static final double LEAST_TEXT = 8.5;
    private static final int END_LETTERS = 12;
    private static final double CROSS = 0.7;

    private final Svg svg;
    private final Loads loads;

    Nodes(Svg svg, Loads loads) {
        this.svg = svg;
        this.loads = loads;
    }

    /** A node with text in it. */
    void circle(Spot spot, double x, double y, double radius) {
        svg.open("g").tooltip(tooltip(spot));
        switch (spot.state()) {
            case COUNTED -> {
                int colour = loads.colour(spot.load());
                disc(x, y, radius, LoadColours.hex(colour), RIM, 1.3);
                count(spot.load(), x, y, radius, LoadColours.hex(LoadColours.textOn(colour)));
            }
            case DEAD -> {
                disc(x, y, radius, DEAD_FILL, DEAD_RIM, 1.3, "stroke-dasharray", "3 2.5");
                cross(x, y, radius * CROSS);
                count(spot.load(), x, y, radius, Svg.FAINT_INK, "stroke", DEAD_FILL, "stroke-width", 4.0);
            }
            case END -> end(spot.label(), x, y, radius);
        }
        svg.close("g");
    }

    /** As in the legend: without text. */
    void sample(Spot spot, double x, double y, double radius) {
        switch (spot.state()) {
            case COUNTED -> disc(x, y, radius, LoadColours.hex(loads.colour(spot.load())), RIM, 1.3);
            case DEAD -> {
                disc(x, y, radius, DEAD_FILL, DEAD_RIM, 1.3, "stroke-dasharray", "3 2.5");
                cross(x, y, radius * CROSS);
            }
            case END -> square(x, y, radius, radius * 0.85, 2);
        }
    }

    /** A node without text: the more load, the larger, for colour is never alone in saying something. */
    void dot(Spot spot, double x, double y, double largest) {
        double radius = largest * (0.5 + 0.5 * loads.share(spot.load()));
        svg.open("g").tooltip(tooltip(spot));
        switch (spot.state()) {
            case COUNTED -> disc(x, y, radius, LoadColours.hex(loads.colour(spot.load())), RIM, 0.5);
            case DEAD -> {
                disc(x, y, largest / 2, DEAD_FILL, DEAD_RIM, 0.5);
                cross(x, y, largest);
            }
            case END -> square(x, y, Math.max(largest, 4), Math.max(largest, 4), 1.5);
        }
        svg.close("g");
    }

    private void end(String label, double x, double y, double radius) {
        String text = SvgText.shortened(label, END_LETTERS);
        double size = endSize(radius);
        square(x, y, halfWidth(label, radius), radius * 0.85, 2);
        svg.text(x, y + 0.36 * size, size, text, "text-anchor", "middle", "font-weight", "bold");
    }

    /** Of an end: its name has to fit in. */
    static double halfWidth(String label, double radius) {
        String text = SvgText.shortened(label, END_LETTERS);
        return Math.max(radius * 0.85, SvgText.boldWidth(text, endSize(radius)) / 2 + 7);
    }

    private static double endSize(double radius) {
        return Math.min(14, 0.75 * radius);
    }

    private void square(double x, double y, double halfWidth, double halfHeight, double line) {
        svg.shape(
                "rect",
                "x",
                x - halfWidth,
                "y",
                y - halfHeight,
                "width",
                2 * halfWidth,
                "height",
                2 * halfHeight,
                "rx",
                3,
                "fill",
                Svg.PAPER,
                "stroke",
                RIM,
                "stroke-width",
                line);
    }

    private void disc(double x, double y, double radius, String fill, String rim, double line, Object... attributes) {
        svg.open("g", attributes);
        svg.shape("circle", "cx", x, "cy", y, "r", radius, "fill", fill, "stroke", rim, "stroke-width", line);
        svg.close("g");
    }

    private void cross(double x, double y, double arm) {
        StringBuilder path = new StringBuilder();
        for (int way : List.of(1, -1)) {
            path.append('M');
            Svg.number(path, x - arm);
            path.append(' ');
            Svg.number(path, y - way * arm);
            path.append('L');
            Svg.number(path, x + arm);
            path.append(' ');
            Svg.number(path, y + way * arm);
        }
        svg.shape("path", "d", path, "stroke", DEAD_CROSS, "stroke-width", Math.max(1.2, Math.min(2, arm / 3)));
    }

    private void count(long load, double x, double y, double radius, String ink, Object... attributes) {
        String exact = Long.toString(load);
        String text = size(exact, radius) >= LEAST_TEXT ? exact : Loads.compact(load);
        double size = size(text, radius);
        svg.open("g", attributes)
                .text(
                        x,
                        y + 0.36 * size,
                        size,
                        text,
                        "text-anchor",
                        "middle",
                        "font-weight",
                        "bold",
                        "fill",
                        ink,
                        "paint-order",
                        "stroke")
                .close("g");
    }

    private static double size(String text, double radius) {
        return Math.min(Math.min(LARGEST_TEXT, radius), 1.7 * radius / SvgText.boldWidth(text, 1));
    }

    private String tooltip(Spot spot) {
        return switch (spot.state()) {
            case COUNTED ->
                spot.label() + ": " + Loads.messages(spot.load()) + ", " + loads.percent(spot.load())
                        + " % of the highest load";
            case DEAD -> spot.label() + ": dead, " + Loads.messages(spot.load()) + " until then";
            case END -> spot.label() + ": its load is not counted";
        };
    }
}
