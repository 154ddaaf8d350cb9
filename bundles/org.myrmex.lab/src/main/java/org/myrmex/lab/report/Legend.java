package org.myrmex.lab.report;

import java.util.List;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;

/** Says what colours, marks and lines mean; only those that the map has. */
final class Legend {
    private static final double BAR_WIDTH = 300;
    private static final double BAR_HEIGHT = 16;
    private static final int STRIPES = 60;
    private static final double TEXT = 12.5;
    private static final double ROW = 28;
    private static final double SAMPLE = 34;
    private static final double RADIUS = 10;
    private static final double GAP = 22;

    private final Svg svg;
    private final Loads loads;
    private final List<Spot> spots;
    private final List<Line> lines;
    private double x;
    private double y;

    Legend(Svg svg, Loads loads, List<Spot> spots, List<Line> lines) {
        this.svg = svg;
        this.loads = loads;
        this.spots = spots;
        this.lines = lines;
    }

    /** @return y below it */
    double draw(double top) {
        svg.shape("path", "d", "M24 " + Math.round(top) + "H676", "stroke", "#d5dae0", "stroke-width", 1);
        spectrum(Math.rint(top) + 24);
        x = Svg.MARGIN;
        y = Math.rint(top) + 24 + BAR_HEIGHT + 44;
        marks();
        kinds();
        return y;
    }

    private void spectrum(double top) {
        double stripe = BAR_WIDTH / STRIPES;
        for (int i = 0; i < STRIPES; i++) {
            svg.shape(
                    "rect",
                    "x",
                    Svg.MARGIN + i * stripe,
                    "y",
                    top,
                    "width",
                    stripe + (i < STRIPES - 1 ? 0.5 : 0),
                    "height",
                    BAR_HEIGHT,
                    "fill",
                    LoadColours.hex(LoadColours.of((i + 0.5) / STRIPES)));
        }
        svg.shape(
                "rect",
                "x",
                Svg.MARGIN,
                "y",
                top,
                "width",
                BAR_WIDTH,
                "height",
                BAR_HEIGHT,
                "fill",
                "none",
                "stroke",
                "#2b323a",
                "stroke-width",
                1);
        for (int percent = 0; percent <= 100; percent += 25) {
            double at = Svg.MARGIN + BAR_WIDTH * percent / 100;
            svg.shape(
                    "path", "d", "M" + Math.round(at) + " " + Math.round(top + BAR_HEIGHT) + "v4", "stroke", "#2b323a");
            String anchor = percent == 0 ? "start" : percent == 100 ? "end" : "middle";
            svg.text(at, top + BAR_HEIGHT + 17, TEXT, percent + " %", "text-anchor", anchor);
        }
        double right = Svg.MARGIN + BAR_WIDTH + 1.5 * GAP;
        svg.text(right, top + 5, 14, "Load relative to the highest", "font-weight", "bold");
        svg.text(right, top + 24, 13, "100 % = " + Loads.messages(loads.highest()) + who());
    }

    private String who() {
        List<String> busiest = spots.stream()
                .filter(spot -> spot.state() == Spot.State.COUNTED && spot.load() == loads.highest())
                .map(Spot::label)
                .limit(4)
                .toList();
        if (loads.highest() == 0 || busiest.isEmpty() || busiest.size() > 3) {
            return "";
        }
        return SvgText.shortened(", at " + String.join(", ", busiest), 30);
    }

    private void marks() {
        boolean text = spots.size() <= Sheet.MOST_WITH_TEXT;
        Nodes nodes = new Nodes(svg, loads);
        for (Spot.State state : Spot.State.values()) {
            if (spots.stream().noneMatch(spot -> spot.state() == state)) {
                continue;
            }
            item(SvgText.width(meaning(state, text), TEXT));
            Spot sample = new Spot(state == Spot.State.END ? "" : meaning(state, text), loads.highest() / 2, state);
            if (text) {
                nodes.sample(sample, x + SAMPLE / 2, y, RADIUS);
            } else {
                nodes.dot(sample, x + SAMPLE / 2, y, 6);
            }
            label(meaning(state, text));
        }
    }

    private String meaning(Spot.State state, boolean text) {
        return switch (state) {
            case COUNTED ->
                text
                        ? "node: messages received" + (spots.size() <= Sketch.MOST_NAMES ? ", its name beside" : "")
                        : "node: larger and redder with more load";
            case DEAD -> text ? "dead: messages until then" : "dead";
            case END -> "end: not counted";
        };
    }

    private void kinds() {
        Links links = new Links(svg, 1);
        for (Line.Kind kind : Line.Kind.values()) {
            if (lines.stream().anyMatch(line -> line.kind() == kind)) {
                String meaning =
                        switch (kind) {
                            case LINK -> "link";
                            case NEW -> "new link";
                            case GONE -> "link that went";
                            case ROUTE -> "route";
                        };
                item(SvgText.width(meaning, TEXT));
                links.sample(kind, x + 6, y, SAMPLE - 16);
                label(meaning);
            }
        }
    }

    /** Goes to the next row where this one is full. */
    private void item(double width) {
        if (x > Svg.MARGIN && x + SAMPLE + width > Svg.WIDTH - Svg.MARGIN) {
            x = Svg.MARGIN;
            y += ROW;
        }
    }

    private void label(String meaning) {
        svg.text(x + SAMPLE, y + 0.36 * TEXT, TEXT, meaning);
        x += SAMPLE + SvgText.width(meaning, TEXT) + GAP;
    }
}
