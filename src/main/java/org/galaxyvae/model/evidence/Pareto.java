package org.galaxyvae.model.evidence;

import java.io.Serializable;

/**
 * The generalized Pareto distribution of excesses over a threshold: P(excess > x) = (1 + shape x / scale)^(-1 / shape).
 *
 * @param scale above 0
 * @param shape 0 (exponential) to 0.5; held there so that the tail never ends and has a variance
 */
record Pareto(double scale, double shape) implements Serializable {
    private static final double SHAPE_MOST = 0.5;
    private static final double EXPONENTIAL = 1e-9;

    /**
     * By probability-weighted moments (Hosking and Wallis 1987, equations 7 and 8).
     *
     * @param excesses ascending, their mean above 0
     */
    static Pareto fit(double[] excesses) {
        int n = excesses.length;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            mean += excesses[i] / n;
            // 1 - plotting position of Hosking and Wallis
            weighted += excesses[i] * (1 - (i + 1 - 0.35) / n) / n;
        }
        // their k is minus our shape
        double shape = 2 - mean / (mean - 2 * weighted);
        shape = Math.max(0, Math.min(SHAPE_MOST, shape));
        return new Pareto(mean * (1 - shape), shape);
    }

    /** Minus the log of the probability of a larger excess. */
    double depth(double excess) {
        double scaled = excess / scale;
        return shape < EXPONENTIAL ? scaled : Math.log1p(shape * scaled) / shape;
    }

    /** The excess that a share of all excesses stays below, share in [0, 1). */
    double quantile(double share) {
        double depth = -Math.log1p(-share);
        return scale * (shape < EXPONENTIAL ? depth : Math.expm1(shape * depth) / shape);
    }
}
