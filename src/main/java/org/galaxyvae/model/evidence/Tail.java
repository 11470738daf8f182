package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.Arrays;
import org.galaxyvae.pixel.maths.SortedValues;

/**
 * How deep in the upper tail of its calibration values a value lies: minus the natural log of the tail probability.
 *
 * <p>Up to the 95% quantile the empirical distribution, linear in log probability between quantiles; beyond it a generalized
 * Pareto tail fitted by probability-weighted moments (Hosking and Wallis 1987, equations 7 and 8), its shape held in
 * [0, 0.5] so that the function grows without bound: the top of a catalog never ties.
 */
final class Tail implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double THRESHOLD = 0.95;
    private static final int FEWEST = 20;
    private static final int FEWEST_EXCESSES = 5;
    private static final double SMALLEST_SCALE = 1e-12;

    private final double[] knots;
    private final double[] depths;
    private final Pareto beyond;

    private Tail(double[] knots, double[] depths, Pareto beyond) {
        this.knots = knots;
        this.depths = depths;
        this.beyond = beyond;
    }

    /**
     * Fits calibration values.
     *
     * @param calibration at least 20 finite values, any order
     */
    public static Tail fit(double[] calibration) {
        if (calibration.length < FEWEST) {
            throw new IllegalArgumentException(
                    "Invalid calibration: " + calibration.length + " objects, expected at least " + FEWEST);
        }
        double[] sorted = calibration.clone();
        Arrays.sort(sorted);
        int steps = Math.min(95, sorted.length / 2);
        double[] knots = new double[steps + 1];
        double[] depths = new double[steps + 1];
        int used = 0;
        for (int k = 0; k <= steps; k++) {
            double share = THRESHOLD * k / steps;
            double value = SortedValues.quantile(sorted, share);
            if (used > 0 && value <= knots[used - 1]) {
                used--;
            }
            knots[used] = value;
            depths[used] = -Math.log1p(-share);
            used++;
        }
        Pareto beyond = pareto(
                excesses(sorted, knots[used - 1]),
                SortedValues.quantile(sorted, THRESHOLD) - SortedValues.quantile(sorted, 0.5));
        return new Tail(Arrays.copyOf(knots, used), Arrays.copyOf(depths, used), beyond);
    }

    /** Restores a fit from {@link #toArray}. */
    public static Tail of(double[] array) {
        int used = (array.length - 2) / 2;
        return new Tail(
                Arrays.copyOfRange(array, 2, 2 + used),
                Arrays.copyOfRange(array, 2 + used, array.length),
                new Pareto(array[0], array[1]));
    }

    /** Scale, shape, knots, depths. */
    public double[] toArray() {
        double[] array = new double[2 + 2 * knots.length];
        array[0] = beyond.scale();
        array[1] = beyond.shape();
        System.arraycopy(knots, 0, array, 2, knots.length);
        System.arraycopy(depths, 0, array, 2 + knots.length, knots.length);
        return array;
    }

    private static Pareto pareto(double[] excesses, double spread) {
        double mean = Arrays.stream(excesses).average().orElse(0);
        if (excesses.length < FEWEST_EXCESSES || !(mean > 0)) {
            return new Pareto(mean > 0 ? mean : Math.max(spread / Math.log(10), SMALLEST_SCALE), 0);
        }
        return Pareto.fit(excesses);
    }

    /** By how much those of the sorted values exceed the threshold that do, ascending. */
    double[] excesses(double[] sorted) {
        return excesses(sorted, knots[knots.length - 1]);
    }

    private static double[] excesses(double[] sorted, double threshold) {
        return Arrays.stream(sorted)
                .filter(value -> value > threshold)
                .map(value -> value - threshold)
                .toArray();
    }

    /** Minus the log of the tail probability, nats; grows with the value. */
    public double depth(double value) {
        int last = knots.length - 1;
        if (value >= knots[last]) {
            return depths[last] + beyond.depth(value - knots[last]);
        }
        if (value <= knots[0]) {
            return 0;
        }
        int at = Arrays.binarySearch(knots, value);
        int low = at >= 0 ? at : -at - 2;
        if (at >= 0) {
            return depths[at];
        }
        double share = (value - knots[low]) / (knots[low + 1] - knots[low]);
        return depths[low] + share * (depths[low + 1] - depths[low]);
    }
}
