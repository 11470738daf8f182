package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.List;
import org.galaxyvae.pixel.maths.Cholesky;

/**
 * What is left of a value beyond a linear function of regressors, by least squares.
 *
 * <p>Regressors are clipped to the range they had in the fit: a line says nothing about a broken frame far outside of it. They
 * are standardized, and a small ridge keeps those that never vary, or vary together, from making the system singular.
 */
final class ExcessFit implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double RIDGE = 1e-6;

    private final double[] lowest;
    private final double[] highest;
    /** First the constant, then one for each regressor as it comes. */
    private final double[] coefficients;

    private ExcessFit(double[] lowest, double[] highest, double[] coefficients) {
        this.lowest = lowest;
        this.highest = highest;
        this.coefficients = coefficients;
    }

    /**
     * Fits values.
     *
     * @param regressors at least one vector, finite, of one length
     * @param values one for each, finite
     */
    static ExcessFit fit(List<double[]> regressors, double[] values) {
        int n = values.length;
        int k = regressors.get(0).length;
        double[] lowest = regressors.get(0).clone();
        double[] highest = lowest.clone();
        double[] mean = new double[k];
        double meanValue = 0;
        for (int i = 0; i < n; i++) {
            double[] row = regressors.get(i);
            meanValue += values[i] / n;
            for (int j = 0; j < k; j++) {
                lowest[j] = Math.min(lowest[j], row[j]);
                highest[j] = Math.max(highest[j], row[j]);
                mean[j] += row[j] / n;
            }
        }
        double[] deviation = new double[k];
        for (double[] row : regressors) {
            for (int j = 0; j < k; j++) {
                deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / n;
            }
        }
        for (int j = 0; j < k; j++) {
            // what never varies gets no weight whatever its scale
            deviation[j] = deviation[j] > 1e-18 ? Math.sqrt(deviation[j]) : 1;
        }
        double[][] products = new double[k][k];
        double[] right = new double[k];
        double[] standard = new double[k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                standard[j] = (regressors.get(i)[j] - mean[j]) / deviation[j];
                right[j] += standard[j] * (values[i] - meanValue) / n;
                for (int l = 0; l <= j; l++) {
                    products[j][l] += standard[j] * standard[l] / n;
                }
            }
        }
        double[] slopes = Cholesky.floored(products, RIDGE).solve(right);
        double[] coefficients = new double[k + 1];
        coefficients[0] = meanValue;
        for (int j = 0; j < k; j++) {
            coefficients[j + 1] = slopes[j] / deviation[j];
            coefficients[0] -= coefficients[j + 1] * mean[j];
        }
        return new ExcessFit(lowest, highest, coefficients);
    }

    /** The value beyond what its regressors explain. */
    double excess(double[] regressors, double value) {
        double explained = coefficients[0];
        for (int j = 0; j < regressors.length; j++) {
            double clipped = Math.max(lowest[j], Math.min(highest[j], regressors[j]));
            explained += coefficients[j + 1] * clipped;
        }
        return value - explained;
    }

    /** Lowest, highest, coefficients. */
    double[] toArray() {
        int k = lowest.length;
        double[] array = new double[3 * k + 1];
        System.arraycopy(lowest, 0, array, 0, k);
        System.arraycopy(highest, 0, array, k, k);
        System.arraycopy(coefficients, 0, array, 2 * k, k + 1);
        return array;
    }

    /** Restores what {@link #toArray} gave. */
    static ExcessFit of(double[] array) {
        int k = (array.length - 1) / 3;
        return new ExcessFit(
                java.util.Arrays.copyOfRange(array, 0, k),
                java.util.Arrays.copyOfRange(array, k, 2 * k),
                java.util.Arrays.copyOfRange(array, 2 * k, array.length));
    }
}
