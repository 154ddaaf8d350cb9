package org.myrmex.lab.report;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** How high a share may be in truth, when so much of a sample showed it: 95 % upper bounds, one-sided. */
public final class Bounds {
    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 2_000;
    private static final int HALVINGS = 60;
    private static final int MAX_TERMS = 500;
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;
    /** Lanczos' series for the logarithm of the gamma function (Press and others, Numerical Recipes, 6.1). */
    private static final double[] LANCZOS = {
        76.18009172947146,
        -86.50532032941678,
        24.01409824083091,
        -1.231739572450155,
        0.1208650973866179e-2,
        -0.5395239384953e-5
    };

    private Bounds() {}

    /** After Clopper and Pearson 1934, as if each of the sample were drawn by itself. */
    public static double clopperPearson(long shown, long sample) {
        if (shown >= sample) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (beta(shown + 1.0, (double) (sample - shown), middle) < CONFIDENCE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Of a mean over runs, each of which counts as one draw whatever its peers have in common: the bootstrap's percentile; where
     * no run shows anything the bound for the share of runs that would.
     */
    public static double ofRuns(List<Double> shares, RandomGenerator random) {
        if (shares.stream().allMatch(share -> share == 0)) {
            return clopperPearson(0, shares.size());
        }
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < shares.size(); j++) {
                sum += shares.get(random.nextInt(shares.size()));
            }
            means[i] = sum / shares.size();
        }
        Arrays.sort(means);
        return means[(int) (CONFIDENCE * RESAMPLES)];
    }

    /** The regularized incomplete beta function. */
    private static double beta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** Its continued fraction, by Lentz's method. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / apart(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / apart(1 + even * d);
            c = apart(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / apart(1 + odd * d);
            c = apart(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return result;
    }

    private static double apart(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        double shifted = x + 5.5;
        double sum = 1.000000000190015;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + 1 + i);
        }
        return (x + 0.5) * Math.log(shifted) - shifted + Math.log(2.5066282746310007 * sum / x);
    }
}
