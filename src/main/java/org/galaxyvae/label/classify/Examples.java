package org.galaxyvae.label.classify;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Objects whose class is known.
 *
 * @param features [example][feature], finite, all of one length
 * @param positive the class
 * @param weights how much each counts, above 0
 */
public record Examples(double[][] features, boolean[] positive, double[] weights) {
    public Examples {
        if (features.length == 0 || features.length != positive.length || features.length != weights.length) {
            throw new IllegalArgumentException("Invalid examples: " + features.length + " rows, " + positive.length
                    + " classes, " + weights.length + " weights, expected equal numbers above 0");
        }
        for (double[] row : features) {
            if (row.length != features[0].length || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("Invalid example: " + row.length + " features, expected "
                        + features[0].length + " finite numbers");
            }
        }
    }

    /** Both classes weigh the same together, 1 on average: positives are rare, and count as much as all others. */
    public static Examples balanced(double[][] features, boolean[] positive) {
        int positives = (int)
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        int negatives = positive.length - positives;
        double[] weights = new double[positive.length];
        for (int i = 0; i < weights.length; i++) {
            int alike = positive[i] ? positives : negatives;
            weights[i] = positives == 0 || negatives == 0 ? 1 : 0.5 * positive.length / alike;
        }
        return new Examples(features, positive, weights);
    }

    /** How many there are. */
    public int size() {
        return positive.length;
    }

    /** How many are positive. */
    public int positives() {
        return (int) IntStream.range(0, size()).filter(i -> positive[i]).count();
    }

    /** Features of each. */
    public int width() {
        return features[0].length;
    }

    /** These examples alone, weights as they are. */
    Examples only(int[] places) {
        double[][] rows = new double[places.length][];
        boolean[] classes = new boolean[places.length];
        double[] some = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            rows[i] = features[places[i]];
            classes[i] = positive[places[i]];
            some[i] = weights[places[i]];
        }
        return new Examples(rows, classes, some);
    }

    /** Share of the weight that is positive. */
    double positiveShare() {
        double sum = 0;
        double own = 0;
        for (int i = 0; i < size(); i++) {
            sum += weights[i];
            own += positive[i] ? weights[i] : 0;
        }
        return own / sum;
    }
}
