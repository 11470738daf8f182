package org.galaxyvae.evidence;

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
}
