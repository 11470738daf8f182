package org.galaxyvae.label.rerank;

import java.io.Serializable;
import java.util.Arrays;
import org.galaxyvae.model.scored.ScoredFeatures;

/**
 * Brings columns of all kinds to one scale, fitted on a sample of the catalog: latents and morphology standardized, evidences
 * and quality, which have long tails, by their rank in the sample. Mean 0 and deviation 1 for all; a missing number is 0.
 */
final class FeatureScale implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_SAMPLED = 20_000;
    /** A single outlying number must not decide a distance. */
    private static final double MOST_DEVIATIONS = 5;
    /** Of numbers spread evenly from 0 to 1. */
    private static final double UNIFORM_SD = Math.sqrt(1.0 / 12);

    /** By column: the sample's numbers in order where it goes by rank, else null. */
    private final double[][] sorted;

    private final double[] mean;
    private final double[] deviation;

    private FeatureScale(double[][] sorted, double[] mean, double[] deviation) {
        this.sorted = sorted;
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * Fits.
     *
     * @param sample [object][column], NaN where there is no number; at least one object
     * @param byRank by column
     */
    static FeatureScale fit(double[][] sample, boolean[] byRank) {
        int columns = byRank.length;
        double[][] sorted = new double[columns][];
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int column = 0; column < columns; column++) {
            int c = column;
            double[] values = Arrays.stream(sample)
                    .mapToDouble(row -> row[c])
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            sorted[c] = byRank[c] ? values : new double[0];
            mean[c] = Arrays.stream(values).average().orElse(0);
            double squares = Arrays.stream(values)
                    .map(value -> (value - mean[c]) * (value - mean[c]))
                    .sum();
            deviation[c] = values.length == 0 ? 0 : Math.sqrt(squares / values.length);
        }
        return new FeatureScale(sorted, mean, deviation);
    }

    /** Of a fixed sample of the catalog. */
    static FeatureScale of(ScoredFeatures scored) {
        return fit(
                ScoredFeatures.collect(ScoredFeatures.sample(scored.rows(), MOST_SAMPLED), scored.layout()).stream()
                        .map(ScoredFeatures.OfObject::numbers)
                        .toArray(double[][]::new),
                scored.layout().byRank());
    }

    /** The features of an object with these numbers; all finite. */
    double[] of(double[] numbers) {
        double[] features = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i]) || !(deviation[i] > 1e-12 * Math.max(1, Math.abs(mean[i])))) {
                continue;
            }
            features[i] = sorted[i].length > 0
                    ? (share(sorted[i], numbers[i]) - 0.5) / UNIFORM_SD
                    : Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, (numbers[i] - mean[i]) / deviation[i]));
        }
        return features;
    }

    /** Share of the numbers below, equal ones counting half. */
    private static double share(double[] sorted, double value) {
        return (bound(sorted, value, false) + bound(sorted, value, true)) / (2.0 * sorted.length);
    }

    /** How many are below, or also equal. */
    private static int bound(double[] sorted, double value, boolean withEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (withEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
