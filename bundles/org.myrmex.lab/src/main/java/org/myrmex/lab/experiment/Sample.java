package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.report.Spread;

/** Figures of one kind, to be summed up. */
final class Sample {
    private final List<Double> figures = new ArrayList<>();

    void add(double figure) {
        figures.add(figure);
    }

    int size() {
        return figures.size();
    }

    /** {@link Double#NaN} of none. */
    double mean() {
        return Spread.of(figures).mean();
    }

    /** Standard error of the mean; {@link Double#NaN} of fewer than two. */
    double standardError() {
        return size() < 2 ? Double.NaN : Spread.of(figures).deviation() / Math.sqrt(size());
    }

    /**
     * The smallest figure that this share of them does not exceed.
     *
     * @param share 0 to 1
     * @return {@link Double#NaN} of none
     */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * size());
        return figures.stream().sorted().skip(Math.max(0, rank - 1)).findFirst().orElse(Double.NaN);
    }
}
