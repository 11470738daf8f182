package org.galaxyvae.score.drift;

import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The two-sample test of Kolmogorov and Smirnov.
 *
 * @param ks the largest difference of the two empirical distribution functions, 0 to 1; equal values step together
 * @param p of a difference at least as large without change, by Kolmogorov's limit (Smirnov 1948) at
 *     {@code ks sqrt(n m / (n + m))}: too large where many values are equal or the samples share objects
 */
record Distance(double ks, double p) {
    /** Below, the limit is 1 to twelve digits and its series needs thousands of terms. */
    private static final double SMALLEST_ARGUMENT = 0.2;

    /**
     * Compares two samples of at least two finite values each, any order.
     *
     * @throws org.apache.commons.math3.exception.InsufficientDataException where one is shorter
     */
    static Distance of(double[] reference, double[] recent) {
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
        double ks = test.kolmogorovSmirnovStatistic(reference, recent);
        double n = reference.length;
        double m = recent.length;
        boolean small = ks * Math.sqrt(n * m / (n + m)) < SMALLEST_ARGUMENT;
        double p = small ? 1 : test.approximateP(ks, reference.length, recent.length);
        return new Distance(ks, Math.max(0, Math.min(1, p)));
    }
}
