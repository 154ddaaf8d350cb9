package org.myrmex.lab.report;

import java.util.List;
import java.util.Locale;
import org.myrmex.lab.report.NetworkMap.Spot;

/**
 * Loads beside the highest one. The dead are left out: they count no more, and have no colour.
 *
 * @param highest messages
 */
record Loads(long highest) {
    private static final int COMPACT_FROM = 1_000;

    static Loads of(List<Spot> spots) {
        return new Loads(spots.stream()
                .filter(spot -> spot.state() == Spot.State.COUNTED)
                .mapToLong(Spot::load)
                .max()
                .orElse(0));
    }

    /** Of the highest, 0..1. */
    double share(long load) {
        return highest == 0 ? 0 : (double) load / highest;
    }

    /** A whole number of percent. */
    long percent(long load) {
        return Math.round(100 * share(load));
    }

    /** The colour of a node. */
    int colour(long load) {
        return LoadColours.of(share(load));
    }

    static String messages(long count) {
        return count(count, "message");
    }

    /** The count and its unit. */
    static String count(long count, String unit) {
        return String.format(Locale.ROOT, "%,d ", count) + unit + (count == 1 ? "" : "s");
    }

    /** At most four letters and a point: 1234 is 1.2k. */
    static String compact(long count) {
        String units = "kMGTPE";
        double value = count;
        int unit = -1;
        while (value >= COMPACT_FROM && unit < units.length() - 1) {
            value /= COMPACT_FROM;
            unit++;
        }
        if (unit < 0) {
            return Long.toString(count);
        }
        long tenths = (long) (value * 10);
        return tenths / 10 + (tenths < 100 && tenths % 10 != 0 ? "." + tenths % 10 : "") + units.charAt(unit);
    }
}
