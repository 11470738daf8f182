package org.galaxyvae.score.evaluate;

import java.util.Arrays;

/**
 * A 95% interval.
 *
 * @param low 2.5% quantile
 * @param high 97.5% quantile
 */
record Interval(double low, double high) {
    private static final double TAIL = 0.025;

    /** Of resampled values, NaN left out; the widest given where there is none. */
    static Interval of(double[] resampled, Interval unknown) {
        double[] sorted = known(resampled);
        Arrays.sort(sorted);
        return sorted.length == 0 ? unknown : new Interval(at(sorted, TAIL), at(sorted, 1 - TAIL));
    }

    static double[] known(double[] resampled) {
        return Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** The quantile of sorted values, linear between neighbors. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
