package org.myrmex.lab.experiment;

import java.util.Arrays;

/** Figures of one kind, to be summed up. */
final class Sample {
    private double[] values = new double[16];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** {@link Double#NaN} of none. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum / size;
    }

    /** Standard error of the mean; {@link Double#NaN} of fewer than two. */
    double standardError() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return size < 2 ? Double.NaN : Math.sqrt(squares / (size - 1) / size);
    }

    /**
     * The smallest figure that this share of them does not exceed.
     *
     * @param share 0 to 1
     * @return {@link Double#NaN} of none
     */
    double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }
}
