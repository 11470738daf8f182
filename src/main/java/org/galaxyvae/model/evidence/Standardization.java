package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.List;

/** Columns shifted and scaled to mean 0 and deviation 1 of the rows they were fitted on, so that their distances compare. */
final class Standardization implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] mean;
    private final double[] deviation;

    private Standardization(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Fits the rows, at least one; a column that never varies keeps its scale. */
    static Standardization fit(List<double[]> rows) {
        int columns = rows.get(0).length;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                mean[j] += row[j] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int j = 0; j < columns; j++) {
                deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.size();
            }
        }
        for (int j = 0; j < columns; j++) {
            deviation[j] = deviation[j] > 1e-18 ? Math.sqrt(deviation[j]) : 1;
        }
        return new Standardization(mean, deviation);
    }

    /** The row in those units. */
    float[] standard(double[] row) {
        float[] standard = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            standard[j] = (float) ((row[j] - mean[j]) / deviation[j]);
        }
        return standard;
    }

    /** Means, then deviations. */
    double[] toArray() {
        double[] array = java.util.Arrays.copyOf(mean, 2 * mean.length);
        System.arraycopy(deviation, 0, array, mean.length, mean.length);
        return array;
    }

    /** Restores what {@link #toArray} gave. */
    static Standardization of(double[] array) {
        int half = array.length / 2;
        return new Standardization(
                java.util.Arrays.copyOf(array, half), java.util.Arrays.copyOfRange(array, half, array.length));
    }
}
