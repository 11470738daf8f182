package org.galaxyvae.pixel.maths;

import java.util.Arrays;

/** Order statistics of ascending numbers. */
public final class SortedValues {
    private SortedValues() {}

    /** How many of the ascending values are smaller than the bound. */
    public static int countBelow(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The middle value, or the mean of the two in the middle; sorts the values.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static double median(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Invalid values: none, expected at least one");
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /**
     * Linear between order statistics (type 7 of Hyndman and Fan 1996).
     *
     * @param sorted ascending, at least one
     * @param share of the values below it, 0 to 1
     */
    public static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /**
     * The chance that a positive stands above a negative, equal ones counting half: the area under the ROC curve.
     *
     * @param sortedNegatives ascending
     * @return 0 to 1; NaN where a value is NaN or one side is empty
     */
    public static double auc(double[] positives, double[] sortedNegatives) {
        // NaN sorts last
        if (sortedNegatives.length == 0
                || Double.isNaN(sortedNegatives[sortedNegatives.length - 1])
                || Arrays.stream(positives).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double wins = 0;
        for (double positive : positives) {
            wins += 0.5 * (countBelow(sortedNegatives, positive) + countBelow(sortedNegatives, Math.nextUp(positive)));
        }
        return wins / ((double) positives.length * sortedNegatives.length);
    }
}
