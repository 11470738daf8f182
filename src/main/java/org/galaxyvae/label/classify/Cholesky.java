package org.galaxyvae.label.classify;

import java.io.Serializable;

/**
 * The lower triangle L of a symmetric positive definite matrix A = L Lᵀ (Golub and Van Loan 2013, section 4.2).
 *
 * @param lower rows of 1, 2, … numbers
 */
record Cholesky(double[][] lower) implements Serializable {
    /**
     * Factors.
     *
     * @param matrix symmetric; only the lower triangle is read
     * @throws ArithmeticException where it is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][];
        for (int i = 0; i < size; i++) {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        throw new ArithmeticException(
                                "Matrix of " + size + " rows is not positive definite at row " + i);
                    }
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    lower[i][j] = sum / lower[j][j];
                }
            }
        }
        return new Cholesky(lower);
    }

    /** y with L y = b. */
    double[] forward(double[] b) {
        double[] y = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * y[k];
            }
            y[i] = sum / lower[i][i];
        }
        return y;
    }

    /** x with A x = b. */
    double[] solve(double[] b) {
        double[] x = forward(b);
        for (int i = b.length - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < b.length; k++) {
                sum -= lower[k][i] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
        return x;
    }
}
