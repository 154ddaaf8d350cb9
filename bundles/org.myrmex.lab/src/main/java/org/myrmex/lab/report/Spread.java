package org.myrmex.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Several runs' figures in two.
 *
 * @param mean of them
 * @param deviation standard deviation of a single run around it; 0 for one run
 */
public record Spread(double mean, double deviation) {
    private static final double DIGITS = 1e4;

    /** @param figures at least one */
    public static Spread of(List<Double> figures) {
        double sum = 0;
        for (double figure : figures) {
            sum += figure;
        }
        double mean = sum / figures.size();
        double squares = 0;
        for (double figure : figures) {
            squares += (figure - mean) * (figure - mean);
        }
        double variance = figures.size() < 2 ? 0 : squares / (figures.size() - 1);
        return new Spread(mean, Math.sqrt(variance));
    }

    /** For programs, to four digits after the point. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", rounded(mean));
        json.put("deviation", rounded(deviation));
        return json;
    }

    /** To four digits after the point, as in {@link #json}. */
    public static double rounded(double figure) {
        return Math.rint(figure * DIGITS) / DIGITS;
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
}
