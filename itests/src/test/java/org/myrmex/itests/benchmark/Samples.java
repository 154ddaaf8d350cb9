package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Several values of one figure. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    List<Double> all() {
        return List.copyOf(values);
    }

    Optional<Double> median() {
        double[] sorted = sorted();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int half = sorted.length / 2;
        return Optional.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    /** {@code median (least–most)}, or a dash where nothing was measured. */
    String text(String format) {
        Optional<Double> median = median();
        if (median.isEmpty()) {
            return "–";
        }
        double[] sorted = sorted();
        String middle = String.format(Locale.ROOT, format, median.get());
        if (sorted[0] == sorted[sorted.length - 1]) {
            return middle;
        }
        return middle
                + String.format(Locale.ROOT, " (" + format + "–" + format + ")", sorted[0], sorted[sorted.length - 1]);
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
