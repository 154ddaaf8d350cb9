package org.myrmex.lab.report;

/** Points in the plane, one for each node of a network; a link is about 1 long. */
record Shape(double[] x, double[] y) {
    Shape(int nodes) {
        this(new double[nodes], new double[nodes]);
    }

    int size() {
        return x.length;
    }

    double distance(int a, int b) {
        double dx = x[a] - x[b];
        double dy = y[a] - y[b];
        return StrictMath.sqrt(dx * dx + dy * dy);
    }

    double width() {
        return extent(x);
    }

    double height() {
        return extent(y);
    }

    /** Turns it so that its longer side lies flat, and moves it to begin at 0, 0: pages are read in lines. */
    void layFlat() {
        int n = size();
        double cx = mean(x);
        double cy = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - cx) * (x[i] - cx);
            yy += (y[i] - cy) * (y[i] - cy);
            xy += (x[i] - cx) * (y[i] - cy);
        }
        double angle = 0.5 * StrictMath.atan2(2 * xy, xx - yy);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (int i = 0; i < n; i++) {
            double dx = x[i] - cx;
            double dy = y[i] - cy;
            x[i] = dx * cos + dy * sin;
            y[i] = dy * cos - dx * sin;
        }
        if (n > 0 && x[n - 1] < 0) {
            // Whoever came last is at the right: a source that joined after its downloader, say.
            for (int i = 0; i < n; i++) {
                x[i] = -x[i];
            }
        }
        moveTo(0, 0);
    }

    /** Moves its upper left corner. */
    void moveTo(double left, double top) {
        double dx = left - least(x);
        double dy = top - least(y);
        for (int i = 0; i < size(); i++) {
            x[i] += dx;
            y[i] += dy;
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    private static double least(double[] values) {
        double least = values.length == 0 ? 0 : values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double extent(double[] values) {
        double most = values.length == 0 ? 0 : values[0];
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most - least(values);
    }
}
