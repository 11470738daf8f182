package org.galaxyvae.pixel.maths;

import java.io.Serializable;

/**
 * The lower triangle L of a symmetric positive definite matrix A = L Lᵀ (Golub and Van Loan 2013, section 4.2).
 *
 * @param lower rows of 1, 2, … numbers
 */
public record Cholesky(double[][] lower) implements Serializable {
    /**
     * Factors.
     *
     * @param matrix symmetric; only the lower triangle is read
     * @throws ArithmeticException where it is not positive definite
     */
    public static Cholesky of(double[][] matrix) {
        return of(matrix, 0, 0);
    }

    /**
     * Factors a matrix that may be singular: the floor is added to its diagonal, and no square of the triangle's diagonal is
     * below it.
     *
     * @param matrix symmetric; only the lower triangle is read
     * @param floor above 0
     */
    public static Cholesky floored(double[][] matrix, double floor) {
        return of(matrix, floor, floor);
    }

    private static Cholesky of(double[][] matrix, double added, double least) {
        int size = matrix.length;
        double[][] lower = new double[size][];
        for (int i = 0; i < size; i++) {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] + (i == j ? added : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? root(sum, least, i, size) : sum / lower[j][j];
            }
        }
        return new Cholesky(lower);
    }

    private static double root(double square, double least, int row, int size) {
        if (!(square > 0) && least == 0) {
            throw new ArithmeticException("Matrix of " + size + " rows is not positive definite at row " + row);
        }
        return Math.sqrt(Math.max(square, least));
    }

    /** y with L y = b. */
    public double[] forward(double[] b) {
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
    public double[] solve(double[] b) {
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
