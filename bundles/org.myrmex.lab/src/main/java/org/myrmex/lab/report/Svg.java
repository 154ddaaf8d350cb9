package org.myrmex.lab.report;

/** Writes SVG: the same bytes everywhere, no scripts, and no fonts but the reader's own. */
final class Svg {
    /** Of the page, in pixels. */
    static final int WIDTH = 700;

    static final int MARGIN = 24;
    static final String INK = "#14181d";
    static final String FAINT_INK = "#48515c";
    static final String PAPER = "#ffffff";

    private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    private static final double LINE = 1.35;

    private final StringBuilder body = new StringBuilder();

    /** @param attributes names and values in turn */
    Svg open(String name, Object... attributes) {
        return tag(name, attributes, ">\n");
    }

    Svg close(String name) {
        body.append("</").append(name).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    Svg shape(String name, Object... attributes) {
        return tag(name, attributes, "/>\n");
    }

    /** What is shown when the pointer rests on the element that was opened last. */
    Svg tooltip(String text) {
        body.append("<title>").append(SvgText.escaped(text)).append("</title>\n");
        return this;
    }

    /** @param y of the line that letters stand on */
    Svg text(double x, double y, double size, String text, Object... attributes) {
        body.append("<text");
        attributes("x", x, "y", y, "font-size", size);
        attributes(attributes);
        body.append('>');
        body.append(SvgText.escaped(text)).append("</text>\n");
        return this;
    }

    /** Lines as wide as the page. @return y of the line after them */
    double paragraph(double y, double size, String text, Object... attributes) {
        double at = y;
        for (String line : SvgText.wrapped(text, WIDTH - 2 * MARGIN, size)) {
            text(MARGIN, at, size, line, attributes);
            at += size * LINE;
        }
        return at;
    }

    /** The whole picture. */
    String finish(double height, String title, String description) {
        Svg whole = new Svg();
        long high = (long) Math.ceil(height);
        whole.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                WIDTH,
                "height",
                high,
                "viewBox",
                "0 0 " + WIDTH + " " + high,
                "font-family",
                FONTS,
                "fill",
                INK);
        whole.tooltip(title);
        whole.body.append("<desc>").append(SvgText.escaped(description)).append("</desc>\n");
        whole.shape("rect", "width", WIDTH, "height", high, "fill", PAPER);
        whole.body.append(body);
        return whole.close("svg").body.toString();
    }

    /** At most two decimals, and a point whatever the language. */
    static void number(StringBuilder to, double value) {
        long hundredths = Math.round(value * 100);
        long size = Math.abs(hundredths);
        to.append(hundredths < 0 ? "-" : "").append(size / 100);
        if (size % 100 != 0) {
            to.append('.').append(size / 10 % 10);
            if (size % 10 != 0) {
                to.append(size % 10);
            }
        }
    }

    private Svg tag(String name, Object[] attributes, String end) {
        body.append('<').append(name);
        attributes(attributes);
        body.append(end);
        return this;
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            body.append(' ').append(attributes[i]).append("=\"");
            if (attributes[i + 1] instanceof Double value) {
                number(body, value);
            } else {
                body.append(SvgText.escaped(String.valueOf(attributes[i + 1])));
            }
            body.append('"');
        }
    }
}
