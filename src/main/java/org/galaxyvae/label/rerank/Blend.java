package org.galaxyvae.label.rerank;

import java.io.Serializable;

/**
 * How much a learner is believed. With few positives most learners rank worse than no learner, so that the anomaly rank stays
 * until enough are known, and never quite goes.
 *
 * @param weight of the learner, 0 to 0.85
 */
record Blend(double weight) implements Serializable {
    private static final double MOST = 0.85;
    private static final double HALFWAY_POSITIVES = 4;
    /** Of a number spread evenly from 0 to 1: what a rank alone says of interest. */
    private static final double RANK_SD = Math.sqrt(1.0 / 12);

    /** w = min(0.85, p / (p + 4)) for p positives, 0 below the fewest. */
    static Blend of(int positives, int fewest) {
        return new Blend(positives < fewest ? 0 : Math.min(MOST, positives / (positives + HALFWAY_POSITIVES)));
    }

    /**
     * Interest, 0 to 1.
     *
     * @param learned the learner's probability
     * @param prior share of the catalog that is less anomalous
     */
    double interest(double learned, double prior) {
        return weight * learned + (1 - weight) * prior;
    }

    /** Its standard deviation, the two taken as independent. */
    double sd(double learnedSd) {
        return Math.hypot(weight * learnedSd, (1 - weight) * RANK_SD);
    }
}
