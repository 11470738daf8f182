package org.galaxyvae.drift;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How far one sample lies from another.
 *
 * @param psi population stability index, sum of (q - p) ln(q / p) over the quantiles of the reference (Siddiqi 2006, Credit
 *     Risk Scorecards), half a count added to each bin so that an empty one stays finite; below 0.1 is usual, above 0.25 is not
 * @param ks two-sample Kolmogorov-Smirnov statistic, 0 to 1
 * @param ksP its asymptotic p-value; 1 where the samples are equal
 */
public record Shift(double psi, double ks, double ksP, double referenceMean, double recentMean) {
    /**
     * Compares.
     *
     * @param reference at least two values
     * @param recent at least two values
     * @param bins quantiles of the reference; equal quantiles are joined
     * @throws IllegalArgumentException for smaller samples
     */
    public static Shift of(double[] reference, double[] recent, int bins) {
        if (reference.length < 2 || recent.length < 2) {
            throw new IllegalArgumentException("Cannot compare samples of " + reference.length + " and " + recent.length
                    + " values, expected at least 2 each");
        }
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
        double ks = test.kolmogorovSmirnovStatistic(reference, recent);
        double p = ks == 0 ? 1 : test.approximateP(ks, reference.length, recent.length);
        return new Shift(
                psi(reference, recent, bins),
                ks,
                Math.min(1, Math.max(0, p)),
                Arrays.stream(reference).average().orElseThrow(),
                Arrays.stream(recent).average().orElseThrow());
    }

    private static double psi(double[] reference, double[] recent, int bins) {
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        // upper edges, each within its bin; a value that fills several quantiles makes one bin of them
        double[] edges = new double[bins - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(int) ((long) (i + 1) * sorted.length / bins) - (sorted.length >= bins ? 1 : 0)];
        }
        edges = Arrays.stream(edges).distinct().toArray();
        double[] p = shares(sorted, edges);
        double[] q = shares(recent, edges);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] - p[i]) * Math.log(q[i] / p[i]);
        }
        return sum;
    }

    private static double[] shares(double[] values, double[] edges) {
        double[] counts = new double[edges.length + 1];
        Arrays.fill(counts, 0.5);
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            counts[at >= 0 ? at : -at - 1]++;
        }
        double total = values.length + 0.5 * counts.length;
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= total;
        }
        return counts;
    }
}
