package org.myrmex.lab.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Line.Kind;

/** Draws lines: those that matter upon those that do not, the route as a band beneath whatever runs along it. */
final class Links {
    /** A blue that is none of the colours of loads. */
    private static final String ROUTE_BAND = "#b4cdf5";

    private static final String ROUTE_LINE = "#1b4fa0";
    private static final String NEW_LINE = "#0b6b74";
    private static final String PLAIN = "#8d97a3";
    private static final String FAINT = "#c3c9d1";
    private static final String GONE = "#b9c0c8";

    private final Svg svg;
    /** Of a line; 1 where nodes are large. */
    private final double scale;

    private final boolean many;

    Links(Svg svg, int nodes) {
        this.svg = svg;
        this.many = nodes > Sheet.MOST_WITH_TEXT;
        this.scale = many ? 0.55 : nodes > 40 ? 0.8 : 1;
    }

    void draw(Shape centres, List<Line> lines) {
        band(path(centres, lines, Kind.ROUTE));
        line(Kind.GONE, path(centres, lines, Kind.GONE));
        line(Kind.LINK, path(centres, lines, Kind.LINK));
        line(Kind.ROUTE, path(centres, notNew(lines), Kind.ROUTE));
        line(Kind.NEW, path(centres, lines, Kind.NEW));
    }

    /** One line alone, for the legend. */
    void sample(Kind kind, double x, double y, double width) {
        StringBuilder path = new StringBuilder();
        stretch(path, x, y, x + width, y);
        if (kind == Kind.ROUTE) {
            band(path);
        }
        line(kind, path);
    }

    /** Where the route takes a new link, the band is enough: its line would fill the dashes. */
    private static List<Line> notNew(List<Line> lines) {
        Set<Long> isNew = new LinkedHashSet<>();
        lines.stream().filter(line -> line.kind() == Kind.NEW).forEach(line -> isNew.add(line.ends()));
        return lines.stream().filter(line -> !isNew.contains(line.ends())).toList();
    }

    private void band(StringBuilder path) {
        path(path, ROUTE_BAND, many ? 6.0 : 11 * scale, "stroke-linecap", "round");
    }

    private void line(Kind kind, StringBuilder path) {
        switch (kind) {
            case GONE -> path(path, GONE, many ? 0.5 : 1.4 * scale, "stroke-dasharray", "1.5 4");
            case LINK -> path(path, many ? FAINT : PLAIN, many ? 0.5 : 1.5 * scale);
            case ROUTE -> path(path, ROUTE_LINE, many ? 1.6 : 2.4 * scale);
            case NEW -> path(path, NEW_LINE, many ? 1.2 : 2.2 * scale, "stroke-dasharray", "6 4");
        }
    }

    private void path(StringBuilder path, String colour, double width, Object... attributes) {
        if (path.length() > 0) {
            svg.open("g", "fill", "none", "stroke", colour, "stroke-width", width);
            Object[] all = new Object[attributes.length + 2];
            all[0] = "d";
            all[1] = path;
            System.arraycopy(attributes, 0, all, 2, attributes.length);
            svg.shape("path", all).close("g");
        }
    }

    private static StringBuilder path(Shape centres, List<Line> lines, Kind kind) {
        StringBuilder path = new StringBuilder();
        for (Line line : lines) {
            if (line.kind() == kind) {
                stretch(
                        path,
                        centres.x()[line.a()],
                        centres.y()[line.a()],
                        centres.x()[line.b()],
                        centres.y()[line.b()]);
            }
        }
        return path;
    }

    private static void stretch(StringBuilder path, double ax, double ay, double bx, double by) {
        path.append('M');
        Svg.number(path, ax);
        path.append(' ');
        Svg.number(path, ay);
        path.append('L');
        Svg.number(path, bx);
        path.append(' ');
        Svg.number(path, by);
    }
}
