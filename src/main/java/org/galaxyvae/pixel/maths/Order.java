package org.galaxyvae.pixel.maths;

import java.util.Arrays;

/** Sorted places of numbers, without boxing: hundreds of thousands of objects are sorted once for every score. */
public final class Order {
    private final double[] sorted;
    private final int[] order;

    /**
     * Sorts.
     *
     * @param values infinite is allowed, NaN is not; the two zeros are equal
     * @param descending highest first
     */
    public Order(double[] values, boolean descending) {
        double[] keys = new double[values.length];
        for (int i = 0; i < keys.length; i++) {
            // 0.0 - and + make the two zeros one
            keys[i] = descending ? 0.0 - values[i] : values[i] + 0.0;
        }
        sorted = keys.clone();
        Arrays.sort(sorted);
        int[] used = new int[keys.length];
        order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int first = SortedValues.countBelow(sorted, keys[i]);
            order[first + used[first]++] = i;
        }
    }

    /** Places in the original order, first to last; equal values keep theirs. */
    public int[] places() {
        return order.clone();
    }

    /** Whether the value at this position of the order is the last of its equals. */
    public boolean endsTie(int position) {
        return position == sorted.length - 1 || sorted[position] != sorted[position + 1];
    }

    /** For each value its rank from 1, equal ones sharing the mean of theirs. */
    public double[] ranks() {
        double[] ranks = new double[order.length];
        int first = 0;
        for (int last = 0; last < order.length; last++) {
            if (endsTie(last)) {
                for (int i = first; i <= last; i++) {
                    ranks[order[i]] = 1 + (first + last) / 2.0;
                }
                first = last + 1;
            }
        }
        return ranks;
    }
}
