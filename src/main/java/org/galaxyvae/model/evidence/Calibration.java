package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.Arrays;
import org.galaxyvae.pixel.maths.SortedValues;

/** The scores of objects that were not trained on: what p-values are counted and extrapolated from. */
public final class Calibration implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] scores;
    private final Tail tail;
    private final double tailFitP;

    private Calibration(double[] scores, Tail tail, double tailFitP) {
        this.scores = scores;
        this.tail = tail;
        this.tailFitP = tailFitP;
    }

    /** Before there are scores: every p-value is 1. */
    static Calibration none() {
        return new Calibration(new double[0], Tail.of(new double[] {1, 0, 0, 0}), Double.NaN);
    }

    /**
     * Fits the tail and tests its fit.
     *
     * @param scores at least 20, any order
     * @param seed of the test's samples
     */
    static Calibration fit(double[] scores, long seed) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        Tail tail = Tail.fit(sorted);
        return new Calibration(sorted, tail, TailFit.pValue(tail.excesses(sorted), seed));
    }

    /** Restores a calibration. */
    static Calibration of(double[] sortedScores, Tail tail, double tailFitP) {
        return new Calibration(sortedScores.clone(), tail, tailFitP);
    }

    /** How many objects there are. */
    public int objects() {
        return scores.length;
    }

    /** Their scores, ascending. */
    public double[] scores() {
        return scores.clone();
    }

    Tail tail() {
        return tail;
    }

    /** The smallest p-value there can be: 1 / (n + 1). */
    public double smallestPValue() {
        return 1.0 / (scores.length + 1);
    }

    /**
     * Conformal p-value (Vovk et al. 2005): (1 + calibration objects at least as anomalous) / (n + 1). Exact for objects
     * exchangeable with the calibration split, whatever the score's distribution.
     */
    public double pValue(double score) {
        return (1.0 + scores.length - SortedValues.countBelow(scores, score)) / (scores.length + 1.0);
    }

    /**
     * The tail probability by the fitted function: interpolated up to the 95% quantile, extrapolated by the generalized Pareto
     * tail beyond. Continuous and falling without end, so it tells apart what {@link #pValue} cannot; as good as the fit.
     */
    public double pTail(double score) {
        return Math.exp(-tail.depth(score));
    }

    /**
     * How well the Pareto tail fits the scores beyond the 95% quantile: the p-value of {@link TailFit}; below 0.05 the
     * extrapolation is not to be trusted. NaN where there are too few scores to tell.
     */
    public double tailFitP() {
        return tailFitP;
    }
}
