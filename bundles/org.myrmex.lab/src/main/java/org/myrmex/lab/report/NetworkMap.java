package org.myrmex.lab.report;

import java.util.List;
import java.util.Locale;

/** A network drawn as SVG, its nodes coloured by their load relative to the highest. */
public final class NetworkMap {
    private static final int WIDTH = 700;

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
            /** The traffic takes it: thick. */
            ROUTE
        }
    }

    /**
     * Draws the map; it hangs on the arguments alone.
     *
     * @param lines of several between the same two spots each is drawn
     * @param places one for each spot, or none: then the map says that there are too many nodes to draw
     */
    public static String svg(String title, String subtitle, List<Spot> spots, List<Line> lines, List<Place> places) {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 700\">\n");
        svg.append("<rect width=\"700\" height=\"700\" fill=\"#fff\"/>\n");
        for (Place place : places) {
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/>\n", WIDTH * place.x(), WIDTH * place.y()));
        }
        return svg.append("</svg>\n").toString();
    }
}
