package org.galaxyvae.lab.travel;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How each latent unit is used over a catalog: sums over its posteriors, which parts of it add up. */
final class LatentMoments implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double LEAST_VARIANCE = 1e-12;

    /** [sum of means, of their squares, of variances, of divergences] of each unit. */
    private final double[][] sums;

    private long count;

    LatentMoments(int latent) {
        sums = new double[4][latent];
    }

    /** Adds an object's posterior. */
    LatentMoments add(float[] mean, float[] sd) {
        for (int i = 0; i < sums[0].length; i++) {
            double variance = Math.max(LEAST_VARIANCE, (double) sd[i] * sd[i]);
            sums[0][i] += mean[i];
            sums[1][i] += (double) mean[i] * mean[i];
            sums[2][i] += variance;
            sums[3][i] += 0.5 * ((double) mean[i] * mean[i] + variance - 1 - Math.log(variance));
        }
        count++;
        return this;
    }

    /** Adds another part's. */
    LatentMoments add(LatentMoments other) {
        for (int k = 0; k < sums.length; k++) {
            for (int i = 0; i < sums[k].length; i++) {
                sums[k][i] += other.sums[k][i];
            }
        }
        count += other.count;
        return this;
    }

    /** Mean divergence of the unit from its prior, nats: how much it tells of an image. */
    double divergence(int unit) {
        return sums[3][unit] / count;
    }

    /** Standard deviation of the aggregate posterior: variance of the means plus mean of the variances. */
    double sd(int unit) {
        double mean = sums[0][unit] / count;
        return Math.sqrt(Math.max(0, sums[1][unit] / count - mean * mean) + sums[2][unit] / count);
    }

    /** All units, those that tell most first. */
    List<Integer> byActivity() {
        return IntStream.range(0, sums[0].length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -divergence(unit))
                        .thenComparing(unit -> unit))
                .toList();
    }
}
