package org.galaxyvae.lab.disentangle;

import java.util.Arrays;

/**
 * How far the best unit of a factor is ahead of the second: near 1 where one unit alone knows it, 0 where two know it equally.
 *
 * @param value the gap
 * @param unit the best
 */
record Gap(double value, int unit) {
    private static final int BINS = 20;

    /**
     * Mutual information gap (Chen et al. 2018, equation 6, of one factor): both columns in 20 bins, information over the
     * factor's entropy.
     *
     * @param units latent means, [unit][object], at least one
     */
    static Gap mutualInformation(double[][] units, Factor factor) {
        int[] known = MeanRanks.bins(factor.values(), BINS);
        double entropy = entropy(known);
        double[] shares = new double[units.length];
        for (int unit = 0; unit < units.length; unit++) {
            shares[unit] = entropy > 0 ? information(MeanRanks.bins(units[unit], BINS), known) / entropy : 0;
        }
        return of(shares);
    }

    /** Separated attribute predictability (Kumar et al. 2018, section 3, of one factor): shares of variance by straight lines. */
    static Gap attribute(double[][] units, Factor factor) {
        double[] shares = new double[units.length];
        for (int unit = 0; unit < units.length; unit++) {
            shares[unit] = LinearShare.explained(units[unit], factor.targets());
        }
        return of(shares);
    }

    private static Gap of(double[] shares) {
        int best = 0;
        for (int unit = 1; unit < shares.length; unit++) {
            best = shares[unit] > shares[best] ? unit : best;
        }
        double second = 0;
        for (int unit = 0; unit < shares.length; unit++) {
            second = unit == best ? second : Math.max(second, shares[unit]);
        }
        return new Gap(shares[best] - second, best);
    }

    /** Nats; bins from 0. */
    static double entropy(int[] bins) {
        return information(bins, bins);
    }

    /** Mutual information of two binned columns, nats, as counted; of independent ones about (a - 1)(b - 1) / 2n by chance. */
    static double information(int[] a, int[] b) {
        int width = Arrays.stream(b).max().orElse(0) + 1;
        int height = Arrays.stream(a).max().orElse(0) + 1;
        double[] both = new double[height * width];
        double[] first = new double[height];
        double[] second = new double[width];
        double each = 1.0 / a.length;
        for (int i = 0; i < a.length; i++) {
            both[a[i] * width + b[i]] += each;
            first[a[i]] += each;
            second[b[i]] += each;
        }
        double information = 0;
        for (int i = 0; i < both.length; i++) {
            if (both[i] > 0) {
                information += both[i] * Math.log(both[i] / (first[i / width] * second[i % width]));
            }
        }
        return Math.max(0, information);
    }
}
