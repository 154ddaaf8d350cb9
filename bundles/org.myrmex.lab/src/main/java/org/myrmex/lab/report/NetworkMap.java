package org.myrmex.lab.report;

import java.util.List;

/** A network drawn as SVG, its nodes coloured by their load relative to the highest. */
public final class NetworkMap {
    /** Where letters of the title stand. */
    private static final double TOP = 38;

    private NetworkMap() {}

    /**
     * A node.
     *
     * @param label its name
     * @param load messages that it received so far
     */
    public record Spot(String label, long load, State state) {
        /** What of its load is shown. */
        public enum State {
            /** Its load counts. */
            COUNTED,
            /** It was killed: its last load is shown, in grey. */
            DEAD,
            /** Whoever began or answered: no load is shown. */
            END
        }

        public Spot {
            if (load < 0) {
                throw new IllegalArgumentException("a load of " + load + " messages; loads are counts");
            }
        }
    }

    /**
     * A link.
     *
     * @param a index of a spot
     * @param b index of a spot
     */
    public record Line(int a, int b, Kind kind) {
        /** How it is drawn. */
        public enum Kind {
            /** Plain. */
            LINK,
            /** It came since the last map: dashed. */
            NEW,
            /** It went, with a node that died. */
            GONE,
            /** The traffic takes it: thick. Beside another line between the same two it lies beneath that one. */
            ROUTE
        }

        /** The same for all lines between two spots. */
        long ends() {
            return (long) Math.min(a, b) << 32 | Math.max(a, b);
        }
    }

    /**
     * Draws the map; it hangs on the arguments alone.
     *
     * @param lines of several between the same two spots each is drawn
     * @param places one for each spot, or none: then the map says that there are too many nodes to draw
     */
    public static String svg(String title, String subtitle, List<Spot> spots, List<Line> lines, List<Place> places) {
        check(spots, lines, places);
        Loads loads = Loads.of(spots);
        Svg svg = new Svg();
        double y = svg.paragraph(TOP, 20, title, "font-weight", "bold");
        y = svg.paragraph(y, 14, subtitle, "fill", Svg.FAINT_INK);
        if (places.isEmpty()) {
            String why = spots.isEmpty() ? "Nothing to draw" : "Too many for a map";
            y = svg.paragraph(
                    y + Svg.MARGIN,
                    14,
                    why + ": " + Loads.count(spots.size(), "node") + ", " + Loads.count(lines.size(), "link") + ".");
        } else {
            Sheet sheet = Sheet.of(places, spots, y);
            new Sketch(svg, sheet, loads, spots, lines).draw();
            y = sheet.bottom();
        }
        double bottom = new Legend(svg, loads, spots, lines).draw(y);
        return svg.finish(bottom + Svg.MARGIN, title, Description.of(spots, lines, loads));
    }

    private static void check(List<Spot> spots, List<Line> lines, List<Place> places) {
        if (!places.isEmpty() && places.size() != spots.size()) {
            throw new IllegalArgumentException(places.size() + " places for " + spots.size() + " nodes; one for each");
        }
        for (Line line : lines) {
            if (Math.min(line.a(), line.b()) < 0 || Math.max(line.a(), line.b()) >= spots.size()) {
                throw new IllegalArgumentException(line + " among " + spots.size() + " nodes; lines are between nodes");
            }
        }
    }
}
