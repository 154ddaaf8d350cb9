package org.myrmex.lab.report;

import java.util.List;

/** Puts the maps of parts that are not linked beside each other: in rows, as words on a page. */
final class Packing {
    /** How much wider than high the whole becomes, about. */
    private static final double PROPORTION = 1.4;

    private Packing() {}

    /**
     * @param shapes each laid flat; the highest first makes for the least waste
     * @param gap between them, in lengths of a link
     */
    static void pack(List<Shape> shapes, double gap) {
        double area = 0;
        double widest = 0;
        for (Shape shape : shapes) {
            area += (shape.width() + gap) * (shape.height() + gap);
            widest = Math.max(widest, shape.width() + gap);
        }
        double rowWidth = Math.max(widest, StrictMath.sqrt(area * PROPORTION));
        double left = 0;
        double top = 0;
        double rowHeight = 0;
        for (Shape shape : shapes) {
            if (left > 0 && left + shape.width() > rowWidth) {
                left = 0;
                top += rowHeight + gap;
                rowHeight = 0;
            }
            shape.moveTo(left, top);
            left += shape.width() + gap;
            rowHeight = Math.max(rowHeight, shape.height());
        }
    }
}
