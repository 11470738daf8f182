package org.galaxyvae.model.evidence;

import java.util.Arrays;
import java.util.stream.Stream;
import org.galaxyvae.pixel.maths.Cholesky;
import org.galaxyvae.pixel.maths.SortedValues;

/**
 * Robust mean and covariance of vectors, and the Mahalanobis distance from them.
 *
 * <p>Starts from the componentwise median and median absolute deviation, then takes concentration steps as in FAST-MCD
 * (Rousseeuw and Van Driessen 1999): mean and covariance of the 90% nearest vectors, six times. Deterministic. Directions
 * without spread (dead latent units) get a floor, so that the covariance always inverts.
 */
final class RobustGaussian implements java.io.Serializable {
    private static final long serialVersionUID = 2;
    private static final double KEPT = 0.9;
    private static final int STEPS = 6;
    private static final double FLOOR = 1e-6;

    private final double[] mean;
    private final Cholesky factor;

    private RobustGaussian(double[] mean, Cholesky factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /**
     * Fits the rows.
     *
     * @param rows at least two vectors of equal length
     */
    public static RobustGaussian fit(float[][] rows) {
        if (rows.length < 2) {
            throw new IllegalArgumentException("Invalid rows: " + rows.length + ", expected at least 2");
        }
        RobustGaussian fit = start(rows);
        int kept = Math.max(2, (int) Math.ceil(KEPT * rows.length));
        Integer[] order = new Integer[rows.length];
        for (int step = 0; step < STEPS; step++) {
            double[] distances = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                distances[i] = fit.distance(rows[i]);
                order[i] = i;
            }
            Arrays.sort(order, (a, b) -> Double.compare(distances[a], distances[b]));
            fit = moments(rows, Arrays.copyOf(order, kept));
        }
        return fit;
    }

    /** Restores a fit from what {@link #mean} and {@link #factor} gave. */
    public static RobustGaussian of(double[] mean, double[] factor) {
        int n = mean.length;
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = Arrays.copyOfRange(factor, i * n, i * n + i + 1);
        }
        return new RobustGaussian(mean.clone(), new Cholesky(lower));
    }

    private static RobustGaussian start(float[][] rows) {
        int n = rows[0].length;
        double[] median = new double[n];
        double[][] lower = new double[n][];
        for (int j = 0; j < n; j++) {
            double[] column = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][j];
            }
            median[j] = SortedValues.median(column);
            for (int i = 0; i < rows.length; i++) {
                column[i] = Math.abs(column[i] - median[j]);
            }
            lower[j] = new double[j + 1];
            lower[j][j] = Math.max(Math.sqrt(FLOOR), 1.4826 * SortedValues.median(column));
        }
        return new RobustGaussian(median, new Cholesky(lower));
    }

    private static RobustGaussian moments(float[][] rows, Integer[] chosen) {
        int n = rows[0].length;
        double[] mean = new double[n];
        for (int i : chosen) {
            for (int j = 0; j < n; j++) {
                mean[j] += rows[i][j] / (double) chosen.length;
            }
        }
        double[][] covariance = new double[n][n];
        for (int i : chosen) {
            for (int j = 0; j < n; j++) {
                double d = rows[i][j] - mean[j];
                for (int k = 0; k <= j; k++) {
                    covariance[j][k] += d * (rows[i][k] - mean[k]) / (chosen.length - 1.0);
                }
            }
        }
        return new RobustGaussian(mean, Cholesky.floored(covariance, FLOOR));
    }

    /** sqrt((x − mean)ᵀ covariance⁻¹ (x − mean)), by forward substitution. */
    public double distance(float[] x) {
        double[] offset = new double[mean.length];
        Arrays.setAll(offset, i -> x[i] - mean[i]);
        double square = 0;
        for (double y : factor.forward(offset)) {
            square += y * y;
        }
        return Math.sqrt(square);
    }

    /** The center. */
    public double[] mean() {
        return mean.clone();
    }

    /** The standard deviation along each axis: the covariance's diagonal is the sum of squares of the factor's row. */
    double[] deviations() {
        return rows().mapToDouble(
                        row -> Math.sqrt(Arrays.stream(row).map(x -> x * x).sum()))
                .toArray();
    }

    /** The lower Cholesky factor of the covariance, row-major. */
    public double[] factor() {
        return rows().flatMapToDouble(Arrays::stream).toArray();
    }

    /** With the zeros right of the diagonal. */
    private Stream<double[]> rows() {
        return Arrays.stream(factor.lower()).map(row -> Arrays.copyOf(row, mean.length));
    }
}
