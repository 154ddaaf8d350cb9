package org.myrmex.lab.report;

import java.util.List;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;

/** Draws the network itself: links, upon them nodes, upon them names. */
final class Sketch {
    /** Above so many nodes names would hide more than they tell; they are still shown where the pointer rests. */
    static final int MOST_NAMES = 60;

    private static final double LARGEST_NAME = 13;
    private static final double SMALL_NAME = 10.5;
    private static final int MANY = 30;
    private static final int LETTERS = 16;

    private final Svg svg;
    private final Sheet sheet;
    private final List<Spot> spots;
    private final List<Line> lines;
    private final Nodes nodes;

    Sketch(Svg svg, Sheet sheet, Loads loads, List<Spot> spots, List<Line> lines) {
        this.svg = svg;
        this.sheet = sheet;
        this.spots = spots;
        this.lines = lines;
        this.nodes = new Nodes(svg, loads);
    }

    void draw() {
        new Links(svg, spots.size()).draw(sheet.centres(), lines);
        for (int i = 0; i < spots.size(); i++) {
            double x = sheet.centres().x()[i];
            double y = sheet.centres().y()[i];
            if (sheet.withText()) {
                nodes.circle(spots.get(i), x, y, sheet.radius());
            } else {
                nodes.dot(spots.get(i), x, y, sheet.radius());
            }
        }
        if (spots.size() <= MOST_NAMES) {
            names();
        }
    }

    private void names() {
        double size = spots.size() > MANY ? SMALL_NAME : LARGEST_NAME;
        Names names = new Names(sheet, lines);
        svg.open(
                "g",
                "text-anchor",
                "middle",
                "stroke",
                Svg.PAPER,
                "stroke-width",
                3,
                "stroke-linejoin",
                "round",
                "paint-order",
                "stroke");
        for (int i = 0; i < spots.size(); i++) {
            if (spots.get(i).state() != Spot.State.END) {
                String text = SvgText.shortened(spots.get(i).label(), LETTERS);
                Box box = names.place(i, SvgText.width(text, size) + 2, size);
                svg.text(box.x(), box.y() + 0.36 * size, size, text);
            }
        }
        svg.close("g");
    }
}
