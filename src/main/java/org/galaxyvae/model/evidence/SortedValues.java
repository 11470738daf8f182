package org.galaxyvae.model.evidence;

import java.util.Arrays;

/** Counting in ascending numbers. */
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
