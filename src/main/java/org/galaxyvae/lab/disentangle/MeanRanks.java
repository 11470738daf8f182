package org.galaxyvae.lab.disentangle;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.Order;

/** What depends on the order of values alone. */
final class MeanRanks {
    private MeanRanks() {}

    /** The rank of each value, from 1; equal values share their mean rank. */
    static double[] of(double[] values) {
        return new Order(values, false).ranks();
    }

    /**
     * Bins of equal counts, equal values in one; a column of few values keeps them.
     *
     * @return the bin of each value, 0 to most - 1
     */
    static int[] bins(double[] values, int most) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        if (distinct.length <= most) {
            return Arrays.stream(values)
                    .mapToInt(value -> Arrays.binarySearch(distinct, value))
                    .toArray();
        }
        return Arrays.stream(of(values))
                .mapToInt(rank -> (int) ((rank - 0.5) / values.length * most))
                .toArray();
    }

    /** Spearman's correlation of two columns, -1 to 1; 0 where one never varies. */
    static double correlation(double[] x, double[] y) {
        return LinearShare.correlation(of(x), of(y));
    }
}
